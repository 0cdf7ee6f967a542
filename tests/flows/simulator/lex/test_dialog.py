import pytest

from flows.json_values import Json, JsonObject
from flows.simulator.lex.dialog import (
    BotFailedError,
    Heard,
    Intent,
    Mode,
    Source,
    hook_event,
    listening_bot,
    read_decision,
)
from flows.simulator.world import DeployedBot
from tests.flows.functions import close, elicit

INTENTS = {"FallbackIntent": 1, "EngineerIntent": 1}


def event(heard: Heard) -> JsonObject:
    return hook_event(
        listening_bot(DeployedBot(name="inquiry", definition={}), "ko_KR"),
        source=Source.FULFILMENT,
        heard=heard,
        intent=Intent(name="FallbackIntent", state="ReadyForFulfillment"),
        contact_id="c-1",
        session={"contact_id": "c-1"},
    )


def test_a_hook_is_told_what_lex_tells_it() -> None:
    intent: JsonObject = {
        "name": "FallbackIntent",
        "state": "ReadyForFulfillment",
        "confirmationState": "None",
        "slots": {},
    }

    assert event(Heard(mode=Mode.SPEECH, transcript="요금이 얼마예요")) == {
        "messageVersion": "1.0",
        "invocationSource": "FulfillmentCodeHook",
        "inputMode": "Speech",
        "responseContentType": "text/plain; charset=utf-8",
        "sessionId": "c-1",
        "inputTranscript": "요금이 얼마예요",
        "bot": {
            "id": "BOT0000001",
            "name": "inquiry",
            "localeId": "ko_KR",
            "version": "1",
            "aliasId": "ALIAS00001",
            "aliasName": "live",
        },
        "interpretations": [{"intent": intent, "interpretationSource": "Lex"}],
        "requestAttributes": {
            "x-amz-lex:accept-content-types": "PlainText,SSML",
            "x-amz-lex:channels:platform": "Connect",
        },
        "sessionState": {
            "activeContexts": [],
            "sessionAttributes": {"contact_id": "c-1"},
            "intent": intent,
            "originatingRequestId": "c-1",
        },
        "transcriptions": [
            {
                "transcription": "요금이 얼마예요",
                "resolvedContext": {"intent": "FallbackIntent"},
                "resolvedSlots": {},
            }
        ],
    }


def test_keys_come_as_a_request_attribute_too() -> None:
    told = event(Heard(mode=Mode.DTMF, transcript="3", keys="3"))

    assert (told["inputMode"], told["inputTranscript"], told["transcriptions"]) == ("DTMF", "3", [])
    assert told["requestAttributes"] == {
        "x-amz-lex:accept-content-types": "PlainText,SSML",
        "x-amz-lex:channels:platform": "Connect",
        "x-amz-lex:dtmf-transcript": "3",
    }


def test_silence_is_an_utterance_without_words() -> None:
    told = event(Heard(mode=Mode.SPEECH, transcript=""))

    assert (told["inputMode"], told["inputTranscript"], told["transcriptions"]) == (
        "Speech",
        "",
        [],
    )


def test_an_answer_is_read() -> None:
    decision = read_decision(elicit("네.", status="answered"), INTENTS)

    assert decision.action == "ElicitIntent"
    assert decision.messages == ("네.",)
    assert decision.session == {"status": "answered"}


def test_a_closed_intent_is_read() -> None:
    decision = read_decision(close("EngineerIntent"), INTENTS)

    assert decision.intent == Intent(name="EngineerIntent", state="Fulfilled")


def test_an_answer_may_leave_the_session_alone() -> None:
    state: JsonObject = {"dialogAction": {"type": "Delegate"}}

    assert read_decision({"sessionState": state}, INTENTS).session is None


def response(action: JsonObject, *messages: Json, **state: Json) -> JsonObject:
    return {"sessionState": {"dialogAction": action, **state}, "messages": list(messages)}


PLAIN: JsonObject = {"contentType": "PlainText", "content": "네."}


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (None, "no JSON object"),
        ([], "no JSON object"),
        ({}, "dialogAction.type is ''"),
        (response({"type": "Speak"}), "dialogAction.type is 'Speak'"),
        (response({"type": "ElicitIntent"}), "ElicitIntent needs messages"),
        (response({"type": "Close"}), "Close needs sessionState.intent.name"),
        (response({"type": "ConfirmIntent"}, PLAIN), "ConfirmIntent needs"),
        (
            response({"type": "ElicitSlot"}, PLAIN, intent={"name": "FallbackIntent"}),
            "ElicitSlot needs dialogAction.slotToElicit",
        ),
        (close("Nobody"), "no intent 'Nobody'"),
        (close("EngineerIntent", state="Done"), "intent state 'Done'"),
        (
            response({"type": "ElicitIntent"}, {"contentType": "Html", "content": "x"}),
            "contentType 'Html'",
        ),
        (
            response({"type": "ElicitIntent"}, {"contentType": "PlainText", "content": ""}),
            "empty message",
        ),
        (response({"type": "ElicitIntent"}, *[PLAIN] * 6), "6 messages"),
        (
            response({"type": "Delegate"}, sessionAttributes={"turns": 3}),
            "session attributes turns are not strings",
        ),
    ],
)
def test_an_answer_that_lex_would_refuse_breaks_the_conversation(payload: Json, why: str) -> None:
    with pytest.raises(BotFailedError, match=why):
        read_decision(payload, INTENTS)
