"""What holds a call together: entries, branches, ends, and what may not happen."""

import json

import pytest

from flows.json_values import JsonObject
from flows.simulator.call import place_call
from flows.simulator.caller import CallerAction, HangUp, Press, ScriptedCaller, Silence, Waiting
from flows.simulator.errors import (
    BrokenFlowError,
    EndlessFlowError,
    UnknownActionError,
    UnknownFlowError,
)
from flows.simulator.result import Ended
from flows.simulator.world import World
from tests.flows.actions import action, content, say
from tests.flows.functions import CONTACT
from tests.flows.worlds import CUSTOMER, arn, call_center, heard, one_flow, play


def entered(world: World, entry: str) -> Ended:
    caller = ScriptedCaller([])
    result = place_call(world, caller, entry=entry, customer=CUSTOMER, contact_id=CONTACT)
    return result.ended


@pytest.mark.parametrize("entry", ["main", arn("flow", "main")])
def test_a_call_enters_by_name_or_arn(entry: str) -> None:
    assert entered(one_flow(say("hello")), entry) is Ended.DISCONNECTED


def test_an_entry_that_is_not_deployed_is_named() -> None:
    with pytest.raises(UnknownFlowError, match=r"'other'.*there are: main"):
        entered(one_flow(say("hello")), "other")


def test_a_call_leaves_everything_behind_that_people_look_for() -> None:
    result = play(call_center(), Press("2"))

    written = json.loads(json.dumps(result.to_json()))
    assert written["contact_id"] == CONTACT
    assert written["ended"] == "queued"
    assert written["queue"] == "engineer"
    assert written["path"][-1] == "to-queue"
    assert written["turns"][3] == {
        "who": "caller",
        "text": "2",
        "flow": "main",
        "action": "ask-menu",
        "ssml": None,
        "at": written["turns"][3]["at"],
        "to": "customer",
    }
    assert written["seconds"] > 10


def test_an_error_without_any_branch_ends_the_call_as_an_error() -> None:
    queue = action("queue", "TransferContactToQueue", next="end")
    result = play(one_flow(queue))

    assert result.ended is Ended.ERROR
    assert result.error == (
        "flow 'main': action 'queue' leads nowhere after no queue has been chosen"
    )


def test_an_action_that_leads_nowhere_ends_the_call_as_an_error() -> None:
    result = play(one_flow(action("log", "UpdateFlowLoggingBehavior")))

    assert result.ended is Ended.ERROR


def test_a_dangling_branch_raises_by_name() -> None:
    with pytest.raises(BrokenFlowError, match=r"'main'.*'hello' leads to 'nowhere'"):
        play(one_flow(say("hello", next="nowhere")))


def test_a_flow_without_a_start_raises_by_name() -> None:
    broken = {**content(say("hello")), "StartAction": "nobody"}
    world = one_flow(
        action("go", "TransferToFlow", next="end", ContactFlowId=arn("flow", "broken")),
        more={"broken": broken},
    )

    with pytest.raises(BrokenFlowError, match=r"'broken'.*'nobody'"):
        play(world)


@pytest.mark.parametrize(
    ("type_", "reason"),
    [("PlayPrompt", "is no type of the flow language"), ("TransferContactToFlow", "is no type")],
)
def test_an_action_that_can_not_be_played_raises_by_name(type_: str, reason: str) -> None:
    with pytest.raises(UnknownActionError, match=rf"'main'.*'odd'.*'{type_}'.*{reason}"):
        play(one_flow(action("odd", type_, next="end")))


def test_an_unknown_action_does_no_harm_where_no_call_comes() -> None:
    assert play(one_flow(say("hello"), action("odd", "PlayPrompt"))).ended is Ended.DISCONNECTED


def test_an_invented_operator_raises_by_name() -> None:
    compare = action(
        "compare", "Compare", next="end", ComparisonValue="$.Channel", when={"Is x": "end"}
    )

    with pytest.raises(BrokenFlowError, match=r"'compare'.*'Is'"):
        play(one_flow(compare))


def test_a_flow_that_goes_round_without_asking_raises_by_name() -> None:
    with pytest.raises(EndlessFlowError, match=r"'main'.*goes round through p[io]ng, p[io]ng"):
        play(one_flow(say("ping", next="pong"), say("pong", next="ping")))


def test_flows_that_send_each_other_the_caller_raise_by_name() -> None:
    def go(flow: str) -> JsonObject:
        return action("go", "TransferToFlow", next="end", ContactFlowId=arn("flow", flow))

    world = one_flow(go("other"), more={"other": content(go("main"))})

    with pytest.raises(EndlessFlowError):
        play(world)


def test_a_flow_that_asks_a_silent_caller_for_ever_raises_by_name() -> None:
    menu = action(
        "ask", "GetParticipantInput", next="ask", Text="키", errors={"NoMatchingError": "ask"}
    )

    with pytest.raises(EndlessFlowError, match=r"'main'.*10000 times.*'ask'"):
        play(one_flow(menu), caller=lambda _waiting: Silence())


def test_what_the_caller_raises_comes_through() -> None:
    def broken_line(_waiting: Waiting) -> CallerAction:
        raise ConnectionError("the line is broken")

    with pytest.raises(ConnectionError, match="line is broken"):
        play(call_center(), caller=broken_line)


def test_after_a_failed_call_the_next_one_works() -> None:
    world = call_center()

    def broken_line(_waiting: Waiting) -> CallerAction:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        play(world, caller=broken_line)

    assert play(world, Press("0")).queue == "agent"


@pytest.mark.parametrize("turns", range(5))
def test_a_caller_may_hang_up_at_any_moment(turns: int) -> None:
    actions: list[CallerAction] = [Press("9"), Press("1"), Silence(), Silence()]
    result = play(call_center(), *actions[:turns], HangUp())

    assert result.ended is Ended.DISCONNECTED
    assert result.error is None
    assert result.queue is None


def test_the_same_call_goes_the_same_way() -> None:
    world = call_center()

    assert play(world, Press("9"), Press("2")) == play(world, Press("9"), Press("2"))


def test_nothing_of_a_call_is_left_for_the_next() -> None:
    world = one_flow(
        say("hello", "$.Attributes.name 님, 안녕하세요.", next="store"),
        action(
            "store",
            "UpdateContactAttributes",
            next="end",
            errors={"NoMatchingError": "end"},
            Attributes={"name": "김철수"},
        ),
    )
    play(world)

    assert heard(play(world)) == [" 님, 안녕하세요."]
