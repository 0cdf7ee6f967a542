"""Waiting for a person, and what is played around them."""

from flows.json_values import JsonObject
from flows.simulator.caller import HangUp, Press, Silence, Stay
from flows.simulator.result import Ended
from tests.flows.actions import action, say
from tests.flows.simulator.scenes import (
    AGENT,
    FAULT,
    call,
    flow,
    play_prompts,
    to_queue,
    world,
)
from tests.flows.worlds import heard

METRICS = action("metrics", "GetMetricData", next="tell", errors=FAULT)
TELL = say(
    "tell",
    "$.Metrics.Contact.PositionInQueue번째, $.Metrics.Contact.EstimatedWaitTime초",
    next="wait",
)
QUEUE = flow(
    play_prompts("음악", every="60", then="metrics"),
    METRICS,
    TELL,
    say("fault"),
    type="CUSTOMER_QUEUE",
)
HOOKED = {"main": to_queue(CustomerQueue="queue"), "queue": QUEUE}


def test_a_free_agent_answers_at_once_and_the_queue_flow_is_not_played() -> None:
    result = call(world(HOOKED, agents=1))

    assert result.ended is Ended.TRANSFERRED
    assert [turn.who for turn in result.turns] == ["agent"]


def test_without_anybody_the_caller_is_left_in_the_queue() -> None:
    result = call(world(HOOKED))

    assert (result.ended, result.queue, result.turns) == (Ended.QUEUED, "engineer", ())


def test_thirty_minutes_of_waiting_are_played_with_position_and_time() -> None:
    result = call(world(HOOKED, agent_after_seconds=1_800))

    assert result.ended is Ended.TRANSFERRED
    assert 1_800 <= result.seconds < 1_810
    positions = [text for text in heard(result) if "번째" in text]
    assert positions[0].startswith("3번째")
    assert positions[-1].startswith("2번째")
    assert len(positions) > 25


def test_a_caller_who_stays_hears_the_queue_flow_though_nobody_comes() -> None:
    result = call(world(HOOKED), Stay(150))

    assert result.ended is Ended.QUEUED
    assert heard(result) == ["음악", "3번째, 초"] * 3 + ["음악"]


def test_a_caller_may_hang_up_while_they_wait() -> None:
    assert call(world(HOOKED, agent_after_seconds=600), HangUp()).ended is Ended.DISCONNECTED


def test_without_a_queue_flow_the_caller_holds_the_line() -> None:
    result = call(world({"main": to_queue()}, agent_after_seconds=600))

    assert (result.ended, round(result.seconds)) == (Ended.TRANSFERRED, 600)


def test_a_queue_flow_that_ends_leaves_the_caller_in_the_queue() -> None:
    queue = flow(say("hello", next="done"), type="CUSTOMER_QUEUE")
    here = world({"main": to_queue(CustomerQueue="queue"), "queue": queue}, agent_after_seconds=600)
    result = call(here)

    assert (result.ended, result.queue) == (Ended.TRANSFERRED, "engineer")


def test_a_callback_may_be_asked_for_while_waiting() -> None:
    menu = action(
        "menu",
        "GetParticipantInput",
        next="wait",
        Text="다시 전화를 받으시려면 1번",
        when={"1": "number"},
        errors={"InputTimeLimitExceeded": "wait", "NoMatchingCondition": "wait", **FAULT},
    )
    number = action(
        "number",
        "UpdateContactCallbackNumber",
        next="callback",
        errors={"InvalidCallbackNumber": "fault", "CallbackNumberNotDialable": "fault"},
        CallbackNumber="$.CustomerEndpoint.Address",
    )
    callback = action(
        "callback",
        "CreateCallbackContact",
        next="end",
        errors=FAULT,
        InitialCallDelaySeconds="60",
        MaximumConnectionAttempts="2",
        RetryDelaySeconds="300",
    )
    queue = flow(
        play_prompts("음악", every="30", then="menu"),
        menu,
        number,
        callback,
        say("fault"),
        type="CUSTOMER_QUEUE",
    )
    here = world({"main": to_queue(CustomerQueue="queue"), "queue": queue})
    result = call(here, Silence(), Press("1"))

    assert result.ended is Ended.DISCONNECTED
    assert [made.values for made in result.callbacks] == [
        {
            "number": "+821012345678",
            "queue": "engineer",
            "flow": None,
            "delay_seconds": 60,
            "attempts": 2,
            "retry_seconds": 300,
        }
    ]


def overflow() -> JsonObject:
    return action(
        "leave",
        "DequeueContactAndTransferToQueue",
        next="fault",
        errors={**FAULT, "QueueAtCapacity": "full"},
        QueueId=AGENT.arn,
    )


def test_after_a_while_the_caller_overflows_into_another_queue() -> None:
    queue = flow(
        play_prompts("음악", every="120", then="which"),
        action(
            "which",
            "Compare",
            next="wait",
            ComparisonValue="$.Queue.Name",
            when={"engineer": "leave"},
            errors={"NoMatchingCondition": "wait"},
        ),
        overflow(),
        say("fault"),
        say("full"),
        type="CUSTOMER_QUEUE",
    )
    here = world({"main": to_queue(CustomerQueue="queue"), "queue": queue}, agent_after_seconds=300)
    result = call(here)

    assert (result.ended, result.queue) == (Ended.TRANSFERRED, "agent")
    assert 415 <= result.seconds < 430


def test_a_queue_flow_can_be_played_by_itself() -> None:
    result = call(world({"queue": QUEUE}), Stay(70), entry="queue")

    assert (result.ended, result.queue) == (Ended.QUEUED, "engineer")
    assert heard(result)[0] == "음악"
