import pytest

from flows.simulator.result import CallResult, Ended
from flows.simulator.world import DeployedQueue
from tests.flows.actions import END, action, content, say
from tests.flows.worlds import arn, heard, one_flow, play

FAULT = {"NoMatchingError": "fault"}


def queue(*, max_contacts: int | None = None, waiting: int = 0, agents: int = 0) -> CallResult:
    engineer = DeployedQueue(
        name="engineer",
        arn=arn("queue", "engineer"),
        max_contacts=max_contacts,
        waiting=waiting,
    )
    world = one_flow(
        action("choose", "UpdateContactTargetQueue", next="go", errors=FAULT, QueueId="engineer"),
        action(
            "go",
            "TransferContactToQueue",
            next="fault",
            errors={"QueueAtCapacity": "full", **FAULT},
        ),
        say("full"),
        say("fault"),
        queues={engineer.arn: engineer},
        agents=agents,
    )
    return play(world)


def test_into_the_queue_the_flow_ends_and_does_not_go_on_to_its_next_action() -> None:
    result = queue()

    assert result.path == ("choose", "go")
    assert (result.ended, result.queue) == (Ended.QUEUED, "engineer")


@pytest.mark.parametrize(("waiting", "full"), [(1, False), (2, True), (3, True)])
def test_a_queue_takes_as_many_as_it_takes(waiting: int, full: bool) -> None:
    assert ("full" in queue(max_contacts=2, waiting=waiting).path) is full


def test_somebody_free_takes_the_call() -> None:
    result = queue(agents=1)

    assert (result.ended, result.queue) == (Ended.TRANSFERRED, "engineer")
    assert (result.turns[-1].who, result.turns[-1].text) == ("agent", "(an agent answers)")


def test_without_a_chosen_queue_there_is_nowhere_to_go() -> None:
    go = action("go", "TransferContactToQueue", next="end", errors=FAULT)

    assert play(one_flow(go, say("fault"))).path == ("go", "fault", "end")


def test_into_another_flow_the_flow_ends() -> None:
    world = one_flow(
        action("go", "TransferToFlow", next="fault", errors=FAULT, ContactFlowId="other"),
        say("fault"),
        more={"other": content(say("hello"))},
    )

    assert play(world).path == ("go", "hello", "end")


def test_the_chosen_queue_goes_along_into_another_flow() -> None:
    target = DeployedQueue(name="engineer", arn=arn("queue", "engineer"))
    world = one_flow(
        action("choose", "UpdateContactTargetQueue", next="go", errors=FAULT, QueueId=target.arn),
        action("go", "TransferToFlow", next="fault", errors=FAULT, ContactFlowId="other"),
        say("fault"),
        queues={target.arn: target},
        more={"other": content(say("tell", "$.Queue.Name"))},
    )

    assert heard(play(world)) == ["engineer"]


@pytest.mark.parametrize(
    ("type_", "ended"),
    [("DisconnectParticipant", Ended.DISCONNECTED), ("EndFlowExecution", Ended.DISCONNECTED)],
)
def test_an_end_is_an_end(type_: str, ended: Ended) -> None:
    assert play(one_flow(action("stop", type_))).ended is ended


def test_the_voice_can_be_told() -> None:
    voice = action(
        "voice",
        "UpdateContactTextToSpeechVoice",
        next="tell",
        errors=FAULT,
        TextToSpeechVoice="Seoyeon",
    )

    world = one_flow(voice, say("tell", "$.TextToSpeechVoiceId"), say("fault"))
    assert heard(play(world)) == ["Seoyeon"]


def test_a_voice_that_comes_to_nothing_is_a_fault() -> None:
    voice = action(
        "voice",
        "UpdateContactTextToSpeechVoice",
        next="end",
        errors=FAULT,
        TextToSpeechVoice="$.Attributes.nobody",
    )

    assert play(one_flow(voice, say("fault"))).path[1] == "fault"


@pytest.mark.parametrize(
    "type_",
    [
        "UpdateFlowLoggingBehavior",
        "UpdateContactRecordingBehavior",
        "UpdateContactRecordingAndAnalyticsBehavior",
        "UpdateContactMediaStreamingBehavior",
        "UpdateContactRoutingBehavior",
    ],
)
def test_what_the_caller_does_not_hear_goes_on(type_: str) -> None:
    assert play(one_flow(action("quiet", type_, next="end", errors=FAULT))).path == ("quiet", "end")


@pytest.mark.parametrize(
    ("hooks", "target"),
    [
        ({"CustomerQueue": "other"}, "end"),
        ({"CustomerQueue": "nobody"}, "fault"),
        ({"CustomerQueue": "other", "AgentWhisper": "other"}, "fault"),
    ],
)
def test_event_flows_are_set_one_at_a_time_and_must_be_there(
    hooks: dict[str, str], target: str
) -> None:
    update = action("hooks", "UpdateContactEventHooks", next="end", errors=FAULT, EventHooks=hooks)
    world = one_flow(update, say("fault"), more={"other": content(END)})

    assert play(world).path[1] == target


@pytest.mark.parametrize(
    ("named", "called_in"), [("callback", ["callback"]), (None, ["engineer"]), ("lost", [])]
)
def test_a_call_back_goes_into_the_queue_that_is_named_or_else_chosen(
    named: str | None, called_in: list[str]
) -> None:
    queues = {
        arn("queue", name): DeployedQueue(name=name, arn=arn("queue", name))
        for name in ("engineer", "callback")
    }
    world = one_flow(
        action("choose", "UpdateContactTargetQueue", next="ask", errors=FAULT, QueueId="engineer"),
        action(
            "ask",
            "CreateCallbackContact",
            next="end",
            errors=FAULT,
            QueueId=named and arn("queue", named),
        ),
        say("fault"),
        queues=queues,
    )
    result = play(world)

    assert [made.values["queue"] for made in result.callbacks] == called_in
    assert ("fault" in result.path) is (not called_in)
