"""What openpyxl's quick reading leaves out of a workbook: hidden sheets, merged cells, formulas."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from openpyxl.utils.cell import range_boundaries

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers.archive import Archive

MOST_MERGED: Final = 20_000
"""Merged ranges of one sheet. More is refused."""

_BOOK: Final = "xl/workbook.xml"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHEET: Final = re.compile(r"^(?:\{.*\})?sheet$")
_MERGED: Final = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\""
)
_UNCALCULATED: Final = re.compile(
    rb"<(?:\w+:)?c\s(?![^>]*\bt=\"str\")[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)

_Span = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet that is shown, with its merged ranges: first (row, column) to last, from 1."""

    name: str
    merged: Mapping[_Span, _Span] = field(default_factory=dict[_Span, _Span])

    def bottom(self, row: int, column: int) -> int:
        """The last row of the cell that begins there."""
        return self.merged.get((row, column), (row, column))[0]

    def right(self, row: int, column: int) -> int:
        """The last column of the cell that begins there."""
        return self.merged.get((row, column), (row, column))[1]


def shown_sheets(archive: Archive) -> Sequence[Sheet]:
    """The sheets that are neither hidden nor charts.

    DocumentError when a formula's value was not saved: such cells would be read as empty, and a
    price list without its prices is worse than none.
    """
    relations = archive.relations(_BOOK)
    shown: list[Sheet] = []
    for element in archive.xml(_BOOK).iter():
        part = relations.get(element.get(_ID, ""), "")
        name = element.get("name", "")
        if not _SHEET.match(element.tag) or "worksheets/" not in part:
            continue
        if element.get("state", "visible") == "visible":
            content = archive.read(part)
            _check_formulas(name, content)
            shown.append(Sheet(name=name, merged=_merged(name, content)))
    return shown


def _check_formulas(sheet: str, content: bytes) -> None:
    if b"f>" not in content and b"<f" not in content:
        return
    missing = sum(1 for _ in _UNCALCULATED.finditer(content))
    if missing:
        raise DocumentError(
            DocumentFault.UNCALCULATED,
            f"{missing} formula(s) of sheet '{sheet}' have no saved value; open the file in Excel "
            "and save it",
        )


def _merged(sheet: str, content: bytes) -> dict[_Span, _Span]:
    merged: dict[_Span, _Span] = {}
    for number, found in enumerate(_MERGED.finditer(content)):
        if number == MOST_MERGED:
            raise DocumentError(
                DocumentFault.TOO_COMPLEX,
                f"sheet '{sheet}' has more than {MOST_MERGED} merged ranges; save it without them",
            )
        left, top, right, bottom = range_boundaries(found.group(1).decode())
        if None not in (left, top, right, bottom):
            merged[int(top or 0), int(left or 0)] = (int(bottom or 0), int(right or 0))
    return merged
