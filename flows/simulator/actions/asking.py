"""Keys: GetParticipantInput as a menu, as digits to store, and as the touchtone buffer."""

from typing import Final

from flows.json_values import Json, JsonObject, as_object, is_true
from flows.language import INTERDIGIT_SECONDS, ErrorType
from flows.simulator.actions.speaking import PROMPTS, play_prompt
from flows.simulator.caller import Press, WaitKind
from flows.simulator.digits import KeyRules, collect, phone_number
from flows.simulator.line import Line
from flows.simulator.outcomes import DONE, Failed, Outcome, Result
from flows.simulator.program import Instruction

TIMEOUT: Final = "Timeout"
"""`$.StoredCustomerInput` when nothing was keyed in (adminguide, store-customer-input)."""

ENCRYPTED: Final = "(encrypted)"
"""Stands for what only the holder of the key can read."""

FIRST_KEY_SECONDS: Final = 5.0
BETWEEN_KEYS_SECONDS: Final = 5.0
"""What holds when the action says nothing (participant-actions-getparticipantinput)."""

BUFFERED_KEYS: Final = 30
"""Most keys that are kept (adminguide, set-touchtone-buffer-behavior)."""


def get_participant_input(line: Line, instruction: Instruction) -> Outcome:
    """A menu, or digits to store. Speech is not heard, which is the same as silence.

    `InputTimeLimitSeconds` is for the first key alone. Keys that were kept are taken first, and
    the prompt is not played then.
    """
    parameters, contact = instruction.parameters, line.contact
    has_prompt = not PROMPTS.isdisjoint(parameters)
    if "EnableDTMFBuffer" in parameters:
        contact.buffering = is_true(parameters["EnableDTMFBuffer"])
        contact.buffered_keys = contact.buffered_keys if contact.buffering else ""
        if not has_prompt:
            return DONE
    if contact.channel != "VOICE":
        return Failed("a chat has no keys; a bot takes its words")
    if has_prompt and not contact.buffered_keys:
        failed = play_prompt(line, parameters)
        if failed is not None:
            return failed
    seconds = _seconds(line, parameters.get("InputTimeLimitSeconds"), FIRST_KEY_SECONDS)
    if is_true(parameters.get("StoreInput")):
        return _store(line, parameters, seconds)
    return _menu(line, seconds)


def _seconds(line: Line, value: Json, default: float) -> float:
    text = line.text(value) or ""
    return float(text) if text.isdecimal() and int(text) > 0 else default


def _menu(line: Line, seconds: float) -> Outcome:
    pressed = _pressed(line, WaitKind.MENU, seconds)
    if pressed is None:
        return Failed("no key was pressed in time", ErrorType.INPUT_TIME_LIMIT_EXCEEDED)
    _keep(line, pressed.keys[1:])
    line.advance(pressed.gap)
    return Result(pressed.keys[0])


def _pressed(line: Line, kind: WaitKind, seconds: float) -> Press | None:
    """Keys that were kept, else the caller's; None when there is neither."""
    kept, line.contact.buffered_keys = line.contact.buffered_keys, ""
    if kept:
        return Press(kept, gap=0.0)
    action = line.listen(kind, seconds)
    return action if isinstance(action, Press) else None


def _keep(line: Line, keys: str) -> None:
    if line.contact.buffering:
        line.contact.buffered_keys = keys[:BUFFERED_KEYS]


def _store(line: Line, parameters: JsonObject, seconds: float) -> Outcome:
    """Silence is a value here, not an error."""
    contact = line.contact
    rules = _rules(line, parameters)
    pressed = _pressed(line, WaitKind.DIGITS, seconds)
    if pressed is None:
        contact.stored_input = TIMEOUT
        return DONE
    entry = collect(pressed.keys, pressed.gap, rules)
    line.advance(pressed.gap * entry.used + (0.0 if entry.complete else rules.between))
    _keep(line, pressed.keys[entry.used :])
    validation = as_object(parameters.get("InputValidation"))
    if "InputEncryption" in parameters and "CustomValidation" not in validation:
        return Failed("only input with a CustomValidation can be encrypted")
    contact.stored_input = ENCRYPTED if "InputEncryption" in parameters else entry.keys
    if "PhoneNumberValidation" not in validation:
        return DONE
    number = phone_number(as_object(validation["PhoneNumberValidation"]), entry.keys)
    if number is None:
        why = f"{len(entry.keys)} keys make no phone number"
        return Failed(why, ErrorType.INVALID_PHONE_NUMBER)
    contact.stored_input = number
    return DONE


def _rules(line: Line, parameters: JsonObject) -> KeyRules:
    given = as_object(parameters.get("DTMFConfiguration"))
    custom = as_object(as_object(parameters.get("InputValidation")).get("CustomValidation"))
    longest = line.text(custom.get("MaximumLength")) or ""
    between = _seconds(line, given.get("InterdigitTimeLimitSeconds"), BETWEEN_KEYS_SECONDS)
    return KeyRules(
        end=line.text(given.get("InputTerminationSequence")) or "#",
        cancels=not is_true(given.get("DisableCancelKey")),
        longest=int(longest) if longest.isdecimal() and int(longest) > 0 else None,
        between=min(between, float(INTERDIGIT_SECONDS[1])),
    )
