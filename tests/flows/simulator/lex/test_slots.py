"""A bot that needs to know something before it can help."""

import pytest

from flows.json_values import Json, JsonObject
from flows.simulator.caller import CallerAction, Press, Say, Silence
from flows.simulator.lex.definition import read_definition
from flows.simulator.result import CallResult
from flows.simulator.world import DeployedBot, FunctionResult
from tests.flows.actions import action, say
from tests.flows.functions import Functions
from tests.flows.simulator.scenes import FAULT
from tests.flows.worlds import heard, one_flow, play

PRODUCT: JsonObject = {
    "Name": "Product",
    "ValueSelectionSetting": {"ResolutionStrategy": "TOP_RESOLUTION"},
    "SlotTypeValues": [
        {"SampleValue": {"Value": "FitCloud"}, "Synonyms": [{"Value": "핏클라우드"}]},
        {"SampleValue": {"Value": "Sparrow"}},
    ],
}


def messages(text: str) -> JsonObject:
    return {"MessageGroupsList": [{"Message": {"PlainTextMessage": {"Value": text}}}]}


def slot(name: str, kind: str, prompt: str) -> JsonObject:
    return {
        "Name": name,
        "SlotTypeName": kind,
        "ValueElicitationSetting": {
            "SlotConstraint": "Required",
            "PromptSpecification": {"MaxRetries": 1, **messages(prompt)},
        },
    }


def definition(**more: Json) -> JsonObject:
    order: JsonObject = {
        "Name": "Order",
        "SampleUtterances": [{"Utterance": "{product} 주문"}, {"Utterance": "주문할게요"}],
        "Slots": [
            slot("count", "AMAZON.Number", "몇 개요?"),
            slot("product", "Product", "어떤 거요?"),
        ],
        "SlotPriorities": [
            {"Priority": 1, "SlotName": "product"},
            {"Priority": 2, "SlotName": "count"},
        ],
        "IntentConfirmationSetting": {
            "PromptSpecification": messages("맞습니까?"),
            "DeclinationResponse": messages("그만두겠습니다."),
        },
        **more,
    }
    fallback = {"Name": "Fallback", "ParentIntentSignature": "AMAZON.FallbackIntent"}
    locale: JsonObject = {"LocaleId": "ko_KR", "SlotTypes": [PRODUCT], "Intents": [order, fallback]}
    return {"Name": "shop", "BotLocales": [locale]}


def talk(*actions: CallerAction, hook: Functions | None = None, **more: Json) -> CallResult:
    bot = DeployedBot(
        name="shop", definition=definition(**more), hook_arn="arn:hook", locales=("*",)
    )
    talking = action(
        "talk",
        "ConnectParticipantWithLexBot",
        next="other",
        when={"Order": "order"},
        errors={"NoMatchingCondition": "other", **FAULT},
        Text="말씀하세요.",
        LexV2Bot={"AliasArn": "alias"},
    )
    order = say("order", "$.Lex.Slots.product $.Lex.Slots.count")
    here = one_flow(
        talking,
        order,
        say("other"),
        say("fault"),
        bots={"alias": bot},
        invoke=hook or Functions(lambda _: FunctionResult(payload={})),
    )
    return play(here, *actions)


def test_slots_are_asked_for_in_order_and_confirmed() -> None:
    result = talk(Say("주문할게요"), Say("핏 클라우드"), Press("3"), Say("네"))

    assert heard(result)[1:] == ["어떤 거요?", "몇 개요?", "맞습니까?", "FitCloud 3"]


def test_what_was_said_at_once_is_not_asked_for() -> None:
    result = talk(Say("스패로 말고 Sparrow 주문"), Say("Sparrow"), Say("2개"), Say("네"))
    direct = talk(Say("sparrow 주문"), Say("2개"), Say("네"))

    assert "어떤 거요?" in heard(result)
    assert heard(direct)[1:] == ["몇 개요?", "맞습니까?", "Sparrow 2"]


@pytest.mark.parametrize("nonsense", [Say("사과"), Silence()])
def test_an_answer_that_is_none_is_asked_for_again_and_then_fails(nonsense: CallerAction) -> None:
    once = talk(Say("주문할게요"), nonsense, Say("Sparrow"), Say("1"), Say("네"))
    twice = talk(Say("주문할게요"), nonsense, nonsense)

    assert heard(once)[-1] == "Sparrow 1"
    assert twice.path[1] == "fault"


def test_a_no_ends_the_intent() -> None:
    result = talk(Say("sparrow 주문"), Say("1"), Say("아니요"))

    assert heard(result)[-2:] == ["그만두겠습니다.", "fault"]


def test_a_hook_is_told_what_would_be_asked_and_may_leave_it_to_the_bot() -> None:
    delegate: JsonObject = {"sessionState": {"dialogAction": {"type": "Delegate"}}}
    hook = Functions(lambda _: FunctionResult(payload=delegate))
    result = talk(
        Say("주문할게요"),
        Say("Sparrow"),
        Say("1"),
        Say("네"),
        hook=hook,
        DialogCodeHook={"Enabled": True},
    )

    assert heard(result)[-1] == "Sparrow 1"
    proposed = [event.get("proposedNextState") for event in hook.events]
    assert isinstance(proposed[0], dict)
    assert proposed[0]["dialogAction"] == {"type": "ElicitSlot", "slotToElicit": "product"}
    assert proposed[-1] is None


def test_slots_may_stand_in_utterances() -> None:
    found = read_definition(definition(), "ko_KR").understand("FitCloud 주문")

    assert found is not None
    assert (found.intent, found.slots) == ("Order", {"product": "FitCloud"})
