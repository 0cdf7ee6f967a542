"""Headings in text that has no markup: "2.1 계산 방법", "제3조(해지)", "[상담 시간]"."""

import re
from collections.abc import Sequence
from typing import Final

_NUMBERED: Final = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+\S")
_LEGAL: Final = re.compile(r"^제\s*\d+\s*([장절조])")
_BRACKETED: Final = re.compile(r"^(?:\[[^\[\]]+\]|【[^】]+】|<[^<>]+>|[■□◆◇▶]\s*\S.*)$")
_LEGAL_LEVELS: Final = {"장": 1, "절": 2, "조": 3}
_LONGEST: Final = 50
_SENTENCE_END: Final = re.compile(r"(?:[.!?:;,]|[다요]\.?)$")


def heading_level(line: str) -> int | None:
    """The level that a line would have as a heading, or None when it does not look like one."""
    line = line.strip()
    if len(line) > _LONGEST or _SENTENCE_END.search(line):
        return None
    if _BRACKETED.match(line):
        return 1
    if legal := _LEGAL.match(line):
        return _LEGAL_LEVELS[legal.group(1)]
    if numbered := _NUMBERED.match(line):
        return numbered.group(1).count(".") + 1
    return None


def heading_words(line: str) -> str:
    """The heading without its brackets or bullet."""
    line = line.strip()
    return line.strip("[]【】<>■□◆◇▶ ") if _BRACKETED.match(line) else line


def headings(lines: Sequence[str]) -> dict[int, int]:
    """Line number to level. A run of lines on one level is a list, not a run of headings."""
    levels = [heading_level(line) for line in lines]
    found: dict[int, int] = {}
    for number, level in enumerate(levels):
        before = levels[number - 1] if number else None
        after = levels[number + 1] if number + 1 < len(levels) else None
        if level is not None and level not in (before, after):
            found[number] = level
    return found
