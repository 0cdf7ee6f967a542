"""What is played and shown once a person is on the line."""

from flows.json_values import JsonObject
from flows.simulator.caller import Press, Stay
from flows.simulator.result import Ended
from flows.simulator.services import CannedServices, ServiceResult
from tests.flows.actions import action, say
from tests.flows.simulator.scenes import (
    FAULT,
    call,
    flow,
    play_prompts,
    to_queue,
    with_people,
    world,
)
from tests.flows.worlds import heard


def whisper(words: str, type_: str) -> tuple[str, JsonObject]:
    return flow(say("talk", words, next="done"), type=type_)


def test_agent_and_customer_each_hear_their_own_whisper() -> None:
    flows = {
        "main": to_queue(AgentWhisper="to-agent", CustomerWhisper="to-customer"),
        "to-agent": whisper("$.Agent.UserName: $.Queue.Name", "AGENT_WHISPER"),
        "to-customer": whisper("$.Agent.FirstName 상담원입니다", "CUSTOMER_WHISPER"),
    }
    result = call(world(flows, agents=1))

    assert [turn.text for turn in result.agent_turns] == ["agent: engineer"]
    assert heard(result) == ["Agent 상담원입니다"]
    assert result.ended is Ended.TRANSFERRED


def test_on_hold_both_hear_their_own_flow_for_as_long_as_it_lasts() -> None:
    flows = {
        "main": to_queue(CustomerHold="customer", AgentHold="agent"),
        "customer": flow(play_prompts("잠시만 기다려 주세요"), type="CUSTOMER_HOLD"),
        "agent": flow(play_prompts("고객이 대기 중입니다"), type="AGENT_HOLD"),
    }
    result = call(world(flows, agents=1, agent_holds_seconds=90))

    assert heard(result) == ["잠시만 기다려 주세요"]
    assert [turn.text for turn in result.agent_turns] == ["고객이 대기 중입니다"]
    assert round(result.seconds) == 90


def test_when_the_agent_leaves_the_customer_hears_the_disconnect_flow() -> None:
    survey = action(
        "ask",
        "GetParticipantInput",
        next="end",
        Text="만족하셨으면 1번을 눌러 주세요",
        when={"1": "thanks"},
        errors=FAULT,
    )
    flows = {
        "main": to_queue(CustomerRemaining="survey"),
        "survey": flow(survey, say("thanks", "감사합니다"), say("fault")),
    }
    here = world(flows, agents=1)

    assert call(here).ended is Ended.TRANSFERRED
    after = call(with_people(here, agent_leaves_after_seconds=200), Press("1"))
    assert (after.ended, after.queue) == (Ended.DISCONNECTED, "engineer")
    assert heard(after)[-1] == "감사합니다"


VIEW = action(
    "guide",
    "ShowView",
    next="guide",
    when={"Next": "done"},
    errors={
        "NoMatchingCondition": "guide",
        "NoMatchingError": "done",
        "TimeLimitExceeded": "guide",
    },
    ViewResource={"Id": "engineer-guide", "Version": "Latest"},
    ViewData={"question": "$.Attributes.question"},
    InvocationTimeLimitSeconds="400",
)


def test_the_guide_is_shown_to_the_agent_beside_the_call() -> None:
    services = CannedServices({})
    flows = {"main": to_queue(DefaultAgentUI="guide"), "guide": flow(VIEW)}
    here = world(flows, agents=1, service=services, attributes={"question": "요금이 얼마예요"})
    result = call(here)

    assert [turn.text for turn in result.agent_turns] == ["[view engineer-guide]"]
    assert services.requests[0].parameters["ViewData"] == {"question": "요금이 얼마예요"}
    assert (result.ended, heard(result), result.seconds) == (Ended.TRANSFERRED, [], 0)
    assert result.contact is not None
    assert result.contact.channel == "VOICE"


def test_what_is_chosen_in_a_view_can_be_gone_by() -> None:
    chosen = ServiceResult(result="Next", values={"note": "끝"})
    flows = {"main": to_queue(DefaultAgentUI="guide"), "guide": flow(VIEW)}
    result = call(world(flows, agents=1, service=CannedServices({"ShowView": chosen})))

    assert result.path[-2:] == ("guide", "done")


def test_whispers_and_hold_can_be_played_by_themselves() -> None:
    flows = {
        "whisper": whisper("$.Agent.UserName", "AGENT_WHISPER"),
        "hold": flow(play_prompts("기다려 주세요"), type="CUSTOMER_HOLD"),
    }

    for name, words in (("whisper", "agent"), ("hold", "기다려 주세요")):
        result = call(world(flows), Stay(5), entry=name)
        assert (heard(result), result.ended) == ([words], Ended.TRANSFERRED)


def test_a_quick_connect_reaches_an_agent_or_ends() -> None:
    go = action("go", "TransferContactToAgent")
    here = world({"quick": flow(say("hello", next="go"), go, type="AGENT_TRANSFER")})

    assert call(here, entry="quick").ended is Ended.DISCONNECTED
    assert call(with_people(here, agents=1), entry="quick").ended is Ended.TRANSFERRED
