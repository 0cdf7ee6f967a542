"""docs/flows/exploration.md, made by exploring our own flows: `python -m flows.explore.page`."""

from pathlib import Path
from typing import Final

from flows.catalog import FLOWS
from flows.explore.explorer import Explorable, explore
from flows.explore.report import FlowReport

FILE: Final = Path(__file__).parents[2] / "docs" / "flows" / "exploration.md"

_COUNTED_TO: Final = 10**15

_OPENING: Final = """# Every path, walked

`callcenter flows explore` walks every way through a flow: keys, silence, wrong keys, every error
branch, open and closed, staffed and not, full queues, what functions and bots may answer, hanging
up. States that can not be told apart any more are one. It looks for dead ends, rounds that never
ask the caller, ends without words (but for tasks, to which nobody listens), the AI before its
notice, a recording before its notice, and places from which no person can be reached.

Made by `python -m flows.explore.page`; a test keeps it current. Paths count the ways from a flow's
start to an end or to where they were before.

| flow | type | branches taken | states | paths | found |
|---|---|---|---|---|---|
"""


def render() -> str:
    """The page: one row a flow, and the sum."""
    flows = {
        name: Explorable(content=source.content, type=source.type, name=name)
        for name, source in FLOWS.items()
    }
    reports = explore(flows)
    rows = [_row(report) for report in reports]
    covered = sum(report.covered_branches for report in reports)
    branches = sum(report.branches for report in reports)
    states = sum(report.states for report in reports)
    rows.append(f"| **{len(reports)} flows** | | **{covered} of {branches}** | **{states}** | | |")
    return _OPENING + "\n".join(rows) + "\n"


def _row(report: FlowReport) -> str:
    paths = f"{report.paths:,}" if report.paths < _COUNTED_TO else "over 10^15"
    found = "nothing" if report.clean else "see `callcenter flows explore`"
    return (
        f"| {report.flow} | {report.type} | {report.covered_branches} of {report.branches} "
        f"| {report.states} | {paths} | {found} |"
    )


if __name__ == "__main__":
    FILE.write_text(render(), encoding="utf-8")
