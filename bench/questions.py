"""Asks the deployed answer function every sample question, and times it.

    .venv/bin/python -m bench.questions [--set samples/golden.jsonl] [--rows]

Starts the local cloud when none runs. Times are of whole invocations as a flow would make them,
and their ratio to the function's own time; right means that a key fact of the answer is said.
"""

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
from rich.console import Console
from rich.table import Table

from ai.contract import Status
from local.cloud.clients import Clients
from local.commands.cloud import ensure_running
from local.console import Output
from local.functions import Functions
from local.state import ROOT

_SET: Final = ROOT / "samples" / "golden.jsonl"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question of the set, what came back, and how long the whole invocation took."""

    question: dict[str, Any]
    answer: dict[str, Any]
    milliseconds: float

    @property
    def answered(self) -> bool:
        """Whether it was answered at all."""
        return bool(self.answer["status"] == Status.ANSWERED.value)

    @property
    def right(self) -> bool:
        """Whether a right answer was given, or rightly none."""
        if not self.question["answerable"]:
            return not self.answered
        facts = cast("list[str]", self.question.get("must_contain") or [])
        return self.answered and any(fact in self.answer["text"] for fact in facts)

    @property
    def wrong(self) -> bool:
        """Whether an answer was given that is not right: worse than none."""
        return self.answered and not self.right


def ask_all(questions: list[dict[str, Any]], functions: Functions) -> list[Asked]:
    """Asks one after the other, each as a contact of its own that is not kept."""
    asked: list[Asked] = []
    for question in questions:
        started = time.perf_counter()
        answer = functions.ask(question["question"], "")
        elapsed = 1000 * (time.perf_counter() - started)
        asked.append(Asked(question=question, answer=answer, milliseconds=elapsed))
    return asked


def print_table(asked: list[Asked], console: Console) -> None:
    """Quality, then time."""
    answerable = [row for row in asked if row.question["answerable"]]
    others = [row for row in asked if not row.question["answerable"]]
    quality = Table(title=f"{len(asked)} questions")
    for column in ("", "right", "wrong", "abstained", "failed"):
        quality.add_column(column, justify="right")
    for name, rows in (("answerable", answerable), ("unanswerable", others)):
        failed = sum(row.answer["status"] == Status.FAILED.value for row in rows)
        abstained = sum(row.answer["status"] == Status.ABSTAINED.value for row in rows)
        right, wrong = sum(row.right for row in rows), sum(row.wrong for row in rows)
        quality.add_row(name, str(right), str(wrong), str(abstained), str(failed))
    console.print(quality)
    times = Table(title="milliseconds")
    for column in ("", "p50", "p95", "max"):
        times.add_column(column, justify="right")
    whole = [row.milliseconds for row in asked]
    own = [row.answer["timings_ms"]["total"] for row in asked]
    for name, values in (("invocation", whole), ("of it in the function", own)):
        figures = [*np.percentile(values, [50, 95]), max(values)]
        times.add_row(name, *(f"{figure:.0f}" for figure in figures))
    console.print(times)


def main() -> None:
    """Reads the arguments and runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", type=Path, default=_SET, help="questions, JSON lines")
    parser.add_argument("--rows", action="store_true", help="print what was not right")
    arguments = parser.parse_args()
    lines = arguments.set.read_text(encoding="utf-8").splitlines()
    state = ensure_running(Output(as_json=True, language="en"))
    functions = Functions(state=state, clients=Clients(state.endpoint))
    asked = ask_all([json.loads(line) for line in lines if line.strip()], functions)
    console = Console()
    print_table(asked, console)
    if arguments.rows:
        for row in asked:
            if not row.right:
                console.print(f"{row.question['id']} {row.question['question']}", style="bold")
                console.print(f"   {row.answer['status']}: {row.answer['text']}", markup=False)


if __name__ == "__main__":
    main()
