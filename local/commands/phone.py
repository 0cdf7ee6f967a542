"""phone: the call in a browser."""

import signal
import threading
from types import FrameType
from typing import Annotated, Final

import typer

from local.commands.cloud import ensure_running
from local.commands.options import AsJson, InLanguage, LanguageChoice
from local.console import Output
from local.emulator import check_port
from local.loopback import LoopbackServer, Service, json_answer
from local.phone import CallPlan, call, checked_number, checked_time
from local.state import CloudState
from local.web.line import Play
from local.web.requests import Dialled
from local.web.switchboard import Switchboard

LARGEST_BODY: Final = 16_384
SPOKEN_SECONDS: Final = 60.0
"""How long a person speaks with the caller, where they are the one who hangs up."""


def phone(
    *,
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Where the page is served; 0 is a free one.")
    ] = 0,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Make phone calls to the local stack from a browser on this machine."""
    output = Output(as_json=as_json, language=language.value)
    if port:
        check_port(port)
    state = ensure_running(output)
    board, server = serve(state, port)
    try:
        output.result({"url": server.endpoint})
        output.say(
            f"브라우저에서 여세요: [bold]{server.endpoint}[/bold]\n[dim]끝내려면 Ctrl+C.[/dim]",
            f"Open it in a browser: [bold]{server.endpoint}[/bold]\n[dim]Ctrl+C ends it.[/dim]",
        )
        _until_stopped()
    finally:
        board.close()
        server.close()


def _until_stopped() -> None:
    """Until Ctrl+C or a polite kill, also where a shell in the background had SIGINT ignored."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    stopped.wait()
    for number, handler in before.items():
        signal.signal(number, handler)


def serve(state: CloudState, port: int) -> tuple[Switchboard, LoopbackServer]:
    """A page whose calls go to the local stack."""

    def dial(dialled: Dialled) -> Play:
        plan = CallPlan(
            number=checked_number(dialled.number),
            at=checked_time(dialled.at or None),
            agents=dialled.agents,
            agent_leaves_after_seconds=SPOKEN_SECONDS if dialled.survey else None,
        )
        return lambda caller, tell: call(state, plan, caller, on_turn=tell)

    board = Switchboard(dial)
    service = Service(
        respond=board.respond,
        largest_body=LARGEST_BODY,
        too_large=lambda _length: json_answer(
            {"error": f"a request has at most {LARGEST_BODY} bytes"}, status=413
        ),
        failed=json_answer({"error": "the page's server failed: see the terminal"}, status=500),
    )
    return board, LoopbackServer(service, port=port)
