"""How problems, turns and explorations look to people."""

from collections.abc import Sequence
from typing import Any, Final

from rich.markup import escape
from rich.table import Table

from flows.checks.problem import Problem, Severity
from flows.explore.report import Finding, FlowReport
from local.console import Output

_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_SEVERITIES: Final = {
    Severity.ERROR: ("오류", "error"),
    Severity.WARNING: ("경고", "warning"),
}
_COLUMNS: Final = (
    ("흐름", "flow"),
    ("경로", "paths"),
    ("상태", "states"),
    ("분기", "branches"),
    ("덮은 비율", "covered"),
    ("지적", "findings"),
)
_FINDINGS: Final = (
    ("dead_ends", "막다른 곳", "dead end"),
    ("endless", "끝없는 반복", "endless"),
    ("silent_ends", "말없이 끊김", "silent end"),
    ("ai_without_notice", "AI 고지 없음", "AI without notice"),
    ("recording_without_notice", "녹음 고지 없음", "recording without notice"),
    ("no_person", "사람에게 갈 길 없음", "no way to a person"),
)
NOTHING_EXPLORED: Final[dict[str, Any]] = {
    "paths": 0,
    "states": 0,
    "covered_branches": 0,
    "branches": 0,
    "dead_ends": [],
    "endless": [],
}
"""The keys of a flow that can not be explored."""


def tell_problems(output: Output, file: str, problems: Sequence[Problem]) -> None:
    """A file with its problems."""
    worst = problems[0].severity if problems else None
    mark = "[green]✓[/green]" if worst is None else f"[{_COLOURS[worst]}]✗[/{_COLOURS[worst]}]"
    output.console.print(f"{mark} {escape(file)}")
    for problem in problems:
        korean, english = _SEVERITIES[problem.severity]
        severity = korean if output.language == "ko" else english
        colour = _COLOURS[problem.severity]
        where = f" [bold]{escape(problem.action)}[/bold]" if problem.action else ""
        output.console.print(
            f"    [{colour}]{severity}[/{colour}]{where} {escape(problem.message)}"
            f" [dim]({escape(problem.code)})[/dim]"
        )


def tell_reports(output: Output, reports: Sequence[FlowReport]) -> None:
    """A table of flows, and below what there is to say against each."""
    index = 0 if output.language == "ko" else 1
    table = Table()
    for number, names in enumerate(_COLUMNS):
        table.add_column(names[index], justify="left" if number == 0 else "right")
    for report in reports:
        count = sum(len(findings) for _, findings in _findings(report, index))
        share = report.covered_branches / report.branches if report.branches else 1.0
        table.add_row(
            escape(report.flow),
            f"{report.paths:,}" if report.paths < 10**9 else f"{float(report.paths):.1e}",
            f"{report.states:,}",
            f"{report.covered_branches}/{report.branches}",
            f"{share:.0%}",
            f"[red]{count}[/red]" if count else "[green]0[/green]",
        )
    output.console.print(table)
    for report in reports:
        _tell_findings(output, report, index)


def _findings(report: FlowReport, index: int) -> list[tuple[str, tuple[Finding, ...]]]:
    return [(names[index], getattr(report, key)) for key, *names in _FINDINGS]


def _tell_findings(output: Output, report: FlowReport, index: int) -> None:
    for name, findings in _findings(report, index):
        for finding in findings:
            where = escape(finding.action or "")
            output.console.print(
                f"[red]{name}[/red] {escape(report.flow)} [bold]{where}[/bold]: "
                f"{escape(finding.why)}"
            )
            output.console.print(f"    [dim]{escape(' → '.join(finding.path))}[/dim]")
    for branch in report.uncovered:
        label = ("덮지 못한 분기", "not covered")[index]
        output.console.print(f"[yellow]{label}[/yellow] {escape(report.flow)}: {escape(branch)}")


def tell_unplayable(output: Output, row: dict[str, Any]) -> None:
    """A file that could not be explored."""
    if "error" in row:
        output.console.print(f"[red]✗[/red] {escape(row['file'])}: {escape(row['error'])}")
