"""What Word needs and python-docx has no call for, done on the XML below it."""
# pyright: basic
# python-docx does not type its XML layer, so this file alone is checked without strict rules.

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph


def use_font(word: Document, styles: Iterable[str], font: str) -> None:
    """Name the font for Latin and, separately as Word wants it, for Hangul."""
    for name in styles:
        fonts = word.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia"):
            fonts.set(qn(script), font)


def number_from_one(word: Document, paragraphs: Iterable[Paragraph]) -> None:
    """Make the paragraphs a numbered list of their own instead of continuing the last one."""
    numbering = word.part.numbering_part.element
    used = word.styles["List Number"].element.pPr.numPr.numId.val
    number = numbering.add_num(numbering.num_having_numId(used).abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    for paragraph in paragraphs:
        reference = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
        reference.get_or_add_numId().val = number.numId
        reference.get_or_add_ilvl().val = 0


def mark_header_row(table: Table, fill: str) -> None:
    """Shade the first row and repeat it on every page."""
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
    for cell in row.cells:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), fill)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001
        for run in cell.paragraphs[0].runs:
            run.bold = True
