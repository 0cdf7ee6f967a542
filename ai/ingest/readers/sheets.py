"""Excel (.xlsx), read by openpyxl: sheet by sheet, values as shown, merged cells as one.

Hidden sheets are left out: their authors do not show them either. Hidden rows and columns are
read, for they are filters more often than secrets. A sheet is cut at empty rows into tables.
"""

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Any, Final

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers.archive import Archive
from ai.ingest.readers.number_format import shown
from ai.ingest.readers.outline import Content, Outline
from ai.ingest.readers.sheet_parts import Sheet, shown_sheets
from ai.ingest.readers.tables import Cell

MOST_CELLS: Final = 300_000
"""Filled cells of one file; more is data for a program, not something that callers ask about."""

MOST_PLACES: Final = 10_000_000
"""Places looked at for them, empty ones included."""

_NAMELESS: Final = re.compile(r"^(?:sheet|시트)\s*\d*$", re.IGNORECASE)
_LONGEST_HEADING: Final = 60

_Row = list[tuple[int, str, bool]]
"""Column, text, and whether it is a figure, for each filled cell."""


def read(data: bytes) -> Content:
    """An .xlsx file. The name of each shown sheet is a heading, unless it is just "Sheet1"."""
    archive = Archive(data)
    archive.check_prologues()
    sheets = shown_sheets(archive)
    outline = Outline()
    budget = _Budget()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of drawings and styles it leaves out
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        except (InvalidFileException, KeyError) as error:
            raise DocumentError(
                DocumentFault.CORRUPT, "the file holds no workbook; save it again with Excel"
            ) from error
        for sheet in sheets:
            regions = _regions(sheet, _rows(book[sheet.name], budget))
            if regions and (len(sheets) > 1 or not _NAMELESS.match(sheet.name)):
                outline.heading(1, sheet.name)
            for region in regions:
                _add_region(outline, sheet, region)
        book.close()
    return outline.content()


class _Budget:
    """What is left of the limits, over all sheets."""

    def __init__(self) -> None:
        self._cells = MOST_CELLS
        self._places = MOST_PLACES

    def take(self, cells: int, places: int) -> None:
        self._cells -= cells
        self._places -= places
        if self._cells < 0 or self._places < 0:
            raise DocumentError(
                DocumentFault.TOO_LARGE,
                f"the workbook has more than {MOST_CELLS} filled cells, or spreads them over more "
                f"than {MOST_PLACES} places; keep what callers ask about and split the rest",
            )


def _rows(worksheet: Any, budget: _Budget) -> Iterator[tuple[int, _Row]]:
    """Filled rows with their numbers, from 1. The size that the file states is not trusted."""
    worksheet.reset_dimensions()
    for number, cells in enumerate(worksheet.iter_rows(), start=1):
        row: _Row = []
        for column, cell in enumerate(cells, start=1):
            if cell.value is not None and cell.data_type != "e":
                text = shown(cell.value, cell.number_format or "").strip()
                if text:
                    row.append((column, text, cell.data_type not in {"s", "inlineStr", "str"}))
        budget.take(len(row), len(cells) + 1)
        if row:
            yield number, row


def _regions(sheet: Sheet, rows: Iterator[tuple[int, _Row]]) -> list[dict[int, _Row]]:
    """Runs of filled rows; a merged cell bridges the empty rows that it covers."""
    regions: list[dict[int, _Row]] = []
    last = -1
    for number, row in rows:
        if number > last + 1 and not (regions and _goes_on(regions[-1], row)):
            regions.append({})
        regions[-1][number] = row
        last = max(number, *(sheet.bottom(number, column) for column, _, _ in row))
    return regions


def _goes_on(region: dict[int, _Row], row: _Row) -> bool:
    """Whether a row after a gap belongs to the table above: it begins there and has figures."""
    widest = max(region.values(), key=len)
    return (
        len(widest) > 1
        and len(row) > 1
        and row[0][0] == widest[0][0]
        and row[-1][0] <= widest[-1][0]
        and any(figure for _, _, figure in row)
    )


def _add_region(outline: Outline, sheet: Sheet, region: dict[int, _Row]) -> None:
    """Lines of one cell above a table are its headings; without a table they are text."""
    numbers = sorted(region)
    start = 0
    while start < len(numbers) and len(region[numbers[start]]) == 1:
        start += 1
    table = numbers[start:]
    for number in numbers[:start]:
        text = region[number][0][1]
        if len(table) > 1 and len(text) <= _LONGEST_HEADING and number == numbers[0]:
            outline.heading(2, text)
        else:
            outline.paragraph(text)
    if table:
        outline.cells(_cells(sheet, table, region))


def _cells(sheet: Sheet, numbers: Sequence[int], region: dict[int, _Row]) -> Iterator[Cell]:
    place = {number: row for row, number in enumerate(numbers)}
    for number in numbers:
        for column, text, _ in region[number]:
            bottom = sheet.bottom(number, column)
            yield Cell(
                text=text,
                row=place[number],
                column=column,
                rows=sum(number <= other <= bottom for other in numbers) if bottom > number else 1,
                columns=sheet.right(number, column) - column + 1,
            )
