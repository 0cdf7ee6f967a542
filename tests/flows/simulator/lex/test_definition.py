import pytest

from flows.json_values import Json, JsonObject
from flows.simulator.errors import UnsupportedBotError
from flows.simulator.lex.definition import BotDefinition, normalised, read_definition


def bot(*intents: JsonObject, locale: str = "ko_KR") -> BotDefinition:
    given: list[Json] = list(intents)
    locales: list[Json] = [{"LocaleId": locale, "Intents": given}]
    return read_definition({"Name": "test", "BotLocales": locales}, "ko_KR")


def intent(name: str, *utterances: str, **properties: Json) -> JsonObject:
    samples: list[Json] = [{"Utterance": utterance} for utterance in utterances]
    return {"Name": name, "SampleUtterances": samples, **properties}


FALLBACK = intent("FallbackIntent", ParentIntentSignature="AMAZON.FallbackIntent")


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("엔지니어 연결해 주세요.", "엔지니어연결해주세요"),
        ("Fit Cloud!", "fitcloud"),
        ("１번", "1번"),
        (" ", ""),
    ],
)
def test_spacing_case_and_punctuation_do_not_count(spoken: str, written: str) -> None:
    assert normalised(spoken) == written


def test_an_utterance_is_recognised_and_everything_else_falls_back() -> None:
    definition = bot(intent("Engineer", "엔지니어 연결", "1"), FALLBACK)

    assert definition.recognise("엔지니어연결") == "Engineer"
    assert definition.recognise("1") == "Engineer"
    assert definition.recognise("요금이 얼마예요") == "FallbackIntent"
    assert definition.recognise("") == "FallbackIntent"


def test_without_a_fallback_nothing_is_recognised() -> None:
    assert bot(intent("Engineer", "1")).recognise("요금") is None


@pytest.mark.parametrize(
    ("properties", "dialog", "fulfilment"),
    [
        ({}, False, False),
        ({"FulfillmentCodeHook": {"Enabled": True}}, False, True),
        ({"FulfillmentCodeHook": {"Enabled": True, "IsActive": False}}, False, False),
        ({"FulfillmentCodeHook": {"Enabled": "true"}}, False, True),
        ({"DialogCodeHook": {"Enabled": True}}, True, False),
        (
            {
                "InitialResponseSetting": {
                    "CodeHook": {"EnableCodeHookInvocation": True, "IsActive": True}
                }
            },
            True,
            False,
        ),
    ],
)
def test_hooks_are_those_that_are_on(
    properties: dict[str, Json], dialog: bool, fulfilment: bool
) -> None:
    definition = bot(intent("X", **properties)).intents["X"]

    assert (definition.dialog_hook, definition.fulfilment_hook) == (dialog, fulfilment)


def test_what_a_bot_says_itself_at_the_end_is_read() -> None:
    groups: list[Json] = [
        {"Message": {"PlainTextMessage": {"Value": "네."}}},
        {"Message": {"SSMLMessage": {"Value": "<speak>끝.</speak>"}}},
    ]
    closing: JsonObject = {"ClosingResponse": {"MessageGroupsList": groups}}

    assert bot(intent("X", IntentClosingSetting=closing)).intents["X"].closing == (
        "네.",
        "<speak>끝.</speak>",
    )


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        (intent("X", ParentIntentSignature="AMAZON.QnAIntent"), "AMAZON.QnAIntent"),
    ],
)
def test_what_is_not_played_yet_raises_by_name(odd: JsonObject, reason: str) -> None:
    with pytest.raises(UnsupportedBotError, match=rf"'test'.*{reason}"):
        bot(odd)


def test_a_locale_that_is_missing_raises_by_name() -> None:
    with pytest.raises(UnsupportedBotError, match=r"'test' defines no locale ko_KR"):
        bot(locale="en_US")
