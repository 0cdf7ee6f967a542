"""flows: checks and explores flow files."""

from typing import Annotated, Any, Final

import typer

from flows.checks.problem import Problem, Severity
from flows.explore.explorer import Explorable, explore
from flows.language import FlowType
from flows.validate import find_problems
from local.commands import flow_run, pictures
from local.commands import flow_words as words
from local.commands.flow_choice import Verification, VerificationChoice, chosen
from local.commands.options import AsJson, FlowFilesArgument, InLanguage, LanguageChoice
from local.console import Output
from local.errors import BadInputError
from local.flow_files import FlowFile

app = typer.Typer(help="Flows: check, play and explore any flow file.", no_args_is_help=True)
pictures.register(app)
flow_run.register(app)

_TYPES: Final = ", ".join(FlowType)


@app.command()
def check(
    files: FlowFilesArgument = None,
    *,
    flow_type: Annotated[
        str | None, typer.Option("--type", help="Type of the flows; guessed when not given.")
    ] = None,
    verification: Verification = VerificationChoice.NONE,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Every problem of flow files; of the project's own flows without FILE."""
    output = Output(as_json=as_json, language=language.value)
    if flow_type is not None and flow_type not in FlowType.__members__:
        raise BadInputError(f"there is no flow type {flow_type!r}; use one of {_TYPES}")
    rows: list[dict[str, Any]] = []
    totals = dict.fromkeys(Severity, 0)
    for file in chosen(files, verification):
        problems = _problems(file, flow_type)
        for problem in problems:
            totals[problem.severity] += 1
        rows.append({"file": file.file, "problems": [problem.to_json() for problem in problems]})
        words.tell_problems(output, file.file, problems)
    errors, warnings = totals[Severity.ERROR], totals[Severity.WARNING]
    output.result({"flows": rows, "errors": errors, "warnings": warnings})
    output.say(
        f"[bold]흐름 {len(rows)}개: 오류 {errors}개, 경고 {warnings}개[/bold]",
        f"[bold]{len(rows)} flows: {errors} errors, {warnings} warnings[/bold]",
    )
    if errors:
        raise typer.Exit(1)


def _problems(file: FlowFile, flow_type: str | None) -> list[Problem]:
    if file.problem is not None:
        return [file.problem]
    told = flow_type or file.type
    return find_problems(file.content) if told is None else find_problems(file.content, type=told)


@app.command("explore")
def explore_flows(
    files: FlowFilesArgument = None,
    *,
    verification: Verification = VerificationChoice.NONE,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Walk every path of flow files; of the project's own flows without FILE."""
    output = Output(as_json=as_json, language=language.value)
    given = chosen(files, verification)
    playable = {file.file: file for file in given if file.unplayable is None}
    reports = {
        report.flow: report
        for report in explore(
            {
                key: Explorable(content=file.flow, type=file.flow_type, name=file.name)
                for key, file in playable.items()
            }
        )
    }
    rows: list[dict[str, Any]] = []
    for file in given:
        if file.unplayable is None:
            rows.append({"file": file.file, **reports[file.file].to_json()})
        else:
            rows.append({"file": file.file, **words.NOTHING_EXPLORED, "error": file.unplayable})
    output.result({"flows": rows})
    words.tell_reports(output, [reports[key] for key in playable])
    for row in rows:
        words.tell_unplayable(output, row)
    if len(playable) < len(given):
        raise typer.Exit(2)
    fine = [report.ends_on_purpose if files else report.clean for report in reports.values()]
    if not all(fine):
        raise typer.Exit(1)
