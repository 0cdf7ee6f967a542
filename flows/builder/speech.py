"""What is said and heard: sentences, menus, digits, bots."""

from collections.abc import Mapping, Sequence

from flows.builder.steps import Step, Target, equals
from flows.json_values import JsonObject
from flows.language import ErrorType
from flows.prompts import Words
from flows.references import Reference


def _prompt(words: Words) -> JsonObject:
    return {"SSML" if words.is_ssml else "Text": words.text}


def say(words: Words, *, then: Target, on_error: Target) -> Step:
    """Plays a sentence. Keys pressed meanwhile are lost."""
    return Step(
        name=f"say {words.key}",
        type="MessageParticipant",
        parameters=_prompt(words),
        next=then,
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )


def ask(
    words: Words,
    *,
    keys: Mapping[str, Target],
    on_silence: Target,
    on_wrong_key: Target,
    on_error: Target,
    seconds: int = 5,
) -> Step:
    """A menu: plays a sentence and takes one key. A key pressed meanwhile ends the sentence.

    `seconds` is the wait after the sentence, 1 to 180.
    """
    return Step(
        name=f"ask {words.key}",
        type="GetParticipantInput",
        parameters={
            **_prompt(words),
            "StoreInput": "False",
            "InputTimeLimitSeconds": str(seconds),
        },
        next=on_wrong_key,
        cases=equals(keys),
        errors={
            ErrorType.INPUT_TIME_LIMIT_EXCEEDED: on_silence,
            ErrorType.NO_MATCHING_CONDITION: on_wrong_key,
            ErrorType.NO_MATCHING_ERROR: on_error,
        },
    )


def collect(
    words: Words, *, longest: int, then: Target, on_error: Target, seconds: int = 5
) -> Step:
    """Takes several keys into `$.StoredCustomerInput`, up to `longest` of them or `#`.

    Silence is no error here: the value is then "Timeout" (adminguide, store-customer-input).
    """
    return Step(
        name=f"collect {words.key}",
        type="GetParticipantInput",
        parameters={
            **_prompt(words),
            "StoreInput": "True",
            "InputTimeLimitSeconds": str(seconds),
            "InputValidation": {"CustomValidation": {"MaximumLength": str(longest)}},
        },
        next=then,
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )


def collect_number(
    words: Words,
    *,
    country: str,
    then: Target,
    on_invalid: Target,
    on_error: Target,
    seconds: int = 10,
) -> Step:
    """Takes a telephone number, keyed in as people of the country write it, then `#`."""
    return Step(
        name=f"collect {words.key}",
        type="GetParticipantInput",
        parameters={
            **_prompt(words),
            "StoreInput": "True",
            "InputTimeLimitSeconds": str(seconds),
            "InputValidation": {
                "PhoneNumberValidation": {"NumberFormat": "Local", "CountryCode": country}
            },
        },
        next=then,
        errors={
            ErrorType.INVALID_PHONE_NUMBER: on_invalid,
            ErrorType.NO_MATCHING_ERROR: on_error,
        },
    )


def play_on(words: Sequence[Words], *, name: str, then: Target, on_error: Target) -> Step:
    """Plays sentences in turn until a person comes: the sound of a hold, or of a queue."""
    return Step(
        name=f"play {name}",
        type="MessageParticipantIteratively",
        parameters={"Messages": [_prompt(each) for each in words]},
        next=then,
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )


def play_until(
    words: Sequence[Words], *, name: str, seconds: int, then: Target, on_error: Target
) -> Step:
    """Plays sentences in turn, and breaks off every `seconds` to do something else.

    Keep `seconds` above 20: a shorter round can fall into the time in which an agent's phone
    rings (adminguide, loop-prompts).
    """
    return Step(
        name=f"play {name}",
        type="MessageParticipantIteratively",
        parameters={
            "Messages": [_prompt(each) for each in words],
            "InterruptFrequencySeconds": str(seconds),
        },
        next=then,
        cases=equals({"MessagesInterrupted": then}),
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )


def talk_to_bot(
    words: Words,
    *,
    bot: str,
    session: Mapping[str, str],
    intents: Mapping[str, Target],
    on_other_intent: Target,
    on_error: Target,
) -> Step:
    """Hands the caller to a Lex bot, which opens with `words`, until an intent comes back."""
    return Step(
        name=f"talk to {bot}",
        type="ConnectParticipantWithLexBot",
        parameters={
            **_prompt(words),
            "LexV2Bot": {"AliasArn": Reference("bot", bot).placeholder},
            "LexSessionAttributes": dict(session),
        },
        next=on_other_intent,
        cases=equals(intents),
        errors={
            ErrorType.NO_MATCHING_CONDITION: on_other_intent,
            ErrorType.NO_MATCHING_ERROR: on_error,
        },
    )
