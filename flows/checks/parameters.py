"""What an action is told: which parameters stand, and under which names."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from flows.checks.jsonpath import is_reference
from flows.checks.placeholders import has_placeholder
from flows.checks.problem import Problem, Problems, error, warning
from flows.checks.values import check_value, wrong_shape
from flows.document import Action
from flows.json_values import Json, as_list, as_object, as_text
from flows.language import INTERRUPT_SECONDS, ActionType
from flows.shape import Shape

EVENTS: Final = frozenset(
    {
        *("AgentHold", "AgentWhisper", "CustomerHold", "CustomerQueue", "CustomerRemaining"),
        *("CustomerWhisper", "DefaultAgentUI", "DisconnectAgentUI", "PauseContact"),
        "ResumeContact",
    }
)
"""Events that a flow can be set for (devguide, contact-actions-updatecontacteventhooks)."""

MOST_TAGS: Final = 6
"""User-defined tags of one contact (adminguide, contact-tags-block)."""

_INSTEAD: Final = {
    ("TransferContactToQueue", "QueueId"): "set the queue with UpdateContactTargetQueue before",
    ("UpdateContactTextToSpeechVoice", "VoiceId"): "write TextToSpeechVoice",
    ("UpdateContactTextToSpeechVoice", "Engine"): "write TextToSpeechEngine",
    ("UpdateContactTextToSpeechVoice", "LanguageCode"): "set it with UpdateContactData",
    ("UpdateFlowLoggingBehavior", "LoggingBehavior"): "write FlowLoggingBehavior",
    ("InvokeLambdaFunction", "RequestAttributes"): "write LambdaInvocationAttributes",
    ("InvokeLambdaFunction", "LambdaInvocationType"): "write InvocationType",
    ("UpdateContactTargetQueue", "Queue"): "write QueueId",
}


def check_parameters(action: Action, known: ActionType) -> Problems:
    """Everything in `Parameters`."""
    yield from _check_presence(action, known)
    if known.shape.fields or not action.parameters:
        yield from _walk(action, action.parameters, known.shape, "")
    else:
        for name in action.parameters:
            yield _unknown(action, known.shape, name, "")
    special = _SPECIAL.get(action.type)
    if special is not None:
        yield from special(action)


def _check_presence(action: Action, known: ActionType) -> Problems:
    given = frozenset(action.parameters)
    for group in known.required:
        if not group & given:
            yield error(
                "missing-parameter", f"needs {_choice(group)} in its parameters", action.identifier
            )
    for group in known.exclusive:
        if len(group & given) > 1:
            yield error(
                "exclusive-parameters",
                f"takes only one of {', '.join(sorted(group & given))}; keep one",
                action.identifier,
            )


def _choice(group: frozenset[str]) -> str:
    names = sorted(group)
    return f"one of {', '.join(names)}" if len(names) > 2 else " or ".join(names)


def _walk(action: Action, value: Json, shape: Shape, path: str) -> Iterator[Problem]:
    """Each value under a place, against what may stand there."""
    if shape.parameter is not None:
        yield from check_value(action, value, shape.parameter, path)
    elif isinstance(value, str) and (is_reference(value) or has_placeholder(value)):
        return
    elif shape.entries is not None:
        if not isinstance(value, list):
            yield wrong_shape(action, path, "a list")
            return
        for index, inner in enumerate(value):
            yield from _walk(action, inner, shape.entries, f"{path}[{index}]")
    elif not isinstance(value, dict):
        yield wrong_shape(action, path, "an object")
    else:
        for key, inner in value.items():
            within = shape.within(key)
            if within is None:
                yield _unknown(action, shape, key, path)
            else:
                yield from _walk(action, inner, within, f"{path}.{key}" if path else key)


def _unknown(action: Action, shape: Shape, key: str, path: str) -> Problem:
    place = f"{path}.{key}" if path else key
    folded = {name.casefold(): name for name in shape.fields}
    if key.casefold() in folded:
        return error(
            "unknown-parameter",
            f"{place}: write {folded[key.casefold()]}, letters as they are",
            action.identifier,
        )
    instead = _INSTEAD.get((action.type, place))
    if instead is None:
        close = get_close_matches(key, shape.fields, n=1, cutoff=0.75)
        instead = f"did you mean {close[0]}?" if close else "delete it"
    return warning(
        "unknown-parameter",
        f"{action.type} is not known to take {place!r}; {instead}",
        action.identifier,
    )


def _check_menu(action: Action) -> Problems:
    given = action.parameters
    if "EnableDTMFBuffer" in given:
        return
    if "InputTimeLimitSeconds" not in given:
        yield error(
            "missing-parameter",
            "needs InputTimeLimitSeconds: how long to wait for the first key",
            action.identifier,
        )
    if not {"PromptId", "Text", "SSML", "Media"} & set(given):
        yield warning(
            "missing-parameter",
            "asks without words; add Text, SSML, PromptId or Media",
            action.identifier,
        )


def _check_hooks(action: Action) -> Problems:
    hooks = as_object(action.parameters.get("EventHooks"))
    if "EventHooks" in action.parameters and len(hooks) != 1:
        yield warning(
            "event-hooks",
            f"sets {len(hooks)} events at a time; use one action for each event",
            action.identifier,
        )
    for odd in sorted(key for key in set(hooks) - EVENTS if not has_placeholder(key)):
        yield warning(
            "event-hooks",
            f"there is no event {odd!r}; use one of {', '.join(sorted(EVENTS))}",
            action.identifier,
        )


def _check_interrupt(action: Action) -> Problems:
    text = as_text(action.parameters.get("InterruptFrequencySeconds")) or ""
    if text.isascii() and text.isdigit() and int(text) < INTERRUPT_SECONDS:
        yield warning(
            "interrupt-too-short",
            f"interrupts after {text} s; use {INTERRUPT_SECONDS} or more, or it can fall into the "
            "time an agent's phone rings",
            action.identifier,
        )


def _check_keys(action: Action) -> Problems:
    for name in ("Attributes", "FlowAttributes"):
        for key in as_object(action.parameters.get(name)):
            if ("$" in key or "." in key) and not key.startswith("$.") and not has_placeholder(key):
                yield warning(
                    "attribute-key",
                    f"{key!r} can not be referred to; leave out '$' and '.'",
                    action.identifier,
                )


def _check_tags(action: Action) -> Problems:
    tags = as_object(action.parameters.get("Tags"))
    if len(tags) > MOST_TAGS:
        yield warning(
            "tags", f"sets {len(tags)} tags; a contact takes {MOST_TAGS}", action.identifier
        )
    for key in tags:
        if key.casefold().startswith("aws:"):
            yield warning("tags", f"{key!r} is a tag of the system; rename it", action.identifier)


def _check_wait(action: Action) -> Problems:
    if "TimeoutSeconds" in action.parameters:
        yield warning(
            "unknown-parameter",
            "the documents write TimeoutSeconds, the service takes TimeLimitSeconds: write that",
            action.identifier,
        )


def _check_loop(action: Action) -> Problems:
    if not action.parameters:
        yield error("missing-parameter", "needs LoopCount: how often, 0 to 100", action.identifier)


def _check_analysis(action: Action) -> Problems:
    """An export keeps an analysis that is switched off with its language and modes."""
    analysis = as_object(action.parameters.get("AnalyticsBehavior"))
    recorded = as_list(
        as_object(action.parameters.get("RecordingBehavior")).get("RecordedParticipants")
    )
    on = (as_text(analysis.get("Enabled")) or "").casefold() == "true"
    if on and not {"Agent", "Customer"} <= {as_text(who) for who in recorded}:
        yield error(
            "unrecorded-analysis",
            "analyses a call of which not both sides are recorded; record Agent and Customer",
            action.identifier,
        )
    if on and "AnalyticsLanguage" not in analysis:
        yield error(
            "missing-parameter", "needs AnalyticsLanguage: what is spoken", action.identifier
        )


_SPECIAL: Final = {
    "GetParticipantInput": _check_menu,
    "UpdateContactEventHooks": _check_hooks,
    "MessageParticipantIteratively": _check_interrupt,
    "UpdateContactAttributes": _check_keys,
    "UpdateFlowAttributes": _check_keys,
    "TagContact": _check_tags,
    "UpdateContactRecordingBehavior": _check_analysis,
    "Wait": _check_wait,
    "Loop": _check_loop,
}
