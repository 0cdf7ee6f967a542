"""Whether content keeps to what is known of the Testing language."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from flows.json_values import Json, JsonObject, as_list, as_object, as_text, compact
from flows.native_tests.language import (
    ACTIONS,
    CONTENT_CHARACTERS,
    CRITERIA,
    EVENTS,
    INSTRUCTIONS,
    OBSERVED_ACTIONS,
    OPERATORS,
    OVERRIDDEN_ACTIONS,
    VERSION,
)

_KEYS: Final = frozenset("0123456789*#")


def find_problems(content: JsonObject) -> list[str]:
    """Every rule that it breaks, as sentences that name the place."""
    return list(_document(content))


def _document(content: JsonObject) -> Iterator[str]:
    if content.get("Version") != VERSION:
        yield f"Version must be {VERSION!r}, not {content.get('Version')!r}"
    if len(compact(content)) > CONTENT_CHARACTERS:
        yield f"the content has over {CONTENT_CHARACTERS} characters"
    observations = [as_object(entry) for entry in as_list(content.get("Observations"))]
    if not observations:
        yield "Observations must hold at least one observation"
    names = [as_text(entry.get("Identifier")) or "" for entry in observations]
    yield from _doubles(names, "observation")
    for name, entry in zip(names, observations, strict=True):
        following = as_list(as_object(entry.get("Transitions")).get("NextObservations"))
        for target in following:
            if target not in names:
                yield f"observation {name!r} leads to {target!r}, which is not there"
        yield from _event(name, as_object(entry.get("Event")))
        yield from _actions(name, [as_object(action) for action in as_list(entry.get("Actions"))])
    if observations and not any(map(_ends, observations)):
        yield "no observation ends the test: it would run for five minutes and fail"


def _doubles(names: list[str], what: str) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if not name:
            yield f"every {what} needs an Identifier"
        elif names.count(name) > 1:
            yield f"{what} {name!r} is there {names.count(name)} times"


def _ends(observation: JsonObject) -> bool:
    actions = (as_object(action) for action in as_list(observation.get("Actions")))
    return any(action.get("Type") == "TestControl" for action in actions)


def _event(name: str, event: JsonObject) -> Iterator[str]:
    kind = as_text(event.get("Type"))
    properties = as_object(event.get("Properties"))
    if kind not in EVENTS:
        yield f"observation {name!r} waits for {kind!r}; events are {', '.join(sorted(EVENTS))}"
    if not event.get("Identifier"):
        yield f"the event of observation {name!r} needs an Identifier"
    if event.get("Actor") != "System":
        yield f"the event of observation {name!r} comes from 'System'"
    if kind == "MessageReceived":
        if not any(as_text(properties.get(key)) for key in ("Text", "SSML", "PromptId")):
            yield f"the message of observation {name!r} needs Text, SSML or PromptId"
        if as_object(properties.get("MatchingCriteria")).get("Type") not in CRITERIA:
            yield f"the message of observation {name!r} is matched by one of {sorted(CRITERIA)}"
    if kind == "FlowActionStarted":
        yield from _named(name, properties, OBSERVED_ACTIONS)


def _named(name: str, properties: JsonObject, known: Mapping[str, str]) -> Iterator[str]:
    """A flow action, with the parameter that says which."""
    action = as_text(properties.get("ActionType")) or ""
    if action not in known:
        yield f"observation {name!r} names {action!r}; only {', '.join(sorted(known))} can be"
    elif not as_object(properties.get("ActionParameters")).get(known[action]):
        yield f"{action} in observation {name!r} needs {known[action]}"


def _actions(name: str, actions: list[JsonObject]) -> Iterator[str]:
    names = [as_text(action.get("Identifier")) or "" for action in actions]
    yield from _doubles(names, "action")
    for action in actions:
        kind = as_text(action.get("Type")) or ""
        following = as_object(action.get("Transitions")).get("NextAction")
        if following and following not in names:
            yield f"an action of observation {name!r} leads to {following!r}, which is not there"
        if kind not in ACTIONS:
            yield f"observation {name!r} does {kind!r}; actions are {', '.join(sorted(ACTIONS))}"
            continue
        parameters = as_object(action.get("Parameters"))
        if (parameters.get("ActionType") == kind) == (kind == "Assert"):
            yield f"{kind} in observation {name!r} {_ECHO[kind == 'Assert']}"
        yield from _PARAMETERS[kind](name, parameters)


_ECHO: Final = {
    True: "must not repeat its type in Parameters",
    False: "must repeat its type as Parameters.ActionType",
}


def _instruction(name: str, parameters: JsonObject) -> Iterator[str]:
    instruction = as_object(parameters.get("Instruction"))
    properties = as_object(instruction.get("Properties"))
    kind, value = instruction.get("Type"), as_text(properties.get("Value")) or ""
    if kind not in INSTRUCTIONS:
        yield f"observation {name!r} instructs {kind!r}; known are {sorted(INSTRUCTIONS)}"
    if parameters.get("Actor") != "Customer":
        yield f"instructions of observation {name!r} are of the actor 'Customer'"
    if kind == "DtmfInput" and (not value or not _KEYS.issuperset(value)):
        yield f"observation {name!r} presses {value!r}; a telephone has 0-9 * #"
    if kind == "Utterance" and not value.strip():
        yield f"observation {name!r} says nothing: an utterance needs a Value"


def _override(name: str, parameters: JsonObject) -> Iterator[str]:
    behaviour = as_object(parameters.get("Behavior"))
    properties = as_object(behaviour.get("Properties"))
    strategy = as_object(properties.get("Strategy"))
    if behaviour.get("Type") != "FlowAction":
        yield f"an override in observation {name!r} is of type 'FlowAction'"
    yield from _named(name, properties, OVERRIDDEN_ACTIONS)
    if strategy.get("Type") not in {"SubstituteResource", "MockResponse"}:
        yield f"an override in observation {name!r} is a SubstituteResource or a MockResponse"
    if strategy.get("Type") == "SubstituteResource" and not strategy.get("SubstituteArn"):
        yield f"the override in observation {name!r} needs SubstituteArn"


def _assertion(name: str, parameters: JsonObject) -> Iterator[str]:
    if not (as_text(parameters.get("Namespace")) or "").startswith("$."):
        yield f"an Assert in observation {name!r} needs a path as Namespace"
    if parameters.get("Operator") not in OPERATORS:
        yield f"an Assert in observation {name!r} uses one of {', '.join(sorted(OPERATORS))}"
    if as_text(parameters.get("Operand")) is None:
        yield f"an Assert in observation {name!r} needs an Operand"


def _control(name: str, parameters: JsonObject) -> Iterator[str]:
    command: Json = as_object(parameters.get("Command")).get("Type")
    if command not in {"EndTest", "LogData"}:
        yield f"observation {name!r} commands {command!r}; known are EndTest and LogData"


_PARAMETERS: Final[Mapping[str, Callable[[str, JsonObject], Iterator[str]]]] = {
    "SendInstruction": _instruction,
    "OverrideSystemBehavior": _override,
    "Assert": _assertion,
    "TestControl": _control,
}
