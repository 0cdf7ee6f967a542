"""docs put, ls, rm, report: what the product team does."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.markup import escape
from rich.table import Table

from local.commands.options import AsJson, InLanguage, LanguageChoice
from local.commands.reach import OfStack, reached
from local.console import Output
from local.document_states import DocumentsReport, DocumentState
from local.documents import (
    put_documents,
    remove_document,
    report,
    uploads_from,
    wait_until_indexed,
)
from local.errors import BadInputError
from local.gaps import gaps_of
from local.phone import SEOUL

app = typer.Typer(help="Documents that answers come from.", no_args_is_help=True)

_WORDS: Final = {"indexed": "[green]반영됨[/green]", "failed": "[red]실패[/red]", "pending": "대기"}
_MOST_SHOWN: Final = 20  # questions of one kind; `--json` has them all


@app.command("put")
def put(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of files.")],
    *,
    stack: OfStack = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Upload documents, and wait until answers come from them.

    Exit code 1 when they were read and are kept from callers all the same: the golden questions
    refused them, or a rollback holds publishing.
    """
    output = Output(as_json=as_json, language=language.value)
    uploads = uploads_from(paths)
    with reached(output, stack) as found, output.progress("upload") as progress:
        progress.tell(f"uploading {len(uploads)} files")
        put_documents(found, uploads)
        whole = wait_until_indexed(found, {upload.name for upload in uploads})
    _show_and_end(output, whole)


@app.command("rm")
def remove(
    name: Annotated[str, typer.Argument(help="A name as `docs ls` lists it.")],
    *,
    stack: OfStack = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Remove a document, and wait until no answer comes from it."""
    output = Output(as_json=as_json, language=language.value)
    with reached(output, stack) as found, output.progress("remove"):
        remove_document(found, name)
        whole = wait_until_indexed(found, {name})
    _show_and_end(output, whole)


@app.command("ls")
def list_documents(
    *,
    stack: OfStack = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """List the documents and what became of each."""
    output = Output(as_json=as_json, language=language.value)
    with reached(output, stack) as found:
        _show(output, report(found))


@app.command("report")
def show_report(
    *,
    stack: OfStack = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Tell which documents could not be read or are kept back, why, and what to do."""
    output = Output(as_json=as_json, language=language.value)
    with reached(output, stack) as found:
        whole = report(found)
    output.result(whole.to_json())
    if output.as_json:
        return
    failed = [each for each in (*whole.documents, *whole.others) if each.status == "failed"]
    for document in failed:
        output.console.print(f"[red]{escape(document.name)}[/red] {_advice(output, document)}")
    count = sum(each.status == "failed" for each in whole.documents)
    output.say(
        f"문서 {len(whole.documents)}개 중 {count}개를 읽지 못했습니다.",
        f"{count} of {len(whole.documents)} documents could not be read.",
    )
    _tell_gate(output, whole)
    _tell_waiting(output, whole)


@app.command("gaps")
def show_gaps(
    *,
    day: Annotated[
        str | None, typer.Option("--day", help="Such as 2026-11-21; today by default.")
    ] = None,
    stack: OfStack = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Tell what callers asked on a day and the documents could not answer."""
    output = Output(as_json=as_json, language=language.value)
    wanted = _checked_day(day)
    with reached(output, stack) as found:
        report_of = gaps_of(found, wanted)
    output.result(report_of)
    if output.as_json:
        return
    output.say(
        f"{report_of['day']}: 답하지 못한 질문 {len(report_of['groups'])}가지",
        f"{report_of['day']}: {len(report_of['groups'])} unanswered questions",
    )
    for number, group in enumerate(report_of["groups"], start=1):
        reasons = ", ".join(f"{reason} {count}" for reason, count in group["reasons"].items())
        nearest = f" [{group['nearest']}]" if group["nearest"] else ""
        output.console.print(escape(f"{number}. {group['question']} ({reasons}){nearest}"))


def _checked_day(text: str | None) -> date:
    if text is None:
        return datetime.now(SEOUL).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInputError(f"{text!r} is no day: write it like 2026-11-21") from error


def _show_and_end(output: Output, whole: DocumentsReport) -> None:
    _show(output, whole)
    if whole.waits:
        raise typer.Exit(1)


def _show(output: Output, whole: DocumentsReport) -> None:
    output.result(whole.to_json())
    if output.as_json:
        return
    table = Table()
    for column in ("문서", "상태", "조각", "이유"):
        table.add_column(column, overflow="fold")
    for document in (*whole.documents, *whole.others):
        table.add_row(
            escape(document.name),
            _WORDS[document.status],
            str(document.chunks),
            escape(document.reason or ""),
        )
    output.console.print(table)
    output.console.print(f"snapshot {whole.snapshot or '-'}", style="dim")
    if whole.waits:
        _tell_gate(output, whole)
    _tell_waiting(output, whole)


def _advice(output: Output, document: DocumentState) -> str:
    if output.language == "en":
        return escape(f"{document.reason}: {document.detail}")
    from ai.ingest.mails import what_to_do  # noqa: PLC0415 - imports numpy

    kept = " 그동안 이전 버전의 내용으로 답변합니다." if document.chunks else ""
    return escape(f"{document.reason}: {what_to_do(document.reason, document.detail)}{kept}")


def _tell_gate(output: Output, whole: DocumentsReport) -> None:
    gate = whole.gate
    if not gate.get("ran"):
        output.say(
            "점검 질문(golden.jsonl)이 없거나 읽을 수 없어, 점검 없이 반영합니다.",
            "Without readable golden questions (golden.jsonl), nothing is checked.",
        )
        return
    known = gate["before"] is not None
    before = f", 이전 {_percent(gate['before'])}" if known else ""
    earlier = f", {_percent(gate['before'])} before" if known else ""
    output.say(
        f"점검 질문 {gate['questions']}개 중 {_percent(gate['recall'])}를 찾았습니다"
        f"(기준 {_percent(gate['floor'])}{before}).",
        f"{_percent(gate['recall'])} of {gate['questions']} golden questions were found "
        f"(floor {_percent(gate['floor'])}{earlier}).",
    )
    _tell_questions(output, "이제 찾지 못하는 질문", "Not found any more", gate["worse"])
    _tell_questions(output, "찾지 못한 질문", "Not found", gate["missing"])
    _tell_questions(
        output,
        "문서가 없어 세지 않은 질문",
        "Not counted, because their documents are not there",
        gate["stale"],
    )


def _tell_questions(
    output: Output, korean: str, english: str, questions: Sequence[Mapping[str, Any]]
) -> None:
    if not questions:
        return
    output.say(f"{korean} ({len(questions)}개):", f"{english} ({len(questions)}):")
    for question in questions[:_MOST_SHOWN]:
        where = ", ".join(question["documents"])
        output.console.print(escape(f"  {question['id']} {question['question']} [{where}]"))
    if len(questions) > _MOST_SHOWN:
        rest = len(questions) - _MOST_SHOWN
        output.say(f"  그 밖에 {rest}개", f"  and {rest} more")


def _tell_waiting(output: Output, whole: DocumentsReport) -> None:
    if whole.held:
        output.say(
            "[yellow]되돌리기(rollback) 뒤로 반영이 멈춰 있습니다.[/yellow] 문서를 바로잡은 뒤 "
            "`callcenter index rollback --release`로 다시 반영하세요.",
            "[yellow]A rollback holds publishing.[/yellow] Mend the documents, then run "
            "`callcenter index rollback --release`.",
        )
    candidate = whole.candidate
    if candidate is None:
        return
    if candidate["outcome"] == "refused":
        output.say(
            "[red]새 내용이 점검 질문을 통과하지 못해 반영하지 않았습니다.[/red] "
            "고객은 이전 내용으로 안내받습니다. 문서를 고쳐 다시 올리거나, 맞지 않는 질문을 "
            "golden.jsonl에서 고쳐 주세요.",
            "[red]The golden questions refused what is new.[/red] Callers hear what was there "
            "before. Mend the documents, or the questions in golden.jsonl that no longer hold.",
        )
    for key, korean in (("added", "새 문서"), ("changed", "바뀐 문서"), ("removed", "삭제한 문서")):
        if candidate[key]:
            names = escape(", ".join(candidate[key]))
            output.say(f"반영을 기다리는 {korean}: {names}", f"waiting, {key}: {names}")


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.3g}%"
