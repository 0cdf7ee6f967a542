"""The table that a Korean speaker reviews: `examples.tsv`, one example a line.

Columns: group, written, spoken (lines joined by `\\n`), note. In `written`, `\\n` is a line end and
`\\u200b` a zero-width space. Read with the glossary below.
"""

import csv
from pathlib import Path

import pytest

from ai.speech.reading import spoken

TABLE = Path(__file__).parent / "examples.tsv"
GLOSSARY = {"FitCloud": "핏클라우드", "AWS": "에이더블유에스", "Saltware": "솔트웨어"}
FEWEST = 400


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


EXAMPLES = rows()


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row['group']}-{row['written']}")
def test_an_example_is_read_as_the_table_says(row: dict[str, str]) -> None:
    written = row["written"].replace("\\n", "\n").replace("\\u200b", "\u200b")
    assert spoken(written, GLOSSARY) == row["spoken"].replace("\\n", "\n")


def test_the_table_is_large_and_says_nothing_twice() -> None:
    written = [row["written"] for row in EXAMPLES]
    assert len(written) >= FEWEST
    assert len(set(written)) == len(written)


def test_every_column_of_the_table_is_there() -> None:
    assert all(set(row) == {"group", "written", "spoken", "note"} for row in EXAMPLES)
    assert all(None not in row.values() for row in EXAMPLES)
