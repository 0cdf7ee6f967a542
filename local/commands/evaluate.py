"""eval: how good retrieval and answers are, on any questions and any documents."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.markup import escape
from rich.table import Table

from ai.contract import Language
from ai.index.knowledge import SearchOptions
from ai.quality.questions import GoldenQuestion
from ai.quality.retrieval import measure
from ai.quality.tuning import tune
from local.commands.options import AsJson, CallersLanguage, InLanguage, LanguageChoice
from local.commands.turns import tell_quotes_only
from local.console import LongWork, Output
from local.evaluation import (
    Evaluation,
    answer_all,
    questions_from,
    sample_of,
    search_options,
    to_json,
    unknown_documents,
)
from local.models import only_quotes
from local.throwaway import FolderAssistant, folder_assistant

TURN_SECONDS: Final = 25.0
"""Longer than a caller would wait: a busy laptop must not pass for a bad answer."""

MOST_ANSWERED: Final = 300
"""Questions that are answered unless more are asked for: the standard error is then below 3 %."""

USUAL_WEIGHT: Final = SearchOptions().dense_weight

PASSAGE_SECONDS: Final = 0.15
QUESTION_SECONDS: Final = 0.03
ANSWER_SECONDS: Final = 1.0
"""The embedded model on one core; only to tell how long it may take."""

_SHOWN: Final = 10
_MANY: Final = 50


_Questions = Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl", help="See below.")]
_Docs = Annotated[Path, typer.Option(help="The folder of documents, with all below it.")]
_Passages = Annotated[
    int, typer.Option("-k", min=1, max=20, help="Passages an answer is made from.")
]
_Rows = Annotated[bool, typer.Option("--rows", help="Tell each question's outcome.")]
_Answers = Annotated[
    int, typer.Option(min=0, help="Questions to answer at most, evenly spread; 0 answers none.")
]
_RetrievalOnly = Annotated[bool, typer.Option("--retrieval-only", help="The same as --answers 0.")]
_DenseWeight = Annotated[
    float, typer.Option(min=0.0, max=1.0, help="Share of the dense score (DENSE_WEIGHT).")
]
_Tune = Annotated[bool, typer.Option("--tune", help="Try every dense weight and recommend one.")]


def evaluate(  # noqa: PLR0913  each is an option of the command
    questions: _Questions,
    *,
    docs: _Docs,
    k: _Passages = 5,
    rows: _Rows = False,
    answers: _Answers = MOST_ANSWERED,
    retrieval_only: _RetrievalOnly = False,
    dense_weight: _DenseWeight = USUAL_WEIGHT,
    tune_weight: _Tune = False,
    asked_in: CallersLanguage = Language.KOREAN,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Measure retrieval and answers on your own questions and documents.

    A line of QUESTIONS.jsonl: {"id", "question", "documents": ["path/below/the/folder", …],
    "answer", "answerable": true, "language": "ko"}. Only "question" must be there; --language
    holds for the lines that do not name one ("ko" or "en"). Recall@n is the share of the
    questions that name a document for which a passage of any of these is among the first n;
    it looks at least 5 deep whatever -k says.

    Answers: "abstained" is a share by whether documents answer; "grounded" is the share of
    answers whose quotes stand word for word in the documents cited and whose numbers do too (of
    answers in English, those of the Korean that they come with). Answers in English need a model
    server (CALLCENTER_OPENAI_BASE_URL, CALLCENTER_OPENAI_MODEL): the embedded one only quotes.

    Time on one core with the embedded model: about 0.15 s a passage of 400 characters and 0.03 s
    a question the first time, next to nothing later: vectors are kept in the state folder
    (CALLCENTER_HOME, .callcenter here) as soon as they are made, so a run that was broken off
    goes on where it stopped. Answering takes 0.5 s to 1.5 s a question: --answers says how many.
    """
    output = Output(as_json=as_json, language=language.value)
    asked = questions_from(questions, asked_in)
    chosen = sample_of(asked, 0 if retrieval_only else answers)
    _announce(output, docs, asked, chosen)
    search = SearchOptions(top_k=k, dense_weight=dense_weight)
    found = _measured(output, docs, search, (asked, chosen), tune_weight=tune_weight)
    _tell(output, found, rows=rows)


def _measured(
    output: Output,
    docs: Path,
    search: SearchOptions,
    questions: tuple[Sequence[GoldenQuestion], Sequence[GoldenQuestion]],
    *,
    tune_weight: bool,
) -> Evaluation:
    """Of `questions`, the first are looked up and the second answered as well."""
    asked, chosen = questions
    with (
        output.bars() as bars,
        folder_assistant(
            docs, search=search, turn_seconds=TURN_SECONDS, embedded=bars.stage("embedding")
        ) as assistant,
    ):
        return _run(bars, assistant, asked, chosen, tune_weight=tune_weight)


def _tell(output: Output, found: Evaluation, *, rows: bool) -> None:
    told = to_json(found, rows=rows)
    output.result(told)
    _warn(output, found)
    if only_quotes() and any(row.question.language is Language.ENGLISH for row in found.judged):
        tell_quotes_only(output)
    _show(output, found, told)


def _run(
    bars: LongWork,
    assistant: FolderAssistant,
    asked: Sequence[GoldenQuestion],
    chosen: Sequence[GoldenQuestion],
    *,
    tune_weight: bool,
) -> Evaluation:
    index, embed, answered_from = assistant.snapshot, assistant.embed, assistant.assistant.search
    options = search_options(answered_from)
    return Evaluation(
        questions=tuple(asked),
        depth=answered_from.top_k,
        quality=measure(index, asked, embed, options, bars.stage("searching")),
        judged=answer_all(chosen, assistant, bars.stage("answering")) if chosen else (),
        unknown=unknown_documents(asked, index.contents().documents),
        failed=tuple((one.name, one.fault or "") for one in assistant.build.failed),
        tuning=tune(index, asked, embed, options, bars.stage("tuning")) if tune_weight else None,
    )


def _announce(
    output: Output, docs: Path, asked: Sequence[GoldenQuestion], chosen: Sequence[GoldenQuestion]
) -> None:
    files = sum(path.is_file() for path in docs.rglob("*")) if docs.is_dir() else 0
    if output.console.is_terminal or len(asked) + files > _MANY:
        output.say(
            f"파일 {files:,}개, 질문 {len(asked):,}개(답변까지 확인 {len(chosen):,}개). "
            f"처음이면 {_minutes(files, len(asked), len(chosen))}쯤 걸리고, 벡터가 저장되므로 "
            "중단했다가 다시 실행하면 이어집니다.",
            f"{files:,} files, {len(asked):,} questions ({len(chosen):,} to be answered). "
            f"The first time takes about {_minutes(files, len(asked), len(chosen))} or longer by "
            "the size of the files; vectors are kept, so a run goes on where it was broken off.",
        )


def _minutes(files: int, asked: int, chosen: int) -> str:
    seconds = files * PASSAGE_SECONDS + asked * QUESTION_SECONDS + chosen * ANSWER_SECONDS
    return f"{max(1, round(seconds / 60))} min"


def _warn(output: Output, found: Evaluation) -> None:
    if found.unknown:
        names = escape(", ".join(found.unknown[:_SHOWN]))
        more = len(found.unknown) - _SHOWN
        output.say(
            f"[yellow]폴더에 없는 문서를 가리키는 질문이 있습니다[/yellow]: {names}"
            + (f" 외 {more}개" if more > 0 else ""),
            f"[yellow]Questions name documents that the folder does not hold[/yellow]: {names}"
            + (f" and {more} more" if more > 0 else ""),
        )
    for name, fault in found.failed[:_SHOWN]:
        output.console.print(f"[yellow]{escape(name)}[/yellow] {escape(fault)}")
    if len(found.failed) > _SHOWN:
        more = len(found.failed) - _SHOWN
        output.say(f"읽지 못한 파일이 {more}개 더 있습니다.", f"{more} more could not be read.")


def _show(output: Output, found: Evaluation, told: dict[str, Any]) -> None:
    if output.as_json:
        return
    table = Table(title=f"{told['questions']:,} questions, {told['searched']:,} with a document")
    table.add_column("")
    table.add_column("", justify="right")
    for depth, share in told["recall"].items():
        table.add_row(f"recall@{depth}", _percent(share))
    table.add_row("MRR", f"{told['mrr']:.3f}")
    if found.judged:
        answers = told["answers"]
        table.add_row("answered", f"{answers['answered']} of {answers['asked']}")
        for name in ("answerable", "unanswerable"):
            table.add_row(f"abstained, {name}", _percent(told["abstained"][name]))
        for name, share in (("grounded", told["grounded"]), ("right source", answers["cited"])):
            table.add_row(name, _percent(share))
        table.add_row("failed", str(answers["failed"]))
    for name, value in told["ms"].items():
        table.add_row(f"{name} ms", "-" if value is None else f"{value:.1f}")
    output.console.print(table)
    if found.tuning:
        _show_tuning(output, told["tuning"])


def _show_tuning(output: Output, tuning: dict[str, Any]) -> None:
    table = Table(title="dense weight")
    for column in ("weight", "recall@1", "recall@3", "recall@5", "MRR"):
        table.add_column(column, justify="right")
    for row in tuning["weights"]:
        mark = " ←" if row["weight"] == tuning["recommended"] else ""
        shares = (f"{row['recall'][depth]:.3f}" for depth in ("1", "3", "5"))
        table.add_row(f"{row['weight']:.1f}{mark}", *shares, f"{row['mrr']:.3f}")
    output.console.print(table)
    low, high = tuning["flat"]
    output.say(
        f"{low}~{high}는 차이가 없습니다. 설정: DENSE_WEIGHT={tuning['recommended']} "
        "(Pulumi: denseWeight)",
        f"{low} to {high} are as good as each other. Set DENSE_WEIGHT={tuning['recommended']} "
        "(Pulumi: denseWeight).",
    )


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"
