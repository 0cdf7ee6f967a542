"""What is set on the contact: attributes, voice, language, logs, recording."""

from collections.abc import Mapping

from flows.builder.steps import Step, Target
from flows.language import ErrorType
from flows.references import Reference


def set_attributes(values: Mapping[str, str], *, name: str, then: Target, on_error: Target) -> Step:
    """Writes contact attributes, all or none; values may hold paths. Agents see them."""
    return Step(
        name=f"store {name}",
        type="UpdateContactAttributes",
        parameters={"Attributes": dict(values), "TargetContact": "Current"},
        next=then,
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )


def keep(values: Mapping[str, str], *, name: str, then: Target, on_error: Target) -> Step:
    """Keeps values for this flow alone: they reach no contact record, no agent and no function."""
    return Step(
        name=f"keep {name}",
        type="UpdateFlowAttributes",
        parameters={"FlowAttributes": {key: {"Value": value} for key, value in values.items()}},
        next=then,
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )


def set_voice(voice: str, *, engine: str, then: Target, on_error: Target) -> Step:
    """Which Polly voice speaks from here on."""
    return Step(
        name=f"speak as {voice}",
        type="UpdateContactTextToSpeechVoice",
        parameters={"TextToSpeechVoice": voice, "TextToSpeechEngine": engine},
        next=then,
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )


def set_language(language: str, *, then: Target, on_error: Target) -> Step:
    """The contact's language, such as `ko-KR`. A Lex bot of another locale is not found."""
    return Step(
        name=f"speak {language}",
        type="UpdateContactData",
        parameters={"LanguageCode": language},
        next=then,
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )


def log(*, then: Target) -> Step:
    """Turns flow logs on; later flows of the contact inherit it."""
    return Step(
        name="log",
        type="UpdateFlowLoggingBehavior",
        parameters={"FlowLoggingBehavior": "Enabled"},
        next=then,
    )


def stop_log(*, then: Target) -> Step:
    """Turns flow logs off, for what nobody may read; turn them on again right after it."""
    return Step(
        name="stop log",
        type="UpdateFlowLoggingBehavior",
        parameters={"FlowLoggingBehavior": "Disabled"},
        next=then,
    )


def on_event(event: str, flow: str, *, then: Target, on_error: Target) -> Step:
    """Which flow plays at an event of the contact, such as `CustomerQueue`. One at a time."""
    return Step(
        name=f"on {event}",
        type="UpdateContactEventHooks",
        parameters={"EventHooks": {event: Reference("flow", flow).placeholder}},
        next=then,
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )


def set_callback_number(path: str, *, name: str, then: Target, on_unusable: Target) -> Step:
    """Which number a callback will dial. Connect takes a path only, never a literal number."""
    return Step(
        name=f"call back {name}",
        type="UpdateContactCallbackNumber",
        parameters={"CallbackNumber": path},
        next=then,
        errors={
            ErrorType.INVALID_CALLBACK_NUMBER: on_unusable,
            ErrorType.CALLBACK_NUMBER_NOT_DIALABLE: on_unusable,
        },
    )
