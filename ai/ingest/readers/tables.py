"""Tables, from cells that may span several rows and columns to rows that make sense alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ai.errors import DocumentError, DocumentFault

MOST_CELLS: Final = 300_000
"""Places of one table, merged ones counted by the places they cover. More is refused."""

_FIGURE: Final = re.compile(r"\d")
_PERIOD: Final = re.compile(r"^[\d.~\-\s]*(?:\d{4}|년|월|분기|반기|차|단계|안)[^\d]*$")


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell with its place, counted from 0, and how far it spans. `head`: marked as a header."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """Lines of text that stood above the rows, and the rows with the names of their columns."""

    captions: tuple[str, ...]
    rows: tuple[str, ...]


def laid_out(cells: Sequence[Cell]) -> Table:
    """A table of cells. A cell merged across rows counts in each; across columns, once."""
    cells = [cell for cell in cells if cell.text.strip() or cell.head]
    captions, cells = _captions(cells)
    if not cells:
        return Table(captions=captions, rows=())
    first = min(cell.row for cell in cells)
    heads = _head_count(cells, first)
    names = _names([cell for cell in cells if cell.row < first + heads])
    body = _spread([cell for cell in cells if cell.row >= first + heads])
    if not body:
        return Table(captions=captions, rows=(", ".join(dict.fromkeys(names.values())),))
    if heads == 0:
        return Table(captions=captions, rows=tuple(_led(row) for row in body))
    return Table(captions=captions, rows=tuple(_labelled(names, row) for row in body))


def labelled_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows below one header row, each as "header: cell, …"; a single row is a line of cells."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return []
    header, *body = filled
    if not body:
        return [", ".join(cell for cell in header if cell.strip())]
    names = dict(enumerate(header))
    repeated = list(header)  # on each page of a long table
    return [_labelled(names, [*enumerate(row)]) for row in body if list(row) != repeated]


def _captions(cells: Sequence[Cell]) -> tuple[tuple[str, ...], list[Cell]]:
    """Rows above all others that are one cell across the whole table, or the only one filled."""
    width = max((cell.column + cell.columns for cell in cells), default=0)
    captions: list[str] = []
    rest: list[Cell] = list(cells)
    while rest and width > 1:
        first = min(cell.row for cell in rest)
        row = [cell for cell in rest if cell.row == first]
        alone = len(row) == 1 and row[0].rows == 1 and len(rest) > 1
        if not alone or not (row[0].columns >= width or _titles(row[0], rest)):
            break
        captions.append(row[0].text)
        rest = [cell for cell in rest if cell.row != first]
    return tuple(captions), rest


def _titles(cell: Cell, cells: Sequence[Cell]) -> bool:
    """Whether a cell that is alone in its row stands above the beginning of a row of names."""
    below = [other for other in cells if other.row == cell.row + 1]
    leftmost = cell.column == min(other.column for other in cells)
    return leftmost and len(below) > 1 and not any(_FIGURE.search(other.text) for other in below)


def _head_count(cells: Sequence[Cell], first: int) -> int:
    """How many rows name the columns; 0 when the first cell of each row names the row."""
    top = [cell for cell in cells if cell.row == first]
    marked = {cell.row for cell in cells if cell.head}
    if marked:
        plain = {cell.row for cell in cells if not cell.head}
        count = 0
        while first + count in marked - plain:
            count += 1
        if count or _leads_rows(cells):
            return count
    if len({cell.row for cell in cells}) < 2:
        return 1
    if _says_values(top, cells):
        return 0
    tall = max(cell.rows for cell in top)
    wide = any(cell.columns > 1 for cell in top)
    if not wide:
        return 1
    if tall > 1:
        return tall
    below = [cell for cell in cells if cell.row == first + 1]
    deeper = any(cell.row > first + 1 for cell in cells)
    return 2 if deeper and not any(_FIGURE.search(cell.text) for cell in below) else 1


def _says_values(top: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Whether a table of two columns is a list of names and values: its first row has one already.

    "요금 | 99,000원" names no columns; "구분 | 2026년" does.
    """
    if len(top) != 2 or len({cell.column for cell in cells}) != 2:
        return False
    name, value = sorted(top, key=lambda cell: cell.column)
    return (
        name.rows == value.rows == 1
        and not _FIGURE.search(name.text)
        and bool(_FIGURE.search(value.text))
        and not _PERIOD.match(value.text)
    )


def _leads_rows(cells: Sequence[Cell]) -> bool:
    """Whether each row begins with a cell that is marked as its header."""
    starts: dict[int, Cell] = {}
    for cell in cells:
        if cell.row not in starts or cell.column < starts[cell.row].column:
            starts[cell.row] = cell
    return all(cell.head for cell in starts.values())


def _names(heads: Sequence[Cell]) -> dict[int, str]:
    """Column to name; headers that stand below each other are read in one."""
    names: dict[int, list[str]] = {}
    for cell in sorted(heads, key=lambda cell: (cell.row, cell.column)):
        for column in _columns(cell):
            found = names.setdefault(column, [])
            if cell.text not in found:
                found.append(cell.text)
    return {column: " ".join(found) for column, found in sorted(names.items())}


def _spread(cells: Sequence[Cell]) -> list[list[tuple[int, str]]]:
    rows: dict[int, dict[int, str]] = {}
    last = max((cell.row for cell in cells), default=0)
    count = 0
    for cell in cells:
        for row in range(cell.row, min(cell.row + cell.rows, last + 1)):
            count += 1
            if count > MOST_CELLS:
                raise DocumentError(
                    DocumentFault.TOO_COMPLEX,
                    f"a table has more than {MOST_CELLS} places; split it into several files",
                )
            rows.setdefault(row, {}).setdefault(cell.column, cell.text)
    return [sorted(row.items()) for _, row in sorted(rows.items())]


def _columns(cell: Cell) -> Iterable[int]:
    if cell.columns > MOST_CELLS:
        raise DocumentError(
            DocumentFault.TOO_COMPLEX, "a table cell spans more columns than any table has"
        )
    return range(cell.column, cell.column + cell.columns)


def _labelled(names: dict[int, str], row: Sequence[tuple[int, str]]) -> str:
    cells = [(names.get(column, "").strip(), text.strip()) for column, text in row]
    return ", ".join(f"{name}: {text}" if name else text for name, text in cells if text)


def _led(row: Sequence[tuple[int, str]]) -> str:
    """A row whose first cell names it."""
    (_, name), *rest = row
    return f"{name}: {', '.join(text for _, text in rest)}" if rest else name
