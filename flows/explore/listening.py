"""The caller's turn: menus, digits, bots, waiting."""

from collections.abc import Iterator
from typing import Final

from flows.explore.atlas import STORED
from flows.explore.junction import DEFAULT, NO_ERROR, Choice, Junction, Outcome
from flows.explore.state import Draft, Ending
from flows.explore.values import DIGITS, PHONE, Fact
from flows.json_values import as_object, as_text, is_true
from flows.language import MENU_KEYS, ErrorType

TIMEOUT: Final = "Timeout"
_KEYS: Final = "9876543210*#"
_MOST_DIGITS: Final = "20"


def keys(junction: Junction) -> Iterator[Outcome]:
    """A menu, digits to store, or a setting of the key buffer."""
    parameters = junction.parameters
    has_prompt = not {"Text", "SSML", "PromptId", "Media"}.isdisjoint(parameters)
    if not has_prompt and "EnableDTMFBuffer" in parameters:
        yield junction.done()
        yield from junction.errors()
    elif is_true(parameters.get("StoreInput")):
        yield from _stored(junction)
    else:
        yield from _menu(junction)


def _menu(junction: Junction) -> Iterator[Outcome]:
    draft = junction.listened(junction.heard())
    taken: set[str] = set()
    for index, condition in enumerate(junction.instruction.conditions):
        key = condition.operand
        if key in MENU_KEYS and key not in taken:
            taken.add(key)
            yield junction.go(
                Choice.KEY, f"condition:{index}", condition.target, draft.copy(), value=key
            )
    wrong = next((key for key in _KEYS if key not in taken), None)
    if wrong is not None:
        yield junction.otherwise(Choice.WRONG_KEY, draft.copy(), wrong)
    silence = ErrorType.INPUT_TIME_LIMIT_EXCEEDED.value
    yield junction.fails(silence, draft.copy(), choice=Choice.SILENCE)
    yield junction.stop(Ending.HUNG_UP, choice=Choice.HANG_UP)
    yield from junction.errors(junction.tried, but=silence)


def _stored(junction: Junction) -> Iterator[Outcome]:
    """Silence is a value here. What is keyed in is split where something compares it."""
    validation = as_object(junction.parameters.get("InputValidation"))
    invalid = ErrorType.INVALID_PHONE_NUMBER.value
    draft = junction.listened(junction.heard())
    keyed = draft.copy()
    silent = draft.copy()
    phone = "PhoneNumberValidation" in validation
    if STORED in junction.relevant:
        longest = as_text(as_object(validation.get("CustomValidation")).get("MaximumLength")) or ""
        fact = Fact(DIGITS, longest if longest.isdigit() else _MOST_DIGITS, met=True)
        keyed.values[STORED] = keyed.fresh(STORED, Fact(PHONE, "", met=True) if phone else fact)
        silent.values[STORED] = TIMEOUT
    yield junction.done(keyed, Choice.DIGITS)
    yield junction.done(silent, Choice.SILENCE)
    if phone:
        yield junction.fails(invalid, draft.copy(), choice=Choice.DIGITS)
    yield junction.stop(Ending.HUNG_UP, choice=Choice.HANG_UP)
    # Declared though it can not happen: silence is the value "Timeout".
    yield from (
        outcome
        for outcome in junction.errors(junction.tried)
        if outcome.value not in {invalid, ErrorType.INPUT_TIME_LIMIT_EXCEEDED}
    )


def bot(junction: Junction) -> Iterator[Outcome]:
    """Each intent that has a branch, any other one, and a bot that fails."""
    draft = junction.listened(junction.heard())
    draft.forget("Lex")
    taken: set[str] = set()
    for index, condition in enumerate(junction.instruction.conditions):
        if condition.operand in taken:
            continue
        taken.add(condition.operand)
        ahead = _closed(junction, draft, condition.operand)
        yield junction.go(
            Choice.INTENT, f"condition:{index}", condition.target, ahead, value=condition.operand
        )
    yield junction.otherwise(Choice.INTENT, draft.copy(), "another intent")
    yield junction.stop(Ending.HUNG_UP, choice=Choice.HANG_UP)
    yield from junction.errors(junction.tried)


def _closed(junction: Junction, draft: Draft, intent: str) -> Draft:
    ahead = draft.copy()
    if ("Lex", "IntentName") in junction.relevant:
        ahead.values["Lex", "IntentName"] = intent
    return ahead


def waiting(junction: Junction) -> Iterator[Outcome]:
    """Prompts over and over, until somebody answers or an interrupt comes."""
    draft = junction.heard()
    instruction = junction.instruction
    yield junction.stop(Ending.QUEUE, "somebody answers")
    yield junction.stop(Ending.HUNG_UP, choice=Choice.HANG_UP)
    for index, condition in enumerate(instruction.conditions):
        yield junction.go(
            Choice.RESULT,
            f"condition:{index}",
            condition.target,
            draft.copy(),
            value=condition.operand,
        )
    if instruction.conditions and DEFAULT in instruction.errors:
        yield junction.otherwise(Choice.RESULT, draft.copy())
    yield from junction.errors(junction.tried)
    if instruction.next and NO_ERROR not in instruction.errors:
        failed = junction.draft.copy()
        junction.tried(failed)
        yield junction.go(Choice.ERROR, "next", instruction.next, failed, value=NO_ERROR)
