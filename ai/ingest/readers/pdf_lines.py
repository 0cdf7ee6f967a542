"""The lines of a PDF page with their type size, and the cells of lines that are table rows."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pypdf import PageObject

_SAME_LINE: Final = 0.35
"""Pieces whose baselines differ by less than this share of the type size are on one line."""

_CELL_GAP: Final = 0.9
"""A gap of more than this share of the type size is no word space: a cell begins."""

_ALIGNED: Final = 3.0
"""Points by which cells of one column may begin apart."""

_PAGE_NUMBER: Final = re.compile(r"^[-–\s]*\d{1,4}(?:\s*/\s*\d{1,4})?[-–\s]*$")


@dataclass(frozen=True)
class Cell:
    """Text that stands alone on its line, beginning `x` points from the left."""

    x: float
    text: str


@dataclass(frozen=True)
class Line:
    """One printed line. `size` is that of most of its type, in points."""

    cells: tuple[Cell, ...]
    size: float
    page: int

    @property
    def text(self) -> str:
        """The whole line."""
        return " ".join(cell.text for cell in self.cells)

    def is_row_with(self, other: "Line") -> bool:
        """Whether both lines are rows of one table: several cells, beginning at the same places."""
        return (
            len(self.cells) > 1
            and len(self.cells) == len(other.cells)
            and all(
                abs(mine.x - theirs.x) <= _ALIGNED
                for mine, theirs in zip(self.cells, other.cells, strict=True)
            )
        )

    def continues_row(self, row: "Line") -> bool:
        """Whether this line holds further text of cells other than a row's first."""
        starts = [cell.x for cell in row.cells[1:]]
        return all(any(abs(cell.x - start) <= _ALIGNED for start in starts) for cell in self.cells)


@dataclass(frozen=True)
class _Piece:
    x: float
    y: float
    size: float
    text: str


def page_lines(page: PageObject, number: int) -> list[Line]:
    """The lines of a page from its first to its last; page numbers are left out."""
    lines = [_line(pieces, number) for pieces in _grouped(_pieces(page))]
    return [line for line in lines if not _PAGE_NUMBER.match(line.text)]


def _pieces(page: PageObject) -> list[_Piece]:
    pieces: list[_Piece] = []

    def visit(
        text: str, user: Sequence[float], matrix: Sequence[float], _: object, size: float
    ) -> None:
        x = matrix[4] * user[0] + matrix[5] * user[2] + user[4]
        y = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
        scale = abs(matrix[3] or matrix[1] or 1) * abs(user[3] or user[1] or 1)
        for number, line in enumerate(text.split("\n")):
            if line.strip():
                drop = number * 2 * (size or 1) * scale  # only its order matters below
                pieces.append(_Piece(x, y - drop, round((size or 1) * scale, 1), line))

    page.extract_text(visitor_text=visit)
    return pieces


def _grouped(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    line: list[_Piece] = []
    for piece in pieces:
        if line and abs(piece.y - line[0].y) > _SAME_LINE * max(piece.size, line[0].size):
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def _line(pieces: Sequence[_Piece], page: int) -> Line:
    cells: list[Cell] = []
    sizes = Counter[float]()
    end = 0.0
    for piece in pieces:
        text = piece.text
        sizes[piece.size] += len(text.strip())
        if cells and piece.x - end <= _CELL_GAP * piece.size:
            cells[-1] = Cell(cells[-1].x, _clean(cells[-1].text + text))
        else:
            cells.append(Cell(piece.x, _clean(text)))
        end = piece.x + _width(text.strip()) * piece.size
    return Line(tuple(cells), sizes.most_common(1)[0][0], page)


def _clean(text: str) -> str:
    return " ".join(text.split()) + (" " if text.endswith(" ") else "")


def _width(text: str) -> float:
    """About how wide a text is, in type sizes: PDFs do not say."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return 0.95 * wide + 0.55 * (len(text) - wide)
