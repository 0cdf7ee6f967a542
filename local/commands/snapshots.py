"""index ls, rollback: which version of the knowledge callers are answered from."""

import time
from typing import Annotated

import typer
from botocore.exceptions import BotoCoreError, ClientError
from rich.table import Table

from local.commands.index import app
from local.commands.options import AsJson, InLanguage, LanguageChoice
from local.commands.reach import OfStack, reached
from local.console import Output, Progress
from local.documents import look_again
from local.errors import BadInputError, OutsideError
from local.snapshots import Snapshots
from local.stack import Stack


@app.command("ls")
def list_snapshots(
    *,
    stack: OfStack = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """List the published snapshots that can be rolled back to, newest first."""
    output = Output(as_json=as_json, language=language.value)
    with reached(output, stack) as found:
        report = Snapshots(found).report()
    output.result(report.to_json())
    if output.as_json:
        return
    table = Table()
    for column in ("", "스냅샷", "발행", "문서", "조각", "MB"):
        table.add_column(column)
    for each in report.snapshots:
        table.add_row(
            "▶" if each.current else "",
            each.id[:12],
            each.published_at,
            "-" if each.documents is None else str(each.documents),
            "-" if each.chunks is None else str(each.chunks),
            f"{each.bytes / 1e6:.1f}",
        )
    output.console.print(table)
    if report.held:
        output.say(
            f"[yellow]되돌린 뒤({report.held}) 반영이 멈춰 있습니다.[/yellow] "
            f"`{_release(stack)}`로 다시 반영합니다.",
            f"[yellow]Publishing is held since {report.held}.[/yellow] "
            f"`{_release(stack)}` lets it go on.",
        )


@app.command("rollback")
def rollback(
    *,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="ID", help="A snapshot of `index ls`; the one before by default."
        ),
    ] = None,
    release: Annotated[
        bool, typer.Option("--release", help="End a rollback: publish what is in the bucket again.")
    ] = False,
    stack: OfStack = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Answer callers from an earlier snapshot at once, and hold it until released.

    Uploads are still read and checked meanwhile; they are published after `--release`.
    """
    output = Output(as_json=as_json, language=language.value)
    if release and to is not None:
        raise BadInputError("--to and --release exclude each other")
    with reached(output, stack) as found:
        snapshots = Snapshots(found)
        started = time.monotonic()
        snapshot = snapshots.release() if release else snapshots.roll_back(to).id
        seconds = round(time.monotonic() - started, 3)
        with output.progress("rollback") as progress:
            _bring_in_line(found, progress)
        report = snapshots.report()
    output.result(
        {
            "snapshot": snapshot,
            "current": next((each.id for each in report.snapshots if each.current), None),
            "held": report.held,
            "seconds": seconds,
        }
    )
    if release:
        _tell_released(output)
    else:
        _tell_rolled_back(output, snapshot, _release(stack))


def _tell_released(output: Output) -> None:
    output.say(
        "다시 반영합니다. 결과는 `callcenter docs report`로 확인하세요.",
        "Publishing goes on; `callcenter docs report` tells what came of it.",
    )


def _tell_rolled_back(output: Output, snapshot: str, release: str) -> None:
    """`release` is the command that ends it."""
    output.say(
        f"{snapshot[:12]} 내용으로 되돌렸습니다. 새로 올리는 문서는 "
        f"`{release}` 전까지 반영되지 않습니다.",
        f"Callers are answered from {snapshot[:12]}. Uploads wait until `{release}`.",
    )


def _release(stack: str | None) -> str:
    """The command that ends a rollback of the same stack."""
    return "callcenter index rollback --release" + (f" --stack {stack}" if stack else "")


def _bring_in_line(stack: Stack, progress: Progress) -> None:
    """Has the report say how things are now; the rollback itself is done already."""
    try:
        look_again(stack)
    except (OutsideError, BotoCoreError, ClientError) as error:
        progress.warn(f"the report could not be renewed: {error}")
