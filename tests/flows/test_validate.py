import sys
from types import FrameType

import pytest

from flows.json_values import Json, JsonObject
from flows.validate import Severity, find_problems
from tests.flows.actions import action, content, say
from tests.flows.edits import codes, edited

ODD: list[Json] = [None, True, 0, -1.5, "", "x", [], {}, [None], {"": None}, [[]], [{}]]


def test_a_sound_flow_has_no_problems() -> None:
    assert codes(content(say("hello"))) == []


def test_every_problem_is_found_and_not_only_the_first() -> None:
    flow = content(
        action("a b:c", "PlayPrompt", next="nowhere"),
        action("ask", "GetParticipantInput", next="end", Text="", when={"12": "end"}),
    )

    assert sorted(set(codes(flow))) == [
        "dangling",
        "empty-string",
        "forbidden-character",
        "menu-condition",
        "missing-error-branch",
        "missing-parameter",
        "unknown-type",
        "unreachable",
    ]


def test_errors_come_before_warnings() -> None:
    flow = content(
        action("talk", "MessageParticipant", next="end", Text="안녕"),
        action("odd", "PlayPrompt"),
    )
    severities = [problem.severity for problem in find_problems(flow)]

    assert severities == sorted(severities)
    assert set(severities) == {Severity.ERROR, Severity.WARNING}


def test_a_problem_names_its_action_and_says_how_to_mend_it() -> None:
    flow = content(action("check", "CheckHoursOfOperation", next="end", when={"True": "end"}))
    problems = {problem.message: problem for problem in find_problems(flow)}

    assert problems["needs a condition for 'False'"].to_json() == {
        "severity": "error",
        "code": "missing-condition",
        "action": "check",
        "message": "needs a condition for 'False'",
    }
    assert "needs a branch for NoMatchingError" in problems


@pytest.mark.parametrize("flow", [None, 3, "{}", [], [{"Version": "2019-10-30"}]])
def test_what_is_no_object_is_no_flow(flow: Json) -> None:
    assert codes(flow) == ["malformed"]


def test_the_old_export_format_gives_one_clear_error() -> None:
    legacy: JsonObject = {
        "modules": [{"id": "a", "type": "PlayPrompt", "branches": []}],
        "version": "1",
        "type": "contactFlow",
        "start": "a",
        "metadata": {},
    }

    assert codes(legacy) == ["legacy-format"]


def test_an_unknown_flow_type_is_named() -> None:
    assert codes(content(say("hello")), type="INBOUND") == ["flow-type"]


def calls_to_check(actions: int) -> int:
    """How many calls of functions it takes to check a flow of that many actions in a row."""
    last = actions - 1
    flow = content(*(say(f"s{n}", next=f"s{n + 1}" if n < last else "end") for n in range(actions)))
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        assert find_problems(flow) == []
    finally:
        sys.setprofile(before)
    return calls


def test_twice_the_actions_take_twice_the_work_up_to_the_largest_flow() -> None:
    calls_to_check(249)  # fills caches

    assert calls_to_check(249) < 2.2 * calls_to_check(124)


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_nothing_that_is_json_makes_it_crash(value: Json) -> None:
    paths = [
        *("Version", "StartAction", "Actions", "Metadata"),
        *(f"ask-menu/{key}" for key in ("Identifier", "Type", "Parameters", "Transitions")),
        *(f"ask-menu/Transitions/{key}" for key in ("NextAction", "Errors", "Conditions")),
        "ask-menu/Transitions/Errors/0/NextAction",
        "ask-menu/Transitions/Conditions/0/Condition",
        "ask-menu/Transitions/Conditions/0/Condition/Operands",
        "ask-menu/Parameters/InputTimeLimitSeconds",
    ]
    for path in paths:
        find_problems(edited(path, value))
    find_problems(edited("Actions/+", value))
