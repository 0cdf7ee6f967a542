"""ask: one question to the answer function."""

from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.markup import escape

from ai.contract import Language, Reason, Status
from local.cloud.clients import Clients
from local.commands.cloud import ensure_running
from local.commands.options import AsJson, CallersLanguage, InLanguage, LanguageChoice
from local.commands.turns import tell_quotes_only, tell_sources
from local.console import Output
from local.errors import BadInputError
from local.functions import Functions
from local.models import only_quotes
from local.throwaway import folder_assistant

_BAD_QUESTIONS: Final = {Reason.NO_QUESTION.value, Reason.QUESTION_TOO_LONG.value}


def ask(
    question: Annotated[str, typer.Argument(help="As a caller would say it.")],
    *,
    contact: Annotated[
        str | None, typer.Option(help="A contact whose earlier turns count; the turn is kept.")
    ] = None,
    docs: Annotated[
        Path | None, typer.Option(help="A folder of documents to answer from, instead.")
    ] = None,
    asked_in: CallersLanguage = Language.KOREAN,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Ask one question and see the answer with its sources.

    An answer in English needs a model that writes; the embedded one only quotes the Korean
    documents. Name an OpenAI-compatible server in CALLCENTER_OPENAI_BASE_URL and its model in
    CALLCENTER_OPENAI_MODEL: before `callcenter up`, or with --docs.
    """
    output = Output(as_json=as_json, language=language.value)
    if docs is not None and contact is not None:
        raise BadInputError("--docs answers without a contact: leave --contact out")
    if docs:
        found = _from_folder(output, question, docs, asked_in)
    else:
        found = _from_stack(output, question, contact, asked_in)
    output.result(found)
    _show(output, found)
    if found["reason"] in _BAD_QUESTIONS:
        raise typer.Exit(2)
    if found["status"] == Status.FAILED.value:
        raise typer.Exit(3)


def _from_stack(
    output: Output, question: str, contact: str | None, asked_in: Language
) -> dict[str, Any]:
    state = ensure_running(output)
    functions = Functions(state=state, clients=Clients(state.endpoint))
    return functions.ask(question, contact or "", asked_in)


def _from_folder(output: Output, question: str, folder: Path, asked_in: Language) -> dict[str, Any]:
    with output.progress("index") as progress:
        progress.tell(f"building an index of {folder}")

        def embedded(done: int, of: int) -> None:
            progress.count(f"embedding {done}/{of}")

        with folder_assistant(folder, embedded) as assistant:
            return assistant.ask(question, asked_in).to_json()


def _show(output: Output, found: dict[str, Any]) -> None:
    output.console.print(escape(found["text"]))
    if found.get("original"):
        output.console.print(f"[dim]{escape(found['original'])}[/dim]")
    tell_sources(output, found, quoted=False)
    total = found["timings_ms"].get("total", 0.0)
    output.console.print(f"[dim]{found['status']} · {total:.0f} ms[/dim]")
    if found["reason"] == Reason.NOT_IN_LANGUAGE.value and only_quotes():
        tell_quotes_only(output)
