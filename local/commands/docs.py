"""docs put, ls, rm, report: what the product team does."""

from pathlib import Path
from typing import Annotated, Final

import typer
from rich.markup import escape
from rich.table import Table

from local.commands.cloud import ensure_running
from local.commands.options import AsJson, InLanguage, LanguageChoice
from local.console import Output
from local.documents import (
    DocumentsReport,
    put_documents,
    remove_document,
    report,
    uploads_from,
    wait_until_indexed,
)
from local.state import CloudState

app = typer.Typer(help="Documents that answers come from.", no_args_is_help=True)

_WORDS: Final = {"indexed": "[green]반영됨[/green]", "failed": "[red]실패[/red]", "pending": "대기"}


@app.command("put")
def put(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of files.")],
    *,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Upload documents, and wait until answers come from them."""
    output = Output(as_json=as_json, language=language.value)
    uploads = uploads_from(paths)
    state = ensure_running(output)
    with output.progress("upload") as progress:
        progress.tell(f"uploading {len(uploads)} files")
        put_documents(state, uploads)
        _wait_and_show(output, state, {upload.name for upload in uploads})


@app.command("rm")
def remove(
    name: Annotated[str, typer.Argument(help="A name as `docs ls` lists it.")],
    *,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Remove a document, and wait until no answer comes from it."""
    output = Output(as_json=as_json, language=language.value)
    state = ensure_running(output)
    with output.progress("remove"):
        remove_document(state, name)
        _wait_and_show(output, state, {name})


@app.command("ls")
def list_documents(*, as_json: AsJson = False, language: InLanguage = LanguageChoice.KO) -> None:
    """List the documents and what became of each."""
    output = Output(as_json=as_json, language=language.value)
    _show(output, report(ensure_running(output)))


@app.command("report")
def show_report(*, as_json: AsJson = False, language: InLanguage = LanguageChoice.KO) -> None:
    """Tell which documents could not be read, and why."""
    output = Output(as_json=as_json, language=language.value)
    whole = report(ensure_running(output))
    output.result(whole.to_json())
    if not output.as_json:
        failed = [document for document in whole.documents if document.status == "failed"]
        for document in failed:
            output.console.print(
                f"[red]{escape(document.name)}[/red] {escape(document.reason or '')}"
            )
        output.say(
            f"문서 {len(whole.documents)}개 중 {len(failed)}개를 읽지 못했습니다.",
            f"{len(failed)} of {len(whole.documents)} documents could not be read.",
        )


def _wait_and_show(output: Output, state: CloudState, names: set[str]) -> None:
    _show(output, wait_until_indexed(state, names))


def _show(output: Output, whole: DocumentsReport) -> None:
    output.result(whole.to_json())
    if output.as_json:
        return
    table = Table()
    for column in ("문서", "상태", "조각", "이유"):
        table.add_column(column, overflow="fold")
    for document in whole.documents:
        table.add_row(
            escape(document.name),
            _WORDS[document.status],
            str(document.chunks),
            escape(document.reason or ""),
        )
    output.console.print(table)
    output.console.print(f"snapshot {whole.snapshot or '-'}", style="dim")
