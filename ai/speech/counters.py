"""What stands behind a number, and which way of counting it wants: the table `counters.tsv`."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

_TABLE: Final = Path(__file__).parent / "counters.tsv"
_COLUMNS: Final = 5


class Way(StrEnum):
    """How numbers are counted before a unit."""

    NATIVE = "native"
    SINO = "sino"
    TIMES = "times"
    """Native when it tells how often (세 번), Sino-Korean for a number to pick (삼 번)."""


@dataclass(frozen=True, kw_only=True)
class Counter:
    """One unit. `twice`: said behind both numbers of a range (세 명에서 다섯 명)."""

    written: str
    way: Way
    spoken: str
    not_before: tuple[str, ...]
    twice: bool


def _read_table() -> dict[str, Counter]:
    counters: dict[str, Counter] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t") + [""] * _COLUMNS
        counters[cells[0]] = Counter(
            written=cells[0],
            way=Way(cells[1]),
            spoken=cells[2],
            not_before=tuple(filter(None, cells[3].split("|"))),
            twice=cells[4] == "twice",
        )
    return counters


COUNTERS: Final = _read_table()
"""Every unit by its written form."""


_LONGEST: Final = max(map(len, COUNTERS))


def unit_at(text: str, position: int) -> tuple[Counter, int] | None:
    """The longest unit that stands at a position, after one space at most, and where it ends.

    A lookup rather than one expression of two hundred words, which takes 30 ms to compile.
    """
    start = position + 1 if text[position : position + 1].isspace() else position
    for end in range(min(start + _LONGEST, len(text)), start, -1):
        counter = COUNTERS.get(text[start:end])
        if counter is not None and _stands(counter, text, end):
            return counter, end
    return None


def _stands(counter: Counter, text: str, end: int) -> bool:
    if counter.written[-1].isascii() and counter.written[-1].isalpha():
        following = text[end : end + 1]
        return not (following.isascii() and following.isalnum())
    return not any(re.match(beginning, text[end : end + 4]) for beginning in counter.not_before)
