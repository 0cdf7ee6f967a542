"""call and scenario: telephone calls to the local stack."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.markup import escape

from flows.simulator.caller import (
    Caller,
    CallerAction,
    HangUp,
    ScriptedCaller,
    Silence,
    Waiting,
    WaitKind,
)
from flows.simulator.result import Turn, Who
from local.commands.cloud import ensure_running
from local.commands.options import AsJson, InLanguage, LanguageChoice
from local.commands.turns import tell_end, tell_sources, tell_turn
from local.console import Output
from local.errors import BadInputError
from local.functions import DEAD
from local.native import compile_file
from local.phone import (
    CallPlan,
    FinishedCall,
    checked_number,
    checked_time,
    spoken_or_pressed,
)
from local.phone import (
    call as place,
)
from local.scenario import failures_of, read_scenario
from local.state import ROOT

SAMPLE: Final = ROOT / "samples" / "scenarios" / "ai-then-engineer.yaml"


def call(
    *,
    say: Annotated[
        list[str] | None,
        typer.Option(help="What the caller says; only 0-9*# presses keys. May be repeated."),
    ] = None,
    number: Annotated[
        str | None, typer.Option("--from", help="The caller's number, such as +821012345678.")
    ] = None,
    scenario: Annotated[Path | None, typer.Option(help="A scenario file to play.")] = None,
    agents: Annotated[
        int | None, typer.Option(min=0, help="People free in each queue; none by default.")
    ] = None,
    at: Annotated[str | None, typer.Option(help="When the call comes, ISO 8601.")] = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Make a phone call to the local stack."""
    output = Output(as_json=as_json, language=language.value)
    if say is not None and scenario is not None:
        raise BadInputError("--say and --scenario exclude each other")
    plan = CallPlan(at=checked_time(None))
    interactive = say is None and scenario is None and not as_json and sys.stdin.isatty()
    if interactive:
        caller: Caller = _person(output)
    elif say is not None:
        caller = ScriptedCaller([_action(text) for text in say])
    else:
        script = read_scenario(scenario or SAMPLE)
        caller, plan = ScriptedCaller(script.actions), script.plan
    plan = replace(
        plan,
        number=plan.number if number is None else checked_number(number),
        at=plan.at if at is None else checked_time(at),
        agents=plan.agents if agents is None else agents,
    )
    state = ensure_running(output)
    finished = place(state, plan, caller, on_turn=_follow(output, echo=not interactive))
    output.result(finished.to_json())
    _tell_end(output, finished)


def scenario(
    files: Annotated[list[Path], typer.Argument(help="Scenario files.")],
    *,
    compile_to: Annotated[
        Path | None,
        typer.Option("--compile", help="Write native Amazon Connect tests there; call nobody."),
    ] = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Play call scenarios and check their expectations."""
    output = Output(as_json=as_json, language=language.value)
    if compile_to is not None:
        _compile(output, files, compile_to)
        return
    scripts = [read_scenario(path) for path in files]
    state = ensure_running(output)
    rows: list[dict[str, Any]] = []
    for script in scripts:
        finished = place(state, script.plan, ScriptedCaller(script.actions))
        failures = failures_of(script.expect, finished)
        rows.append({"name": script.name, "passed": not failures, "failures": failures})
        mark = "[red]✗[/red]" if failures else "[green]✓[/green]"
        output.console.print(f"{mark} {escape(script.name)}")
        for failure in failures:
            output.console.print(f"    {escape(failure)}")
    output.result({"scenarios": rows})
    if not all(row["passed"] for row in rows):
        raise typer.Exit(1)


def _compile(output: Output, files: list[Path], folder: Path) -> None:
    """Native tests of the scenarios; one that has no equivalent is told with its step."""
    made = [compile_file(path, folder) for path in files]
    for test in made:
        mark = "[red]✗[/red]" if test.failures else "[green]✓[/green]"
        output.console.print(f"{mark} {escape(test.name)}")
        for line in (*test.failures, *map(str, test.files)):
            output.console.print(f"    {escape(line)}")
        for line in test.left_out:
            output.say(
                f"    [dim]담지 못함: {escape(line)}[/dim]",
                f"    [dim]left out: {escape(line)}[/dim]",
            )
    output.result({"scenarios": [test.to_json() for test in made]})
    if any(test.failures for test in made):
        raise typer.Exit(1)


def _action(text: str) -> CallerAction:
    return spoken_or_pressed(text) if text.strip() else Silence()


def _person(output: Output) -> Caller:
    """Someone at the keyboard."""
    asks = {
        WaitKind.MENU: ("번호를 누르세요", "press a key"),
        WaitKind.DIGITS: ("번호를 누르세요", "press keys"),
        WaitKind.BOT: ("말하거나 번호를 누르세요", "speak, or press a key"),
        WaitKind.QUEUE: ("기다리는 중", "waiting"),
    }
    output.say(
        "[dim]빈 줄은 침묵, q는 전화 끊기입니다.[/dim]",
        "[dim]An empty line is silence, q hangs up.[/dim]",
    )

    def act(waiting: Waiting) -> CallerAction:
        korean, english = asks[waiting.kind]
        question = korean if output.language == "ko" else english
        try:
            text = output.console.input(f"[green]🙂 ({question})[/green] ").strip()
        except EOFError:
            return HangUp()
        return HangUp() if text.lower() == "q" else _action(text)

    return act


def _follow(output: Output, *, echo: bool) -> Callable[[Turn], None]:
    """Shows each turn as it happens; what a person typed is not shown again."""

    def show(turn: Turn) -> None:
        if turn.who is Who.CALLER and not echo:
            return
        tell_turn(output, turn, turn.flow)

    return show


def _tell_end(output: Output, finished: FinishedCall) -> None:
    for answer in finished.answers:
        tell_sources(output, answer, quoted=True)
    tell_end(output, finished.result)
    if finished.cloud_died:
        output.console.print(f"[yellow]{escape(DEAD)}[/yellow]")
        raise typer.Exit(3)
