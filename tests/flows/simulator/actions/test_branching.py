import pytest

from flows.json_values import JsonObject
from flows.simulator.result import CallResult
from flows.simulator.world import DeployedQueue
from tests.flows.actions import action, say
from tests.flows.worlds import OFFICE, arn, heard, one_flow, play

FAULT = {"NoMatchingError": "fault"}
QUEUE = DeployedQueue(
    name="engineer",
    arn=arn("queue", "engineer"),
    hours_arn=arn("hours", "main"),
    waiting=3,
    oldest_seconds=90,
)
QUEUES = {QUEUE.arn: QUEUE}
CHOOSE = action("choose", "UpdateContactTargetQueue", next="check", errors=FAULT, QueueId=QUEUE.arn)


def rounds(count: str) -> CallResult:
    loop = action(
        "loop",
        "Loop",
        next="end",
        when={"ContinueLooping": "round", "DoneLooping": "end"},
        LoopCount=count,
    )
    return play(one_flow(loop, say("round", next="loop")))


@pytest.mark.parametrize(("count", "expected"), [("0", 0), ("1", 1), ("3", 3)])
def test_a_loop_goes_round_as_often_as_it_says(count: str, expected: int) -> None:
    assert len(heard(rounds(count))) == expected


def test_a_loop_counts_anew_once_it_is_done() -> None:
    loops = {"ContinueLooping": "inner", "DoneLooping": "end"}
    inner = {"ContinueLooping": "round", "DoneLooping": "outer"}
    world = one_flow(
        action("outer", "Loop", next="end", when=loops, LoopCount="2"),
        action("inner", "Loop", next="end", when=inner, LoopCount="2"),
        say("round", next="inner"),
    )

    assert len(heard(play(world))) == 4


def test_a_loop_without_a_count_is_a_fault() -> None:
    loop = action("loop", "Loop", next="end", errors=FAULT, LoopCount="$.Attributes.nobody")

    assert play(one_flow(loop, say("fault"))).path == ("loop", "fault", "end")


@pytest.mark.parametrize("name", ["TimeLimitSeconds", "TimeoutSeconds"])
def test_waiting_takes_no_time_but_time_goes_by(name: str) -> None:
    wait: JsonObject = {
        "Identifier": "wait",
        "Type": "Wait",
        "Parameters": {name: "1800"},
        "Transitions": {
            "NextAction": "end",
            "Conditions": [
                {
                    "NextAction": "after",
                    "Condition": {"Operator": "Equals", "Operands": ["WaitCompleted"]},
                }
            ],
            "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "end"}],
        },
    }
    result = play(one_flow(wait, say("after")))

    assert result.path == ("wait", "after", "end")
    assert result.seconds >= 1_800


def split(seed: int) -> str:
    distribute = action(
        "split",
        "DistributeByPercentage",
        next="end",
        when={"NumberLessThan 51": "half"},
        errors={"NoMatchingCondition": "rest"},
    )
    return play(one_flow(distribute, say("half"), say("rest"), seed=seed)).path[1]


def test_a_split_is_drawn_with_the_seed() -> None:
    drawn = [split(seed) for seed in range(200)]

    assert drawn == [split(seed) for seed in range(200)]
    assert 60 < drawn.count("half") < 140


def hours(**parameters: str) -> JsonObject:
    return {
        "Identifier": "check",
        "Type": "CheckHoursOfOperation",
        "Parameters": parameters,
        "Transitions": {
            "NextAction": "open",
            "Conditions": [
                {"NextAction": t, "Condition": {"Operator": "Equals", "Operands": [o]}}
                for o, t in (("True", "open"), ("False", "closed"))
            ],
            "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "fault"}],
        },
    }


TARGETS = (say("open"), say("closed"), say("fault"))


def test_hours_are_those_that_are_named() -> None:
    world = one_flow(
        hours(HoursOfOperationId="main"), *TARGETS, hours={arn("hours", "main"): OFFICE}
    )

    assert play(world).path == ("check", "open", "end")


def test_else_they_are_those_of_the_chosen_queue() -> None:
    world = one_flow(CHOOSE, hours(), *TARGETS, queues=QUEUES, hours={arn("hours", "main"): OFFICE})

    assert play(world).path == ("choose", "check", "open", "end")


@pytest.mark.parametrize("named", [{}, {"HoursOfOperationId": "other"}])
def test_hours_that_are_not_there_are_a_fault(named: dict[str, str]) -> None:
    assert play(one_flow(hours(**named), *TARGETS)).path == ("check", "fault", "end")


@pytest.mark.parametrize(
    ("metric", "condition", "agents", "target"),
    [
        ("NumberOfAgentsAvailable", "NumberGreaterThan 0", 0, "no"),
        ("NumberOfAgentsAvailable", "NumberGreaterThan 0", 2, "yes"),
        ("NumberOfAgentsStaffed", "NumberGreaterThan 0", 1, "yes"),
        ("NumberOfContactsInQueue", "NumberGreaterOrEqualTo 3", 0, "yes"),
        ("NumberOfContactsInQueue", "NumberLessThan 3", 0, "no"),
        ("OldestContactInQueueAgeSeconds", "NumberGreaterThan 60", 0, "yes"),
        ("NumberOfCoffees", "NumberGreaterThan 0", 0, "fault"),
    ],
)
def test_staffing_and_queues_can_be_asked_for(
    metric: str, condition: str, agents: int, target: str
) -> None:
    check = action(
        "check",
        "CheckMetricData",
        next="no",
        when={condition: "yes"},
        errors={"NoMatchingCondition": "no", **FAULT},
        MetricType=metric,
    )
    world = one_flow(
        CHOOSE, check, say("yes"), say("no"), say("fault"), queues=QUEUES, agents=agents
    )

    assert play(world).path[2] == target


def test_metrics_can_be_told() -> None:
    get = action("check", "GetMetricData", next="tell", errors=FAULT, QueueId=QUEUE.arn)
    tell = say("tell", "$.Metrics.Queue.Size 명이 기다립니다")

    assert heard(play(one_flow(get, tell, say("fault"), queues=QUEUES))) == ["3 명이 기다립니다"]


@pytest.mark.parametrize("type_", ["CheckMetricData", "GetMetricData"])
def test_metrics_of_no_queue_are_a_fault(type_: str) -> None:
    check = action("check", type_, next="end", errors=FAULT, MetricType="NumberOfContactsInQueue")

    assert play(one_flow(check, say("fault"))).path == ("check", "fault", "end")
