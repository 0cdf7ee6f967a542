"""flows draw, diff and script: flows for people to look at and to read."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from flows.diff import Difference
from flows.diff import diff as compare
from flows.json_values import JsonObject
from flows.prompts import load
from flows.script import ScriptedFlow, all_sentences, in_call_order
from flows.script import script as written
from local.album import drawings, own_album, own_scripted
from local.commands.options import AsJson, InLanguage, LanguageChoice
from local.console import Output
from local.errors import BadInputError
from local.flow_files import FlowFile, read_flow_files

Files = Annotated[
    list[Path] | None,
    typer.Argument(help="Flow files, or folders of them; without any, the project's own."),
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the `flows` group."""
    app.command()(draw)
    app.command()(diff)
    app.command()(script)


def draw(
    files: Files = None,
    *,
    out: Annotated[Path, typer.Option(help="The folder that the pictures go to.")],
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Draw flows as SVG, one page each."""
    output = Output(as_json=as_json, language=language.value)
    failed: list[dict[str, str]] = []
    if files:
        read, failed = _playable(read_flow_files(files))
        album: Mapping[str, str] = drawings(read, language=language.value)
    else:
        album = own_album(language.value)
    written_files = [_write(out, name, text) for name, text in album.items()]
    for path in written_files:
        output.console.print(escape(str(path)))
    _tell_failed(output, failed)
    output.result({"files": [str(path) for path in written_files], "failed": failed})
    if failed:
        raise typer.Exit(2)


def diff(
    old: Annotated[Path, typer.Argument(help="A flow file, or a folder of them, as it was.")],
    new: Annotated[Path, typer.Argument(help="The same as it is now.")],
    *,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Show what callers will hear differently."""
    output = Output(as_json=as_json, language=language.value)
    before, after = _two_sides(old, new)
    found = compare(before, after, language=language.value)
    _show(output, found)
    output.result(found.to_json())


def script(
    files: Files = None,
    *,
    out: Annotated[Path | None, typer.Option(help="A file to write the script to.")] = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Print all that callers can hear, in the order of a call, as Markdown."""
    output = Output(as_json=as_json, language=language.value)
    failed: list[dict[str, str]] = []
    answers: Mapping[str, str] | None = None
    if files:
        read, failed = _playable(read_flow_files(files))
        flows = [
            ScriptedFlow(name=file.name, content=file.flow, type=file.flow_type) for file in read
        ]
    else:
        flows = own_scripted()
        answers = {key: each.text for key, each in load()["answer"].items()}
    flows = in_call_order(flows)
    text = written(flows, answers=answers, language=language.value)
    if out is not None:
        _write(out.parent, out.name, text)
        output.console.print(escape(str(out)))
    elif not as_json:
        typer.echo(text, nl=False)
    _tell_failed(output, failed)
    sentences = [
        {"flow": each.flow, "action": each.action, "text": each.text}
        for each in all_sentences(flows)
    ]
    output.result({"script": text, "sentences": sentences, "failed": failed})
    if failed:
        raise typer.Exit(2)


def _playable(files: Sequence[FlowFile]) -> tuple[list[FlowFile], list[dict[str, str]]]:
    """Those that are flows, and why the others are none."""
    good = [file for file in files if file.unplayable is None]
    bad = [
        {"file": file.file, "reason": file.unplayable}
        for file in files
        if file.unplayable is not None
    ]
    return good, bad


def _tell_failed(output: Output, failed: Sequence[Mapping[str, str]]) -> None:
    for entry in failed:
        output.console.print(f"[red]{escape(entry['file'])}: {escape(entry['reason'])}[/red]")


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as failed:
        raise BadInputError(f"{path} can not be written: {failed.strerror or failed}") from failed
    return path


def _two_sides(old: Path, new: Path) -> tuple[Mapping[str, JsonObject], Mapping[str, JsonObject]]:
    """Files are compared with each other whatever their names, folders file by file."""
    for path in (old, new):
        if not path.exists():
            raise BadInputError(f"{path} is not there")
    if old.is_dir() != new.is_dir():
        raise BadInputError("give two flow files or two folders, not one of each")
    sides: list[dict[str, JsonObject]] = []
    for path in (old, new):
        side: dict[str, JsonObject] = {}
        for file in read_flow_files([path]):
            if file.unplayable is not None:
                raise BadInputError(f"{file.file}: {file.unplayable}")
            inside = Path(file.file).relative_to(path) if path.is_dir() else Path(new.name)
            side[str(inside.with_suffix(""))] = file.flow
        sides.append(side)
    return sides[0], sides[1]


def _show(output: Output, found: Difference) -> None:
    if found.is_empty:
        output.say("고객이 듣는 것은 달라지지 않습니다.", "Callers will hear no difference.")
        return
    for entries, mark, colour in ((found.added, "+", "green"), (found.removed, "-", "red")):
        for entry in entries:
            output.console.print(f"[{colour}]{mark}[/{colour}] {_where(entry)} {_said(entry)}")
    for entry in found.changed:
        on = f" {escape(entry['on'])}" if "on" in entry else ""
        output.console.print(f"[yellow]~[/yellow] {_where(entry)}{on}")
        output.console.print(f"    [red]- {escape(entry['old'])}[/red]")
        output.console.print(f"    [green]+ {escape(entry['new'])}[/green]")


def _where(entry: Mapping[str, Any]) -> str:
    return f"[dim]{escape(entry['flow'])} · {escape(entry['action'])}[/dim]"


def _said(entry: Mapping[str, Any]) -> str:
    text = escape(entry["text"])
    return f"“{text}”" if entry["what"] == "sentence" else text
