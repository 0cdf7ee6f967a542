"""Collects what a reader finds, under the headings it stands below."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ai.model import Block, BlockKind

_QUESTION: Final = re.compile(
    r"^\s*(?:Q\s*\d*\s*[.:)]|\[?질문\]?\s*\d*\s*[.:)\]]|문\s*\d*\s*[.:)])\s*\S", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a reader gives back. An empty title means: take the file's name."""

    title: str
    blocks: tuple[Block, ...]


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
        self._add("\n".join(labelled_rows(rows)), BlockKind.ROWS)

    def content(self, title: str = "") -> Content:
        """All that was collected; the first heading serves as the title when there is none."""
        self._keep_bare()
        return Content(title=_one_line(title), blocks=tuple(self._blocks))

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


def labelled_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows that make sense alone; a table of one row is a line of cells."""
    cleaned = [[_one_line(cell) for cell in row] for row in rows]
    filled = [row for row in cleaned if any(row)]
    if not filled:
        return []
    header, *body = filled
    if not body:
        return [", ".join(cell for cell in header if cell)]
    return [_labelled(header, row) for row in body]


def _labelled(header: Sequence[str], row: Sequence[str]) -> str:
    names = [*header, *([""] * (len(row) - len(header)))]
    cells = zip(names, row, strict=False)
    return ", ".join(f"{name}: {cell}" if name else cell for name, cell in cells if cell)


def _one_line(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())
