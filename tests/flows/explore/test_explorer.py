import json
from typing import TYPE_CHECKING

import pytest

from flows.explore import graph
from flows.explore.explorer import Explorable, explore
from flows.language import FlowType
from tests.flows.explore.samples import (
    ERROR,
    QUEUE,
    SORRY,
    action,
    actions,
    explored,
    menu,
    say,
)

if TYPE_CHECKING:
    from flows.json_values import JsonObject


def test_a_menu_is_walked_with_each_key_a_wrong_one_silence_a_fault_and_a_hang_up() -> None:
    report = explored(menu(keys={"1": "queue", "2": "bye"}), QUEUE, say("bye"), SORRY)
    assert report.clean
    assert (report.covered_branches, report.branches) == (11, 11)
    # 1: queue, full, fault; 2: said or not; wrong key, silence and fault: said or not; hang-up.
    assert report.paths == 1 + 2 * 2 + 2 + 3 * 2 + 1


def test_equal_states_are_merged() -> None:
    report = explored(
        menu(keys={"1": "queue", "2": "queue", "3": "queue"}, wrong="queue", silence="queue"),
        QUEUE,
        SORRY,
    )
    assert report.states == 4  # menu, queue, apology and the end


def test_a_branch_that_leads_nowhere_is_a_dead_end() -> None:
    report = explored(menu(keys={"1": "missing"}), QUEUE, SORRY)
    assert actions(report.dead_ends) == ["menu"]
    assert "'missing', which is not in the flow" in report.dead_ends[0].why
    assert report.dead_ends[0].path == ("menu",)
    assert not report.ends_on_purpose


def test_an_error_that_must_have_a_branch_and_has_none_is_a_dead_end() -> None:
    call = action("call", "InvokeLambdaFunction", next="end", LambdaFunctionARN="x")
    assert actions(explored(call).dead_ends) == ["call"]


def test_a_menu_without_a_branch_for_silence_is_a_dead_end() -> None:
    silent = action(
        "menu",
        "GetParticipantInput",
        errors={"NoMatchingCondition": "queue"},
        when={"1": "queue"},
        Text="?",
        StoreInput="False",
    )
    report = explored(silent, QUEUE, SORRY)
    assert actions(report.dead_ends) == ["menu"]
    assert "silence" in report.dead_ends[0].why


def test_a_flow_without_a_start_has_a_dead_end_and_does_not_raise() -> None:
    bodies: list[JsonObject] = [
        {},
        {"StartAction": "a", "Actions": []},
        {"StartAction": "a", "Actions": [1, None, {}]},
    ]
    for body in bodies:
        report = explore({"broken": Explorable(content=body)})[0]
        assert report.states == 0
        assert len(report.dead_ends) == 1


def test_going_round_without_a_choice_of_the_caller_is_endless() -> None:
    report = explored(say("one", next="two"), say("two", next="one"))
    assert len(report.endless) == 1
    assert report.endless[0].why.endswith("caller: one, two")


def test_trying_a_function_again_and_again_is_endless() -> None:
    call = action(
        "call", "InvokeLambdaFunction", next="end", errors={"NoMatchingError": "call"}, F="x"
    )
    assert actions(explored(call).endless) == ["call"]


def test_a_loop_that_counts_is_not_endless() -> None:
    loop = action(
        "loop", "Loop", when={"ContinueLooping": "call", "DoneLooping": "sorry"}, LoopCount="3"
    )
    call = action(
        "call", "InvokeLambdaFunction", next="queue", errors={"NoMatchingError": "loop"}, F="x"
    )
    report = explored(loop, call, QUEUE, SORRY)
    assert report.endless == ()
    assert report.clean


def test_asking_again_is_not_endless() -> None:
    again = menu(silence="menu", wrong="menu", error="queue")
    assert explored(again, QUEUE, SORRY).endless == ()


def test_queue_flows_may_go_round_until_somebody_answers() -> None:
    round_and_round = (say("one", next="two"), say("two", next="one"))
    assert explored(*round_and_round, type=FlowType.CUSTOMER_QUEUE).endless == ()


def test_queue_flows_that_take_no_time_may_not() -> None:
    metric = action("a", "GetMetricData", next="a", errors={"NoMatchingError": "a"})
    assert actions(explored(metric, type=FlowType.CUSTOMER_QUEUE).endless) == ["a"]


def test_invented_actions_do_not_stop_the_walk() -> None:
    strange = action("x", "Teleport", next="queue", errors=ERROR, when={"Mars": "sorry"})
    report = explored(strange, QUEUE, SORRY)
    assert report.uncovered == ()


def test_a_flow_with_too_many_states_is_walked_with_less_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loop = action(
        "loop", "Loop", when={"ContinueLooping": "menu", "DoneLooping": "sorry"}, LoopCount="90"
    )
    flow = (menu(silence="loop", wrong="loop"), loop, QUEUE, SORRY)
    exact = explored(*flow)
    monkeypatch.setattr(graph, "STATES", 50)
    coarse = explored(*flow)
    assert (exact.precision, coarse.precision) == ("exact", "coarse")
    assert exact.states > 90
    assert coarse.states < 50
    assert coarse.endless == exact.endless == ()
    assert coarse.covered_branches == exact.covered_branches


def test_a_report_is_json() -> None:
    report = explored(menu(keys={"1": "missing"}), QUEUE, SORRY)
    written = json.loads(json.dumps(report.to_json()))
    assert written["dead_ends"][0]["action"] == "menu"
    assert {"paths", "states", "covered_branches", "branches", "endless"} <= written.keys()
