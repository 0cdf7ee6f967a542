"""Lists and tables as sentences: what eyes see in rows and bullets, ears need in order."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from ai.speech.hangul import Ending, ending, is_foreign

_BULLET: Final = re.compile(r"[ \t]*[-*+•■●▪◦○◆▶※][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_NUMBERED: Final = re.compile(
    r"[ \t]*(?:\(?(?P<number>[1-9]\d?)[.)]|(?P<circled>[①-⑩]))[ \t]+(?=\S)"
)
_HEADING: Final = re.compile(r"[ \t]*#{1,6}[ \t]+(?=\S)")
_ROW: Final = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_RULE: Final = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*$")
_ENDED: Final = re.compile(r"[.!?。…,:;](?:[\"'”’)\]*_]|\s*\[\d{1,2}\])*$")
_MARKS: Final = re.compile(r"((?:\s*\[\d{1,2}\])*)\s*$")
_KEY: Final = re.compile(r"(?:(?<=^)|(?<=, ))([^:,()]{1,40}(?:\([^()]{1,40}\))?):[ \t]+")
_KEYED: Final = re.compile(
    r"[^:,()\n]{1,40}(?:\([^()]{1,40}\))?:[ \t]+(?!//)[^:\n]{1,200}, "
    r"[^:,()\n]{1,40}(?:\([^()]{1,40}\))?:[ \t]+\S[^\n]{0,2000}$"
)
_BRACKETS: Final = re.compile(r"\([^()]*\)$")
_ANY_ENDING: Final = re.compile(r"[다요죠까음함됨임예,.!?)](?:\s*\[\d{1,2}\])*$")
_SENTENCE: Final = re.compile(r"[다요죠까]$")
_ORDINALS: Final = (
    "첫째",
    "둘째",
    "셋째",
    "넷째",
    "다섯째",
    "여섯째",
    "일곱째",
    "여덟째",
    "아홉째",
    "열째",
)
_CELLS: Final = {
    **dict.fromkeys("O○◯✓✔✅", "예"),
    **dict.fromkeys("X×✗✘❌", "아니요"),
    **dict.fromkeys("-–—", "없음"),
}
_SHORT_ITEM: Final = 40
"""Characters of a list item up to which it is one of a row within a sentence."""


def as_prose(text: str) -> str:
    """The text with headings, lists and tables as lines that end like sentences.

    Passage marks, emphasis and links stay; a text without any layout comes back as it is, and so
    does a foreign one: the words that are added are Korean.
    """
    if is_foreign(text):
        return text
    lines = text.replace("\r\n", "\n").split("\n")
    out: list[str] = []
    for kind, run in groupby(lines, key=_kind):
        out.extend(kind(list(run)))
    return "\n".join(out)


def _kind(line: str) -> Callable[[Sequence[str]], Iterator[str]]:
    line = line.strip()
    if _ROW.match(line) or (_RULE.match(line) and "|" in line):
        return _table
    if _NUMBERED.match(line):
        return _numbered
    if _BULLET.match(line):
        return _bulleted
    return _headings if _HEADING.match(line) else _lines


def _lines(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield _row_in_words(line) if _KEYED.match(line) else line


def _row_in_words(line: str) -> str:
    """A table row as the readers of documents write it: "상품: 스타터, 월 요금: 99,000원"."""
    marks = _MARKS.search(line)
    start = marks.start() if marks else len(line)
    words = _KEY.sub(lambda match: f"{_topic(match.group(1))} ", line[:start].rstrip("."))
    return f"{_ended_as_noun(words)}{line[start:]}"


def _topic(name: str) -> str:
    """The name with its topic particle; Latin letters get the one that reading may change."""
    bare = _BRACKETS.sub("", name).rstrip()
    return f"{name}{'은' if ending(bare) in {Ending.CONSONANT, Ending.RIEUL} else '는'}"


def _ended_as_noun(words: str) -> str:
    return f"{words}." if _ANY_ENDING.search(words) else f"{words}입니다."


def _headings(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield _ended(_HEADING.sub("", line, count=1), ".")


def _bulleted(lines: Sequence[str]) -> Iterator[str]:
    yield " ".join(_items([_BULLET.sub("", line, count=1) for line in lines]))


def _numbered(lines: Sequence[str]) -> Iterator[str]:
    numbers = [_number(line) for line in lines]
    if len(lines) < 2 or numbers != list(range(1, len(lines) + 1)) or len(lines) > len(_ORDINALS):
        yield from (_ended(line, ".") for line in lines)
        return
    items = (_NUMBERED.sub("", line, count=1) for line in lines)
    for ordinal, item in zip(_ORDINALS, items, strict=False):
        yield f"{ordinal}, {_ended(item, '.')}"


def _number(line: str) -> int:
    found = _NUMBERED.match(line)
    if found is None:
        return 0
    circled = found.group("circled")
    return ord(circled) - ord("①") + 1 if circled else int(found.group("number"))


def _items(items: Sequence[str]) -> Iterator[str]:
    for position, item in enumerate(items):
        is_last = position == len(items) - 1
        in_a_row = len(item) <= _SHORT_ITEM and not _SENTENCE.search(_MARKS.sub("", item))
        yield _ended(item, "," if in_a_row and not is_last else ".")


def _table(lines: Sequence[str]) -> Iterator[str]:
    rows = [_cells(line) for line in lines]
    ruled = [position for position, line in enumerate(lines) if _RULE.match(line)]
    if ruled != [1] or len(rows) < 3:
        kept = (row for position, row in enumerate(rows) if position not in ruled)
        yield from (", ".join(cell for cell in row if cell) for row in kept)
        return
    header = rows[0]
    for row in rows[2:]:
        pairs = [_pair(name, cell) for name, cell in zip(header[1:], row[1:], strict=False) if cell]
        first = row[0] if row else ""
        yield _ended_as_noun(f"{_topic(first)} {', '.join(pairs)}" if pairs else first)


def _pair(name: str, cell: str) -> str:
    return f"{name} {_CELLS.get(cell, cell)}".strip()


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _ended(line: str, sign: str) -> str:
    """The line with a sign at its end, unless it has one; passage marks stay behind the sign."""
    line = line.strip()
    if not line or _ENDED.search(line):
        return line
    marks = _MARKS.search(line)
    start = marks.start() if marks else len(line)
    return f"{line[:start]}{sign}{line[start:]}"
