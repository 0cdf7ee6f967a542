"""calibrate: the lowest score a passage may have, from the golden questions."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.table import Table

from ai.contract import Status
from ai.index.find import find_passages
from ai.quality.abstention import Scored, Tradeoff, recommended, tradeoffs
from local.commands.options import AsJson, InLanguage, LanguageChoice
from local.console import Output
from local.errors import BadInputError
from local.evaluation import answer_all, questions_from
from local.throwaway import FolderAssistant, folder_assistant

TURN_SECONDS: Final = 25.0
"""Longer than a caller would wait: a busy laptop must not pass for an abstention."""

_SHOWN: Final = 15


def calibrate(
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl", help="As for eval.")],
    *,
    docs: Annotated[Path, typer.Option(help="The folder of documents, with all below it.")],
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Print what each lowest score would cost and buy, and recommend one.

    Each question is answered once without a lowest score; a score then only declines some. "right"
    are answerable questions answered from a document that they name, "wrong" all other answers.
    Questions that no document answers ("answerable": false) are needed: without them nothing
    speaks for declining. What a cosine means depends on the embedding model: a value found with
    the embedded model holds for stack local only.
    """
    output = Output(as_json=as_json, language=language.value)
    asked = questions_from(questions)
    if not any(not one.answerable for one in asked):
        raise BadInputError(f"{questions} has no question with answerable=false")
    with (
        output.bars() as bars,
        folder_assistant(docs, bars.stage("embedding"), turn_seconds=TURN_SECONDS) as assistant,
    ):
        judged = answer_all(asked, assistant, bars.stage("answering"))
        scored = [
            Scored(
                score=_best(assistant, one.question.question),
                answerable=one.question.answerable,
                answered=one.status is Status.ANSWERED,
                right=one.cited and one.right is not False,
            )
            for one in judged
        ]
    rows = tradeoffs(scored)
    best = recommended(rows)
    output.result({"rows": [_json(row) for row in rows], "recommended": _json(best)})
    _show(output, rows, best)


def _best(assistant: FolderAssistant, question: str) -> float:
    passages = find_passages(
        assistant.snapshot, question, assistant.embed, assistant.assistant.search
    )
    return max((passage.dense or 0.0 for passage in passages), default=0.0)


def _json(row: Tradeoff) -> dict[str, Any]:
    return {
        "min_score": row.threshold,
        "answered_right": row.right,
        "declined_answerable": row.declined,
        "declined_unanswerable": row.spared,
        "wrong": row.wrong,
        "answered_share": round(row.answered_share, 4),
        "unanswerable_declined_share": round(row.spared_share, 4),
        "wrong_share": round(row.wrong_share, 4),
        "holds": row.holds,
    }


def _show(output: Output, rows: Sequence[Tradeoff], best: Tradeoff) -> None:
    if output.as_json:
        return
    table = Table(title=f"{best.answerable} answerable, {best.unanswerable} unanswerable questions")
    for name in ("min score", "right", "declined", "unanswerable declined", "wrong"):
        table.add_column(name, justify="right")
    for row in _around(rows, best):
        mark = " ←" if row is best else ""
        table.add_row(
            f"{row.threshold:.3f}{mark}",
            f"{row.right} ({row.answered_share:.1%})",
            str(row.declined),
            f"{row.spared} ({row.spared_share:.1%})",
            f"{row.wrong} ({row.wrong_share:.1%})",
        )
    output.console.print(table)
    setting = f"minScore: {best.threshold:.3f} (MIN_SCORE)"
    if best.holds:
        output.say(f"두 목표를 지키는 값: {setting}", f"Both goals hold at {setting}.")
        return
    output.say(
        f"두 목표를 모두 지키는 값은 없습니다. 가장 나은 값: {setting}",
        f"No score meets both goals. The best compromise is {setting}.",
    )


def _around(rows: Sequence[Tradeoff], best: Tradeoff) -> list[Tradeoff]:
    """None at all, the recommended one, and rows evenly spread between the ends."""
    step = max(1, len(rows) // _SHOWN)
    return [row for number, row in enumerate(rows) if number % step == 0 or row is best]
