"""HTML, read by Beautiful Soup: what a reader of the page sees, menus and scripts left out."""

from typing import Final

from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype, NavigableString, Tag

from ai.ingest.readers.encoding import decode
from ai.ingest.readers.outline import Content, Outline

_HIDDEN: Final = (
    "script", "style", "noscript", "template", "nav", "footer", "svg", "iframe", "button", "select",
)  # fmt: skip
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_QUESTIONS: Final = frozenset({"dt", "summary"})
_BLOCKS: Final = frozenset(
    {*_HEADINGS, *_QUESTIONS, "p", "ul", "ol", "table", "pre", "div", "section", "article", "main",
     "header", "aside", "details", "dl", "dd", "blockquote", "figure", "figcaption", "li", "body",
     "form", "fieldset", "address", "hr", "center"}
)  # fmt: skip


def read(data: bytes) -> Content:
    """An .html file. The title is its h1, else the page's."""
    soup = BeautifulSoup(decode(data), "lxml")
    for hidden in soup.find_all([*_HIDDEN]):
        hidden.decompose()
    for header in soup.find_all("header"):
        if header.find([*_HEADINGS]) is None:
            header.decompose()  # a site's name and menu, not the page's
    named = soup.find("h1") or soup.title or soup.find("h2")
    title = named.get_text(" ") if named else ""
    outline = Outline()
    _add(outline, soup.body or soup)
    return outline.content(title)


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
    elif element.name == "table":
        outline.table(_rows(element))
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


def _rows(table: Tag) -> list[list[str]]:
    return [
        [cell.get_text(" ") for cell in row.find_all(["th", "td"])]
        for row in table.find_all("tr")
        if row.find_parent("table") is table
    ]


def _spaced(text: str) -> str:
    return " ".join(["", *text.split(), ""]) if text[:1].isspace() or text[-1:].isspace() else text
