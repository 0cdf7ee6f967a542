"""Renders blocks as a PDF with an embedded subset of a Korean font."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from markup import Bullets, Heading, Note, Paragraph, Steps, Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from markup import Block

_FAMILY: Final = "NanumGothic"
_MARGIN_MM: Final = 20
_BODY_PT: Final = 10.5
_LINE_MM: Final = 6.4
_HEADING_PT: Final = {1: 19.0, 2: 13.5, 3: 11.5}
_KEEP_WITH_HEADING_MM: Final = 38
_INK: Final = (30, 34, 42)
_ACCENT: Final = (20, 78, 140)
_MUTED: Final = (110, 116, 126)
_HEADER_FILL: Final = (232, 238, 246)


class _Page(FPDF):
    """A4 pages with the page number at the bottom."""

    def footer(self) -> None:
        """Write the page number."""
        self.set_y(-14)
        self.set_font(_FAMILY, size=8.5)
        self.set_text_color(*_MUTED)
        self.cell(0, 6, f"{self.page_no()} / {{nb}}", align="C")


def render_pdf(blocks: list[Block], title: str, fonts: Path, when: datetime) -> bytes:
    """Return the document as the bytes of a PDF file."""
    page = _new_page(title, fonts, when)
    for block in blocks:
        _write(page, block)
    return bytes(page.output())


def _new_page(title: str, fonts: Path, when: datetime) -> _Page:
    page = _Page(format="A4")
    page.set_margin(_MARGIN_MM)
    page.set_auto_page_break(auto=True, margin=_MARGIN_MM)
    page.add_font(_FAMILY, fname=fonts / "NanumGothic.ttf")
    page.add_font(_FAMILY, style="B", fname=fonts / "NanumGothicBold.ttf")
    page.set_title(title)
    page.set_author("Saltware (sample)")
    page.set_lang("ko-KR")
    page.set_creation_date(when)
    page.add_page()
    return page


def _write(page: _Page, block: Block) -> None:
    match block:
        case Heading(level, text):
            _write_heading(page, level, text)
        case Note(text):
            _write_text(page, text, size=9, color=_MUTED)
        case Paragraph(text):
            _write_text(page, text)
        case Bullets(items):
            _write_items(page, (f"• {item}" for item in items))
        case Steps(items):
            _write_items(page, (f"{number}. {item}" for number, item in enumerate(items, 1)))
        case Table(rows):
            _write_table(page, rows)


def _write_heading(page: _Page, level: int, text: str) -> None:
    if page.get_y() + _KEEP_WITH_HEADING_MM > page.page_break_trigger:
        page.add_page()
    elif level > 1:
        page.ln(3 if level == 2 else 1)  # a section starts with more room
    page.start_section(text, level - 1)
    page.set_font(_FAMILY, style="B", size=_HEADING_PT[level])
    page.set_text_color(*_ACCENT)
    page.multi_cell(0, _HEADING_PT[level] * 0.62, text, align="L", new_x="LMARGIN", new_y="NEXT")
    page.ln(1)


def _write_text(
    page: _Page, text: str, *, size: float = _BODY_PT, color: tuple[int, int, int] = _INK
) -> None:
    """Write a paragraph, whole on one page: sentences must not be cut by a page number."""
    page.set_font(_FAMILY, size=size)
    page.set_text_color(*color)
    height = page.multi_cell(0, _LINE_MM, text, align="L", dry_run=True, output="HEIGHT")
    if isinstance(height, float) and page.will_page_break(height):
        page.add_page()
        page.set_font(_FAMILY, size=size)
        page.set_text_color(*color)
    page.multi_cell(0, _LINE_MM, text, align="L", new_x="LMARGIN", new_y="NEXT")
    page.ln(2)


def _write_items(page: _Page, items: Iterable[str]) -> None:
    for item in items:
        _write_text(page, item)
    page.ln(1)


def _write_table(page: _Page, rows: tuple[tuple[str, ...], ...]) -> None:
    page.set_font(_FAMILY, size=9.5)
    page.set_text_color(*_INK)
    page.set_draw_color(*_MUTED)
    page.set_line_width(0.15)
    with page.table(
        borders_layout=TableBordersLayout.ALL,
        col_widths=_widths(rows),
        headings_style=FontFace(emphasis="BOLD", fill_color=_HEADER_FILL),
        line_height=_LINE_MM,
        padding=(1, 2, 1, 2),
        text_align="LEFT",
    ) as table:
        for row in rows:
            cells = table.row()
            for cell in row:
                cells.cell(cell)
    page.ln(3)


def _widths(rows: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
    """Give each column room for its longest cell, within reason."""
    return tuple(max(7, min(26, max(map(len, column)))) for column in zip(*rows, strict=True))
