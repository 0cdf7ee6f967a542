"""Drafts and passages, and whether the one may be said of the other: `grounding.tsv`.

Passages are parted by ` || `, their lines by `¦`. A draft that cites nothing cites the first.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from ai.answer.ground import ground
from ai.errors import AbstainedError
from ai.model import Chunk, Passage

TABLE: Final = Path(__file__).parent / "grounding.tsv"


@dataclass(frozen=True, kw_only=True)
class Case:
    draft: str
    passages: tuple[str, ...]
    supported: bool
    note: str


def cases() -> list[Case]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            Case(
                draft=row["draft"] if "[" in row["draft"] else f"{row['draft']} [1]",
                passages=tuple(text.replace("¦", "\n") for text in row["passages"].split(" || ")),
                supported={"yes": True, "no": False}[row["supported"]],
                note=row["note"],
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def passage(number: int, text: str) -> Passage:
    chunk = Chunk(
        id=str(number),
        document=f"{number}.md",
        title="안내",
        heading_path=(),
        page=None,
        text=text,
    )
    return Passage(chunk=chunk, score=0.9, dense=0.8, lexical=1.0)


def is_said(case: Case) -> bool:
    try:
        ground(case.draft, [passage(number, text) for number, text in enumerate(case.passages)])
    except AbstainedError:
        return False
    return True


def test_the_table_is_large_and_has_both_kinds() -> None:
    table = cases()
    assert len(table) >= 150
    assert min(sum(case.supported for case in table), sum(not one.supported for one in table)) >= 60
    assert all(re.search(r"\[", case.draft) for case in table)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.draft} | {case.note}")
def test_only_what_the_cited_passages_hold_is_said(case: Case) -> None:
    assert is_said(case) is case.supported
