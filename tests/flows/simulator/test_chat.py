"""A chat: what is different from a call."""

from dataclasses import replace

import pytest

from flows.json_values import Json, JsonObject
from flows.simulator.caller import Caller, CallerAction, Say, Silence, Waiting
from flows.simulator.result import CallResult
from flows.simulator.services import CannedServices, ServiceResult, Understood
from flows.simulator.world import World
from tests.flows.actions import action, say
from tests.flows.simulator.scenes import FAULT
from tests.flows.worlds import heard, one_flow, play


def chat(world: World, *actions: CallerAction, caller: Caller | None = None) -> CallResult:
    return play(replace(world, channel="CHAT"), *actions, caller=caller)


@pytest.mark.parametrize(
    ("type_", "parameters", "target"),
    [
        ("GetParticipantInput", {"Text": "1번"}, "fault"),
        ("MessageParticipant", {"PromptId": "prompt"}, "fault"),
        ("MessageParticipantIteratively", {"Messages": [{"Text": "음악"}]}, "fault"),
        ("UpdateContactTextToSpeechVoice", {"TextToSpeechVoice": "Seoyeon"}, "ok"),
        ("UpdateContactMediaStreamingBehavior", {"MediaStreamingState": "Enabled"}, "fault"),
        ("UpdateContactMediaProcessing", {"ChatProcessorSettings": {}}, "ok"),
        ("UpdateContactRecordingAndAnalyticsBehavior", {"VoiceBehavior": {}}, "mismatch"),
        ("UpdateContactRecordingAndAnalyticsBehavior", {"ChatBehavior": {}}, "ok"),
        ("TransferParticipantToThirdParty", {"ThirdPartyPhoneNumber": "+8221"}, "fault"),
        ("CreateCallbackContact", {}, "fault"),
    ],
)
def test_what_only_a_call_can_do_takes_the_error_branch(
    type_: str, parameters: dict[str, Json], target: str
) -> None:
    errors = {**FAULT, "ChannelMismatch": "mismatch"}
    doing = {**action("do", type_, next="ok", errors=errors), "Parameters": parameters}

    assert chat(one_flow(doing, say("ok"), say("fault"), say("mismatch"))).path[1] == target


def test_the_channel_can_be_told() -> None:
    tell = say("tell", "$.Channel $.SegmentAttributes['connect:Subtype']")

    assert heard(chat(one_flow(tell))) == ["CHAT connect:Chat"]


def waiting_for_the_customer() -> World:
    conditions: list[Json] = [
        {"NextAction": target, "Condition": {"Operator": "Equals", "Operands": [operand]}}
        for operand, target in (("WaitCompleted", "gone"), ("CustomerReturned", "back"))
    ]
    wait: JsonObject = {
        "Identifier": "wait",
        "Type": "Wait",
        "Parameters": {"TimeLimitSeconds": "900", "Events": ["CustomerReturned"]},
        "Transitions": {
            "NextAction": "gone",
            "Conditions": conditions,
            "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "gone"}],
        },
    }
    return one_flow(wait, say("gone"), say("back"))


@pytest.mark.parametrize(("does", "target"), [(Silence(), "gone"), (Say("여보세요"), "back")])
def test_a_customer_may_come_back_while_the_flow_waits(does: CallerAction, target: str) -> None:
    def customer(_waiting: Waiting) -> CallerAction:
        return does

    assert chat(waiting_for_the_customer(), caller=customer).path[1] == target


def bot(**parameters: Json) -> JsonObject:
    return action(
        "talk",
        "ConnectParticipantWithLexBot",
        next="end",
        when={"Billing": "billing"},
        errors={"NoMatchingCondition": "end", "InputTimeLimitExceeded": "late", **FAULT},
        LexV2Bot={"AliasArn": "alias"},
        **parameters,
    )


def understand(alias: str, transcript: str) -> Understood:
    return Understood(intent="Billing" if "요금" in transcript else None, slots={"plan": alias})


def test_a_bot_that_is_not_deployed_can_be_stood_in_for() -> None:
    start: JsonObject = {"InitialMessage": "안녕하세요"}
    here = one_flow(
        bot(LexInitializationData=start),
        say("billing", "$.Lex.Slots.plan"),
        say("late"),
        say("fault"),
    )
    here = replace(here, understand=understand)

    assert heard(chat(here, Say("요금이요"))) == ["alias"]
    assert chat(here, Say("네?")).path[1] == "fault"


def test_a_customer_who_writes_nothing_is_away() -> None:
    here = one_flow(
        bot(Text="안녕하세요", LexTimeoutSeconds={"Text": "120"}),
        say("billing"),
        say("late"),
        say("fault"),
    )
    result = chat(replace(here, understand=understand), Silence())

    assert result.path[1] == "late"
    assert result.seconds > 120


def test_a_view_comes_to_what_the_customer_chooses() -> None:
    show = action(
        "show",
        "ShowView",
        next="end",
        when={"Next": "next"},
        errors={"NoMatchingCondition": "end", "TimeLimitExceeded": "late", **FAULT},
        ViewResource={"Id": "form", "Version": "1"},
        InvocationTimeLimitSeconds="300",
    )
    here = one_flow(show, say("next", "$.Views.ViewResultData.name"), say("late"), say("fault"))
    chosen = ServiceResult(result="Next", values={"name": "민수"})

    assert heard(chat(replace(here, service=CannedServices({"ShowView": chosen})))) == [
        "[view form]",
        "민수",
    ]
    assert chat(here, Silence()).path[1] == "late"
    assert play(here).path[1] == "fault"
