"""flows run: plays any flow file as a text call."""

from typing import Annotated, TypeAlias

import typer

from flows.simulator.caller import CallerAction, Silence
from flows.simulator.errors import SimulatorError
from flows.simulator.result import CallResult, Ended, Turn
from local.commands.flow_choice import Verification, VerificationChoice, entry
from local.commands.options import (
    AsJson,
    ChannelChoice,
    FlowFileArgument,
    HoursChoice,
    InLanguage,
    LanguageChoice,
)
from local.commands.turns import tell_end, tell_turn
from local.console import Output
from local.errors import BadInputError
from local.flow_player import Plan, play
from local.phone import spoken_or_pressed

Said: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(help="What the caller says; only 0-9*# presses keys, '' is silence."),
]
Functions: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--lambda",
        help="NAME=JSON, NAME=error or NAME=timeout; repeated, one after the other, and the "
        "last one stays. NAME[ACTION]=… is for invocations with that parameter `action`.",
    ),
]
Attributes: TypeAlias = Annotated[
    list[str] | None, typer.Option(help="KEY=VALUE: a contact attribute from the beginning.")
]
Hours: TypeAlias = Annotated[HoursChoice, typer.Option(help="Whether hours are open.")]
Agents: TypeAlias = Annotated[int, typer.Option(min=0, help="People free in each queue.")]
Channel: TypeAlias = Annotated[ChannelChoice, typer.Option(help="What kind of contact it is.")]
Intents: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(help="The intent a bot comes to; 'error' fails. May be repeated."),
]


def register(app: typer.Typer) -> None:
    """Adds the command to the `flows` group."""
    app.command()(run)


def run(  # noqa: PLR0913 - options as typer reads them
    file: FlowFileArgument,
    *,
    say: Said = None,
    functions: Functions = None,
    attribute: Attributes = None,
    hours: Hours = HoursChoice.OPEN,
    agents: Agents = 0,
    channel: Channel = ChannelChoice.VOICE,
    lex: Intents = None,
    verification: Verification = VerificationChoice.NONE,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Play a flow file (or one of the project's own flows, by name) as a text call."""
    output = Output(as_json=as_json, language=language.value)
    first, others = entry(file, verification)
    plan = Plan(
        actions=[_action(text) for text in say or []],
        functions=_canned(functions),
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
        result = play(first, others, plan, on_turn)
    except SimulatorError as failed:
        _tell_broken(output, turns, str(failed))
        raise typer.Exit(1) from failed
    output.result(result.to_json())
    tell_end(output, result)


def _canned(functions: list[str] | None) -> dict[str, list[str]]:
    """Results by function, in the order given."""
    canned: dict[str, list[str]] = {}
    for name, result in _pairs(functions, "--lambda", "NAME=JSON"):
        canned.setdefault(name, []).append(result)
    return canned


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
