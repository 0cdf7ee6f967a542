"""How fast flows are checked, played and explored, on one core.

    .venv/bin/python -m bench.flows

Each row's ratio is to what was aimed at: 1.00 or more is as fast or faster.
"""

from collections.abc import Callable
from time import perf_counter
from typing import Final

from rich.console import Console
from rich.table import Table

from flows.catalog import FLOWS
from flows.explore.explorer import Explorable, explore
from flows.json_values import JsonObject
from flows.simulator.call import place_call
from flows.simulator.caller import Press, Say, ScriptedCaller
from flows.simulator.result import Ended
from flows.simulator.world import World
from flows.validate import find_problems
from tests.flows.worlds import call_center

FLOW_SECONDS: Final = 0.05
"""Aim: a flow of 250 actions is checked within this."""

CALLS_PER_SECOND: Final = 2_000
"""Aim: full calls main, inquiry, engineer, with canned answers."""

EXPLORE_SECONDS: Final = 5.0
"""Aim: all of our flows, every path."""


def main() -> None:
    """Measures and prints."""
    table = Table(title="flows, one core")
    for column in ("what", "measured", "aim", "ratio"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for row in (*_checks(), *_calls(), *_explorations()):
        table.add_row(*row)
    Console().print(table)


def _best(work: Callable[[], object], times: int) -> float:
    """Seconds of the fastest of several runs."""
    measured: list[float] = []
    for _ in range(times):
        began = perf_counter()
        work()
        measured.append(perf_counter() - began)
    return min(measured)


def _checks() -> list[tuple[str, str, str, str]]:
    def all_flows() -> None:
        for flow in FLOWS.values():
            find_problems(flow.content, type=flow.type)

    large = _large_flow()
    each = _best(all_flows, 5) / len(FLOWS)
    whole = _best(lambda: find_problems(large), 5)
    return [
        _faster(f"check one of our {len(FLOWS)} flows, on average", each, FLOW_SECONDS),
        _faster("check a flow of 250 actions", whole, FLOW_SECONDS),
    ]


def _large_flow() -> JsonObject:
    """250 actions: menus and sentences of ours, one after the other."""
    ending: JsonObject = {
        "Identifier": "action-249",
        "Type": "DisconnectParticipant",
        "Parameters": {},
        "Transitions": {},
    }
    return {
        "Version": "2019-10-30",
        "StartAction": "action-0",
        "Metadata": {},
        "Actions": [*(_menu(i) if i % 2 else _sentence(i) for i in range(249)), ending],
    }


def _sentence(index: int) -> JsonObject:
    following = f"action-{index + 1}"
    return {
        "Identifier": f"action-{index}",
        "Type": "MessageParticipant",
        "Parameters": {"Text": f"안녕하세요, {index}번째 안내입니다."},
        "Transitions": {
            "NextAction": following,
            "Errors": [{"ErrorType": "NoMatchingError", "NextAction": following}],
        },
    }


def _menu(index: int) -> JsonObject:
    following = f"action-{index + 1}"
    return {
        "Identifier": f"action-{index}",
        "Type": "GetParticipantInput",
        "Parameters": {
            "Text": f"안녕하세요, {index}번째 안내입니다.",
            "StoreInput": "False",
            "InputTimeLimitSeconds": "5",
        },
        "Transitions": {
            "NextAction": following,
            "Conditions": [
                {"NextAction": following, "Condition": {"Operator": "Equals", "Operands": [key]}}
                for key in "123"
            ],
            "Errors": [
                {"ErrorType": error, "NextAction": following}
                for error in ("NoMatchingError", "NoMatchingCondition", "InputTimeLimitExceeded")
            ],
        },
    }


def _calls() -> list[tuple[str, str, str, str]]:
    world = call_center(agents=1)

    def calls() -> None:
        for _ in range(500):
            _call(world)

    result = _call(world)
    each = _best(calls, 3) / 500
    per_second = 1 / each
    return [
        (
            f"calls a second: main, inquiry, engineer ({len(result)} actions)",
            f"{per_second:,.0f}",
            f"{CALLS_PER_SECOND:,}",
            f"{per_second / CALLS_PER_SECOND:.2f}",
        )
    ]


def _call(world: World) -> tuple[str, ...]:
    """Greeting, menu, a question with its answer, and on to an engineer who picks up."""
    caller = ScriptedCaller([Press("1"), Say("응답 시간이 어떻게 되나요?"), Press("1")])
    result = place_call(world, caller, entry="main", customer="+821012345678", contact_id="bench")
    if result.queue != "engineer" or result.ended is not Ended.TRANSFERRED:
        raise RuntimeError(f"the call went elsewhere: {result.ended} {result.error}")
    return result.path


def _explorations() -> list[tuple[str, str, str, str]]:
    flows = {name: Explorable(content=flow.content, type=flow.type) for name, flow in FLOWS.items()}
    reports = explore(flows)
    states = sum(report.states for report in reports)
    paths = sum(report.paths for report in reports)
    branches = sum(report.branches for report in reports)
    covered = sum(report.covered_branches for report in reports)
    seconds = _best(lambda: explore(flows), 3)
    return [
        _faster(f"explore all {len(FLOWS)} flows together", seconds, EXPLORE_SECONDS),
        ("states", f"{states:,}", "", ""),
        ("paths", f"{float(paths):.2e}", "", ""),
        (
            "branches covered",
            f"{covered} of {branches}",
            f"{branches}",
            f"{covered / branches:.2f}",
        ),
    ]


def _faster(what: str, seconds: float, aim: float) -> tuple[str, str, str, str]:
    return what, f"{seconds * 1_000:.2f} ms", f"{aim * 1_000:,.0f} ms", f"{aim / seconds:.2f}"


if __name__ == "__main__":
    main()
