"""flows: checks, plays and explores flow files."""

from pathlib import Path
from typing import Annotated, Any, Final

import typer

from flows.checks.problem import Problem, Severity
from flows.explore.explorer import Explorable, explore
from flows.language import FlowType
from flows.simulator.caller import CallerAction, Silence
from flows.simulator.errors import SimulatorError
from flows.simulator.result import CallResult, Ended, Turn
from flows.validate import find_problems
from local.commands import flow_words as words
from local.commands import pictures
from local.commands.options import (
    AsJson,
    ChannelChoice,
    FlowFileArgument,
    FlowFilesArgument,
    HoursChoice,
    InLanguage,
    LanguageChoice,
)
from local.commands.turns import tell_end, tell_turn
from local.console import Output
from local.errors import BadInputError
from local.flow_files import FlowFile, own_flows, read_flow_file, read_flow_files
from local.flow_player import Plan, play
from local.phone import spoken_or_pressed

app = typer.Typer(help="Flows: check, play and explore any flow file.", no_args_is_help=True)
pictures.register(app)

_TYPES: Final = ", ".join(FlowType)


@app.command()
def check(
    files: FlowFilesArgument = None,
    *,
    flow_type: Annotated[
        str | None, typer.Option("--type", help="Type of the flows; guessed when not given.")
    ] = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Every problem of flow files; of the project's own flows without FILE."""
    output = Output(as_json=as_json, language=language.value)
    if flow_type is not None and flow_type not in FlowType.__members__:
        raise BadInputError(f"there is no flow type {flow_type!r}; use one of {_TYPES}")
    rows: list[dict[str, Any]] = []
    totals = dict.fromkeys(Severity, 0)
    for file in _files(files):
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


@app.command()
def run(  # noqa: PLR0913 - options as typer reads them
    file: FlowFileArgument,
    *,
    say: Annotated[
        list[str] | None,
        typer.Option(help="What the caller says; only 0-9*# presses keys, '' is silence."),
    ] = None,
    functions: Annotated[
        list[str] | None,
        typer.Option(
            "--lambda",
            help="NAME=JSON, NAME=error or NAME=timeout; repeated, one after the other, and the "
            "last one stays. NAME[ACTION]=… is for invocations with that parameter `action`.",
        ),
    ] = None,
    attribute: Annotated[
        list[str] | None, typer.Option(help="KEY=VALUE: a contact attribute from the beginning.")
    ] = None,
    hours: Annotated[HoursChoice, typer.Option(help="Whether hours are open.")] = HoursChoice.OPEN,
    agents: Annotated[int, typer.Option(min=0, help="People free in each queue.")] = 0,
    channel: Annotated[
        ChannelChoice, typer.Option(help="What kind of contact it is.")
    ] = ChannelChoice.VOICE,
    lex: Annotated[
        list[str] | None,
        typer.Option(help="The intent a bot comes to; 'error' fails. May be repeated."),
    ] = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Play a flow file (or one of the project's own flows, by name) as a text call."""
    output = Output(as_json=as_json, language=language.value)
    entry, others = _entry(file)
    canned: dict[str, list[str]] = {}
    for name, result in _pairs(functions, "--lambda", "NAME=JSON"):
        canned.setdefault(name, []).append(result)
    plan = Plan(
        actions=[_action(text) for text in say or []],
        functions=canned,
        attributes=dict(_pairs(attribute, "--attribute", "KEY=VALUE")),
        intents=lex or [],
        is_open=hours is HoursChoice.OPEN,
        agents=agents,
        channel=channel.value.upper(),
    )
    turns: list[Turn] = []

    def on_turn(turn: Turn) -> None:
        turns.append(turn)
        tell_turn(output, turn, turn.action)

    try:
        result = play(entry, others, plan, on_turn)
    except SimulatorError as failed:
        _tell_broken(output, turns, str(failed))
        raise typer.Exit(1) from failed
    output.result(result.to_json())
    tell_end(output, result)


def _tell_broken(output: Output, turns: list[Turn], why: str) -> None:
    """The flow can not be played to an end; what was heard until then."""
    result = CallResult(
        contact_id="",
        turns=tuple(turns),
        ended=Ended.ERROR,
        queue=None,
        attributes={},
        path=tuple(dict.fromkeys(turn.action for turn in turns)),
        faults=(),
        seconds=0.0,
        error=why,
    )
    output.result(result.to_json())
    tell_end(output, result)


@app.command("explore")
def explore_flows(
    files: FlowFilesArgument = None,
    *,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Walk every path of flow files; of the project's own flows without FILE."""
    output = Output(as_json=as_json, language=language.value)
    given = _files(files)
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


def _files(paths: list[Path] | None) -> list[FlowFile]:
    return read_flow_files(paths) if paths else own_flows()


def _entry(path: Path) -> tuple[FlowFile, list[FlowFile]]:
    """The flow to play, and those it may transfer to."""
    own = own_flows()
    entry = next((file for file in own if file.name == str(path)), None)
    if entry is not None and not path.exists():
        return entry, own
    entry = read_flow_file(path)
    if entry.unplayable is not None:
        raise BadInputError(f"{path} can not be played: {entry.unplayable}")
    return entry, []


def _pairs(texts: list[str] | None, option: str, shape: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for text in texts or []:
        key, equals, value = text.partition("=")
        if not (key and equals):
            raise BadInputError(f"{option} must be {shape}, not {text!r}")
        pairs.append((key, value))
    return pairs


def _action(text: str) -> CallerAction:
    return spoken_or_pressed(text) if text.strip() else Silence()
