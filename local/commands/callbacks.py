"""callbacks ls, call: calls that callers have booked."""

from dataclasses import replace
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from ai.contract import CallbackAttribute
from flows.simulator.caller import ScriptedCaller, Silence
from flows.simulator.result import Turn
from local.booked_calls import Contact, bookings_of, called, masked, next_booking, to_json
from local.commands.cloud import ensure_running
from local.commands.options import AsJson, InLanguage, LanguageChoice
from local.commands.reach import OfStack, reached
from local.commands.turns import tell_end, tell_turn
from local.connect.contacts import TASK
from local.console import Output
from local.phone import CallPlan, checked_time, spoken_or_pressed
from local.phone import call as place
from local.state import CloudState

app = typer.Typer(help="Calls that callers have booked.", no_args_is_help=True)

_COLUMNS = ("예약 시각", "번호", "대기열", "언어", "상태", "시도", "예약")


@app.command("ls")
def list_bookings(
    *,
    stack: OfStack = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """List the booked calls, soonest first; of numbers, only the last digits are shown."""
    output = Output(as_json=as_json, language=language.value)
    with reached(output, stack) as found:
        bookings = [to_json(booking) for booking in bookings_of(found)]
    output.result({"bookings": bookings})
    if output.as_json:
        return
    shown = Table()
    for column in _COLUMNS:
        shown.add_column(column)
    for row in bookings:
        keys = ("at", "number", "queue", "language", "status", "attempts", "id")
        shown.add_row(*(escape(str(row[key])) for key in keys))
    output.console.print(shown)


@app.command("call")
def call_back(
    *,
    booking: Annotated[
        str | None, typer.Option(help="Id of a booking; the next one by default.")
    ] = None,
    say: Annotated[
        list[str] | None,
        typer.Option(help="What the called caller says or presses; presses 1 by default."),
    ] = None,
    agents: Annotated[int, typer.Option(min=0, help="People free in each queue.")] = 0,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Let a booking's time come now: play the call that is made, or show the task for people."""
    output = Output(as_json=as_json, language=language.value)
    state = ensure_running(output)
    with reached(output, None) as found:
        chosen = next_booking(bookings_of(found), booking)
        contact = called(state, chosen)
    told: dict[str, Any] = {"booking": chosen.id, "contact": contact.id, "channel": contact.channel}
    if contact.channel == TASK:
        _tell_task(output, contact)
        output.result({**told, "name": contact.name, "description": contact.description})
        return
    told |= _play(output, state, contact, say or ["1"], agents)
    output.result({**told, "booking": chosen.id, "contact": contact.id})


def _tell_task(output: Output, contact: Contact) -> None:
    output.say(
        f"전화 대신 담당자에게 업무가 생겼습니다: [bold]{escape(contact.name)}[/bold]",
        f"People got a task instead of a call: [bold]{escape(contact.name)}[/bold]",
    )
    output.console.print(escape(contact.description))


def _play(
    output: Output,
    state: CloudState,
    contact: Contact,
    say: list[str],
    agents: int,
) -> dict[str, Any]:
    """The call, from the moment in which the caller takes it."""
    number = masked(contact.number)
    attempt = contact.attributes[CallbackAttribute.ATTEMPT.value]
    output.say(
        f"[bold]{number}[/bold]에 전화를 겁니다 ({attempt}번째)",
        f"Calling [bold]{number}[/bold] (attempt {attempt})",
    )
    plan = replace(
        CallPlan(at=checked_time(None)),
        number=contact.number,
        agents=agents,
        flow=contact.flow,
        attributes=contact.attributes,
    )
    actions = [spoken_or_pressed(text) if text.strip() else Silence() for text in say]

    def tell(turn: Turn) -> None:
        tell_turn(output, turn, turn.flow)

    finished = place(state, plan, ScriptedCaller(actions), on_turn=tell)
    tell_end(output, finished.result)
    return finished.to_json()
