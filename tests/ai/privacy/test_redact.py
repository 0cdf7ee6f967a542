"""The checked sentences, how well they are held, and what any text must keep to.

`sentences.tsv` has a sentence a line: as said, as it may be kept, the kind of personal data
(`none` for a look-alike), and a note for readers. Add a line for every miss that is reported.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.privacy import redact

TABLE: Final = Path(__file__).parent / "sentences.tsv"
ALPHABET: Final = "01289공일이-. @가동호로시구씨님점컴골뱅이[]저는김"
LEAST_RECALL: Final = 0.99
"""Of the sentences with personal data, redacted word for word as they should be."""

LEAST_PRECISION: Final = 0.99
"""Of the sentences that were changed, those that hold personal data."""


@dataclass(frozen=True, kw_only=True)
class Row:
    sentence: str
    redacted: str
    kind: str


def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            Row(sentence=row["sentence"], redacted=row["redacted"], kind=row["kind"])
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def told(misses: Sequence[Row]) -> str:
    return "\n".join(
        f"[{row.kind}] {row.sentence}\n  is   {redact(row.sentence)}\n  want {row.redacted}"
        for row in misses
    )


def test_the_table_is_large_and_half_of_it_are_look_alikes() -> None:
    table = rows()
    look_alikes = [row for row in table if row.kind == "none"]
    assert len(table) >= 300
    assert len({row.sentence for row in table}) == len(table)
    assert len(look_alikes) * 2 >= len(table)
    assert all((row.sentence == row.redacted) == (row.kind == "none") for row in table)


def test_personal_data_is_found() -> None:
    personal = [row for row in rows() if row.kind != "none"]
    misses = [row for row in personal if redact(row.sentence) != row.redacted]
    assert 1 - len(misses) / len(personal) >= LEAST_RECALL, told(misses)


def test_look_alikes_are_left_alone() -> None:
    table = rows()
    changed = [row for row in table if redact(row.sentence) != row.sentence]
    wrong = [row for row in changed if row.kind == "none"]
    assert 1 - len(wrong) / len(changed) >= LEAST_PRECISION, told(wrong)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.sentence)
def test_redacting_twice_changes_nothing_more(row: Row) -> None:
    once = redact(row.sentence)
    assert redact(once) == once


@given(st.text(alphabet=st.sampled_from(list(ALPHABET)), max_size=60))
def test_what_was_redacted_holds_no_more_mobile_number(text: str) -> None:
    assert not re.search(
        r"(?<!\d)010[ -]?\d{4}[ -]?\d{4}(?!\d)", redact(f"{text} 가 010-1234-5678")
    )


@pytest.mark.parametrize(
    "unit",
    [
        "0",
        "1-",
        "공 ",
        "010-",
        "a.",
        "a@",
        "가",
        "서울시 ",
        "강남구 ",
        "로 1 ",
        "저는 ",
        "골뱅이 ",
        "에이 ",
        "a.b@c.",
    ],
)
def test_no_pattern_loses_itself_in_a_long_text(unit: str) -> None:
    """A pattern that backtracks would not end; bench/privacy.py measures how time grows."""
    assert redact(unit * 20_000)
