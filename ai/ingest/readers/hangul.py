"""What .hwp and .hwpx have in common: paragraphs by outline level, lists, tables, and the title."""

import re
from collections.abc import Sequence
from typing import Final

from ai.ingest.readers.outline import Content, Outline
from ai.ingest.readers.plain_headings import heading_words, headings
from ai.ingest.readers.tables import Cell

_OUTLINE_STYLE: Final = re.compile(r"^(?:개요|outline|제목|heading)\s*(\d{1,2})$", re.IGNORECASE)
_BULLET: Final = re.compile(r"^\s*(?:[-*•·ㆍ○◦●▪‣※]|ㅇ(?=\s))\s*(?=\S)")
_SENTENCE_END: Final = re.compile(r"[.!?。:]$")
_LONGEST_TITLE: Final = 60
_DEEPEST: Final = 10


def outline_level(style: str) -> int | None:
    """The level, from 1, of a paragraph style that Hangul's outline uses ("개요 1")."""
    found = _OUTLINE_STYLE.match(style.strip())
    return max(1, min(int(found.group(1)), _DEEPEST)) if found else None


class Flow:
    """Paragraphs and tables in reading order.

    Few authors use outline styles. Where none are used, lines that look like headings are ("제3조
    (해지)", "□ 신청 방법"); the first short line is the title.
    """

    def __init__(self) -> None:
        self._outline = Outline()
        self._title: str | None = None  # None until the first words, which are it or not
        self._lines: list[str] = []
        self._items: list[str] = []

    def paragraph(self, text: str, *, level: int | None = None, item: bool = False) -> None:
        """Add a paragraph; `level` is its outline level, from 1; `item`: of a list."""
        text = text.strip()
        if not text:
            self._flush()
            return
        if level is not None and len(text) <= 2 * _LONGEST_TITLE:
            self._flush()
            self._take_title(text)
            self._outline.heading(level + 1, text)
        elif item or _BULLET.match(text):
            self._flush_lines()
            self._take_title("")
            self._items.append(_BULLET.sub("", text))
        else:
            self._flush_items()
            self._lines.append(text)

    def table(self, cells: Sequence[Cell], caption: str = "") -> None:
        """Add a table below its caption; one that frames a single text is that text."""
        if caption.strip():
            self._flush()
            self._take_title("")
            self._outline.paragraph(caption)
        if len({cell.column for cell in cells}) == 1:
            for cell in cells:
                for line in cell.text.split("\n"):
                    self.paragraph(line)
            return
        self._flush()
        self._take_title("")
        self._outline.cells(cells)

    def content(self, title: str = "") -> Content:
        """All that was added; `title` is used where the text shows none."""
        self._flush()
        return self._outline.content(self._title or title)

    def _take_title(self, text: str) -> None:
        self._title = text if self._title is None else self._title

    def _flush(self) -> None:
        self._flush_lines()
        self._flush_items()

    def _flush_lines(self) -> None:
        lines, self._lines = self._lines, []
        if lines and self._title is None and _is_title(lines[0]):
            self._take_title(lines[0])
            self._outline.heading(1, lines.pop(0))
        elif lines:
            self._take_title("")
        levels = headings(lines)
        for number, line in enumerate(lines):
            if number in levels:
                self._outline.heading(levels[number] + _DEEPEST + 1, heading_words(line))
            else:
                self._outline.paragraph(line)

    def _flush_items(self) -> None:
        items, self._items = self._items, []
        self._outline.items(items)


def _is_title(line: str) -> bool:
    return (
        "\n" not in line
        and len(line) <= _LONGEST_TITLE
        and not _SENTENCE_END.search(line)
        and not headings([line])
    )
