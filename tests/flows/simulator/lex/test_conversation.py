"""A flow talks to a bot: what reaches the hook, what the caller hears, what the flow goes by."""

import pytest

from flows.json_values import JsonObject, as_object
from flows.simulator.caller import Press, Say, Silence
from flows.simulator.world import FunctionResult
from tests.flows.functions import Functions, close, elicit
from tests.flows.simulator.lex.talks import CLOSING, DIALOG, FULFIL, giving, talk, why
from tests.flows.worlds import heard


def test_an_intent_without_a_hook_comes_back_at_once() -> None:
    result = talk(Press("1"))

    assert heard(result) == ["말씀하세요.", "Engineer ReadyForFulfillment "]


def test_what_the_bot_says_itself_is_heard() -> None:
    result = talk(Press("1"), engineer={"IntentClosingSetting": CLOSING})

    assert heard(result)[1:] == ["네.", "Engineer ReadyForFulfillment "]


def test_an_intent_without_a_condition_takes_the_default() -> None:
    assert talk(Say("딴것")).path[2] == "default"


def test_a_question_goes_to_the_hook_until_it_closes() -> None:
    functions = giving(elicit("하나."), elicit("<speak>둘.</speak>"), close("Engineer", "셋."))
    result = talk(Say("질문"), Say("또 질문"), Silence(), invoke=functions)

    assert heard(result) == ["말씀하세요.", "하나.", "둘.", "셋.", "Engineer Fulfilled "]
    assert [event["inputTranscript"] for event in functions.events] == ["질문", "또 질문", ""]


def test_the_session_goes_to_the_hook_and_comes_back_from_it() -> None:
    functions = giving(elicit("하나.", note="a"), close("Engineer", note="b"))
    result = talk(
        Say("질문"),
        Say("질문"),
        invoke=functions,
        session={"contact_id": "$.ContactId", "nothing": "$.Attributes.nobody"},
    )

    sessions = [as_object(e["sessionState"])["sessionAttributes"] for e in functions.events]
    assert sessions == [
        {"contact_id": "11111111-2222-3333-4444-555555555555"},
        {"note": "a"},
    ]
    assert heard(result)[-1] == "Engineer Fulfilled b"


def test_a_failed_intent_is_the_error_branch() -> None:
    assert "not fulfilled" in why(
        talk(Say("질문"), invoke=giving(close("Engineer", state="Failed")))
    )


def test_a_dialog_hook_may_delegate() -> None:
    delegate: JsonObject = {
        "sessionState": {"dialogAction": {"type": "Delegate"}, "intent": {"name": "Engineer"}}
    }
    functions = giving(delegate, delegate)
    result = talk(Press("1"), invoke=functions, engineer={**DIALOG, **FULFIL})

    assert [e["invocationSource"] for e in functions.events] == [
        "DialogCodeHook",
        "FulfillmentCodeHook",
    ]
    assert heard(result)[-1] == "Engineer Fulfilled "


@pytest.mark.parametrize(("answer", "target"), [("네", "engineer"), ("아니요", "fault")])
def test_a_hook_may_ask_for_confirmation(answer: str, target: str) -> None:
    confirm: JsonObject = {
        "sessionState": {"dialogAction": {"type": "ConfirmIntent"}, "intent": {"name": "Engineer"}},
        "messages": [{"contentType": "PlainText", "content": "연결할까요?"}],
    }
    result = talk(Say("질문"), Say(answer), invoke=giving(confirm))

    assert "연결할까요?" in heard(result)
    assert result.path[2] == target


def test_a_hook_may_ask_for_a_slot() -> None:
    elicit_slot: JsonObject = {
        "sessionState": {
            "dialogAction": {"type": "ElicitSlot", "slotToElicit": "color"},
            "intent": {"name": "Other"},
        },
        "messages": [{"contentType": "PlainText", "content": "무슨 색인가요?"}],
    }
    result = talk(Say("질문"), Say("빨강"), invoke=giving(elicit_slot))

    assert heard(result)[-1] == "Other 빨강"


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        (FunctionResult(error="crashed"), "the hook failed: crashed"),
        (FunctionResult(payload=elicit("늦음"), seconds=30.5), "took 30.5 s of 30 s"),
        (FunctionResult(payload={}), "no valid Lex response"),
        (FunctionResult(payload=elicit("<speak>A & B</speak>")), "can not say"),
        (FunctionResult(payload=elicit("가" * 17_000)), "at most 50000"),
        (FunctionResult(payload=elicit("네.", note="가" * 4_000)), "at most 12000"),
    ],
)
def test_what_breaks_the_conversation_is_the_error_branch(
    result: FunctionResult, reason: str
) -> None:
    assert reason in why(talk(Say("질문"), invoke=Functions(lambda _: result)))


def test_a_hook_that_is_not_there_is_the_error_branch() -> None:
    assert "no hook" in why(talk(Say("질문"), hook=None))


def test_a_hook_is_not_told_more_than_lex_can_send() -> None:
    large = elicit("네.", note="가" * 3_900)
    functions = giving(large, large)

    assert "the hook's event has" in why(talk(Say("질문"), Say("가" * 1_000), invoke=functions))


def test_the_session_a_flow_gives_has_a_limit() -> None:
    assert "session attributes hold" in why(talk(session={"note": "가" * 4_100}))


def test_an_utterance_longer_than_lex_takes_is_refused_before_it_starts() -> None:
    session: JsonObject = {"x-amz-lex:audio:max-length-ms:*:*": "55001"}

    assert "at most 55000" in why(talk(session=session))


def test_a_bot_of_another_language_is_not_found() -> None:
    assert why(talk(language="en-US")) == (
        "the contact speaks en-US, bot 'test' ko_KR; set LanguageCode before the bot"
    )
