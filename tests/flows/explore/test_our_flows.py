"""Our own flows hold what exploring asks of them."""

import pytest

from flows.catalog import FLOWS
from flows.explore.explorer import Explorable, explore
from flows.explore.graph import STATES
from flows.explore.report import FlowReport
from tests.flows.verifying import VERIFYING

_STACKS = {"plain": FLOWS, "verifying": VERIFYING}


@pytest.fixture(scope="module", params=list(_STACKS))
def reports(request: pytest.FixtureRequest) -> dict[str, FlowReport]:
    flows = {
        name: Explorable(content=source.content, type=source.type)
        for name, source in _STACKS[request.param].items()
    }
    return {report.flow: report for report in explore(flows)}


@pytest.mark.parametrize("name", sorted(FLOWS))
def test_nothing_is_to_be_said_against_a_flow_of_ours(
    name: str, reports: dict[str, FlowReport]
) -> None:
    report = reports[name]
    assert report.dead_ends == ()
    assert report.endless == ()
    assert report.silent_ends == ()
    assert report.ai_without_notice == ()
    assert report.recording_without_notice == ()
    assert report.no_person == ()
    assert report.clean


@pytest.mark.parametrize("name", sorted(FLOWS))
def test_every_branch_of_a_flow_of_ours_is_taken(name: str, reports: dict[str, FlowReport]) -> None:
    report = reports[name]
    assert report.uncovered == ()
    assert report.covered_branches == report.branches
    assert report.precision == "exact"
    assert not report.truncated


def test_all_of_them_together_are_few_enough_to_be_explored_exactly(
    reports: dict[str, FlowReport],
) -> None:
    assert sum(report.states for report in reports.values()) < STATES
