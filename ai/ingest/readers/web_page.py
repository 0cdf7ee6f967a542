"""HTML, read by Beautiful Soup: what a reader of the page sees, menus and scripts left out."""

import warnings
from collections.abc import Iterator
from typing import Final

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import Comment, Doctype, NavigableString, Tag

from ai.ingest.readers.encoding import decode
from ai.ingest.readers.front_matter import label
from ai.ingest.readers.outline import Content, Outline
from ai.ingest.readers.tables import Cell
from ai.model import Labels

_HIDDEN: Final = (
    "script", "style", "noscript", "template", "nav", "footer", "svg", "iframe", "button", "select",
)  # fmt: skip
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_QUESTIONS: Final = frozenset({"dt", "summary"})
_BLOCKS: Final = frozenset(
    {*_HEADINGS, *_QUESTIONS, "p", "ul", "ol", "table", "pre", "div", "section", "article", "main",
     "header", "aside", "details", "dl", "dd", "blockquote", "figure", "figcaption", "li", "body",
     "form", "fieldset", "address", "hr", "center", "tr", "td", "th"}
)  # fmt: skip

_MOST_COLUMNS: Final = 1_000
_MOST_ROWS: Final = 65_534


def read(data: bytes) -> Content:
    """An .html file. The title is its h1, else the page's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML is HTML to us
        soup = BeautifulSoup(decode(data), "lxml")
    for hidden in soup.find_all([*_HIDDEN]):
        hidden.decompose()
    for header in soup.find_all("header"):
        if header.find([*_HEADINGS]) is None:
            header.decompose()  # a site's name and menu, not the page's
    named = soup.find("h1") or soup.title or soup.find("h2")
    title = named.get_text(" ") if named else ""
    labels = _labels(soup)
    outline = Outline()
    _add(outline, soup.body or soup)
    return outline.content(title, labels)


def _add(outline: Outline, element: Tag) -> None:
    """Add what an element holds: text between its blocks as paragraphs, blocks by their kind."""
    text = ""
    for child in element.children:
        if isinstance(child, Tag) and _holds_blocks(child):
            outline.paragraph(text)
            text = ""
            _add_block(outline, child)
        elif isinstance(child, Tag):
            text += "\n" if child.name == "br" else child.get_text()
        elif isinstance(child, NavigableString) and not isinstance(child, Comment | Doctype):
            text += _spaced(child)
    outline.paragraph(text)


def _add_block(outline: Outline, element: Tag) -> None:
    if level := _HEADINGS.get(element.name):
        outline.heading(level, element.get_text(" "))
    elif element.name in _QUESTIONS:
        outline.question(element.get_text(" "))
    elif element.name in {"ul", "ol"}:
        outline.items(_items(element))
    elif element.name == "table" and not _lays_out(element):
        for caption in element.find_all("caption"):
            outline.paragraph(caption.get_text(" "))
        outline.cells(_cells(element))
    else:
        _add(outline, element)


def _holds_blocks(element: Tag) -> bool:
    return element.name in _BLOCKS or element.find([*_BLOCKS]) is not None


def _items(element: Tag) -> list[str]:
    return [
        " ".join(
            _spaced(string)
            for string in item.find_all(string=True)
            if string.find_parent("li") is item
        )
        for item in element.find_all("li")
    ]


def _lays_out(table: Tag) -> bool:
    """Whether a table only arranges the page: it holds headings or further tables."""
    return table.find([*_HEADINGS, "table"]) is not None


def _cells(table: Tag) -> Iterator[Cell]:
    """Cells with their places; spans are limited as HTML's own rules limit them."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    taken: dict[int, int] = {}  # column to the first row that is free there again
    for number, row in enumerate(rows):
        column = 0
        for cell in row.find_all(["th", "td"], recursive=False):
            while taken.get(column, 0) > number:
                column += 1
            columns = _span(cell, "colspan", _MOST_COLUMNS)
            height = min(_span(cell, "rowspan", _MOST_ROWS), len(rows) - number)
            yield Cell(
                text=cell.get_text(" "),
                row=number,
                column=column,
                rows=height,
                columns=columns,
                head=cell.name == "th",
            )
            for covered in range(column, column + columns):
                taken[covered] = number + height
            column += columns


def _span(cell: Tag, name: str, most: int) -> int:
    written = str(cell.get(name, "1")).strip()
    return max(1, min(int(written), most)) if written.isdecimal() and len(written) < 10 else 1


def _labels(soup: BeautifulSoup) -> Labels:
    """From `<meta name="product">`, valid_from, valid_until and language."""
    labels = Labels()
    for meta in soup.find_all("meta"):
        name, value = str(meta.get("name", "")).strip().lower(), str(meta.get("content", ""))
        if value.strip():
            key = name.replace("-", "_")
            labels = label(labels, key, value, f'<meta name="{name}">')
    return labels


def _spaced(text: str) -> str:
    return " ".join(["", *text.split(), ""]) if text[:1].isspace() or text[-1:].isspace() else text
