"""Collects what a reader finds, under the headings it stands below."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ai.ingest.readers.tables import Cell, labelled_rows, laid_out
from ai.model import Block, BlockKind, Labels

NO_LABELS: Final = Labels()

_QUESTION: Final = re.compile(
    r"^\s*(?:Q\s*\d*\s*[.:)]|\[?질문\]?\s*\d*\s*[.:)\]]|문\s*\d*\s*[.:)])\s*\S", re.IGNORECASE
)

_UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f"  # control characters
    r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"  # no width, direction
    r"\ud800-\udfff\ue000-\uf8ff\ufff9-\uffff]"  # lone surrogates, private use, no characters
)

_PROGRAM: Final = re.compile(
    r"^Microsoft (?:Word|PowerPoint|Excel) - |\.(?:docx?|pptx?|xlsx?|hwpx?)$"
)
_NO_TITLE: Final = re.compile(
    r"^(?:untitled.*|제목\s?없음.*|(?:새\s)?문서\s?\d*|document\s?\d*|(?:PowerPoint|파워포인트) .*|"
    r"프레젠테이션\s?\d*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a reader gives back. An empty title means: take the file's name."""

    title: str
    blocks: tuple[Block, ...]
    labels: Labels = NO_LABELS


class Outline:
    """Blocks in reading order. A heading under which nothing stands becomes a block itself."""

    def __init__(self) -> None:
        self.page: int | None = None
        self._blocks: list[Block] = []
        self._path: list[tuple[int, str]] = []
        self._bare: Block | None = None

    def heading(self, level: int, text: str) -> None:
        """Open a section; 1 is the outermost level."""
        text = _one_line(text)
        if not text:
            return
        if self._path and self._path[-1][0] >= level:
            self._keep_bare()
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        self._path.append((level, text))
        self._bare = self._block(text, BlockKind.PARAGRAPH)

    def paragraph(self, text: str) -> None:
        """Add running text; one that asks ("Q. …") is kept with the text after it."""
        lines = [_one_line(line) for line in text.splitlines()]
        text = "\n".join(line for line in lines if line)
        kind = BlockKind.QUESTION if _QUESTION.match(text) else BlockKind.PARAGRAPH
        self._add(text, kind)

    def question(self, text: str) -> None:
        """Add a question whose answer follows."""
        self._add(_one_line(text), BlockKind.QUESTION)

    def items(self, items: Iterable[str]) -> None:
        """Add a list."""
        lines = [_one_line(item) for item in items]
        self._add("\n".join(line for line in lines if line), BlockKind.ITEMS)

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Add a table whose first row is its header: each row as "header: cell, header: cell"."""
        rows = [[_one_line(cell) for cell in row] for row in rows]
        self._add("\n".join(labelled_rows(rows)), BlockKind.ROWS)

    def cells(self, cells: Iterable[Cell]) -> None:
        """Add a table of cells; one of a single column is a frame around text, and read as text."""
        cells = list(cells)
        if len({cell.column for cell in cells}) < 2:
            for cell in cells:
                self.paragraph(cell.text)
            return
        table = laid_out([replace(cell, text=_one_line(cell.text)) for cell in cells])
        for caption in table.captions:
            self.paragraph(caption)
        self._add("\n".join(table.rows), BlockKind.ROWS)

    def content(self, title: str = "", labels: Labels = NO_LABELS) -> Content:
        """All that was collected."""
        self._keep_bare()
        return Content(title=_one_line(title), blocks=tuple(self._blocks), labels=labels)

    def _add(self, text: str, kind: BlockKind) -> None:
        if text:
            self._bare = None
            self._blocks.append(self._block(text, kind))

    def _block(self, text: str, kind: BlockKind) -> Block:
        path = tuple(heading for _, heading in self._path)
        return Block(text=text, kind=kind, heading_path=path, page=self.page)

    def _keep_bare(self) -> None:
        if self._bare:
            self._blocks.append(self._bare)
            self._bare = None


def stated_title(text: str | None) -> str:
    """The title in a file's properties, less what programs put there by themselves."""
    title = _PROGRAM.sub("", _one_line(text or ""))
    return "" if _NO_TITLE.match(title) else title


def clean(text: str) -> str:
    """Composed (NFC), without characters that are neither seen nor heard."""
    if not text.isascii() or not text.isprintable():
        text = _UNSEEN.sub("", text)
        text = unicodedata.normalize("NFC", text)
    return text


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
