"""What shows only over all pages of a PDF: running headers, scans, fonts without letters."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from pypdf import PageObject

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers.outline import clean
from ai.ingest.readers.pdf_lines import Line

Pages = Sequence[Sequence[Line]]

_FEWEST_PAGES: Final = 3
_MOST_OF: Final = 0.6
_EDGE: Final = 2
_LAST_NUMBER: Final = re.compile(r"(\d{1,4})(?=\s*(?:/\s*\d{1,4})?[-–\s]*$)")
_SCANNED: Final = 20
"""Characters a page: what a scanner or a stamp adds is less, what a person writes is more."""

_READABLE: Final = 0.7


def without_running_lines(pages: Pages) -> list[Line]:
    """The lines of all pages, less those that stand at the edge of most of them."""
    if len(pages) < _FEWEST_PAGES:
        return [line for page in pages for line in page]
    counted = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    running = {
        key for key, count in counted.items() if count >= max(_FEWEST_PAGES, _MOST_OF * len(pages))
    }
    return [
        line
        for page in pages
        for number, line in enumerate(page)
        if not (_at_edge(number, page) and _key(line) in running)
    ]


def check_text(lines: Sequence[Line], pages: Sequence[PageObject]) -> None:
    """DocumentError when there is no text to speak of: a scan, or fonts that name no letters."""
    text = "".join(line.text for line in lines)
    scanned = len(text) < _SCANNED * len(pages) and all(_holds_picture(page) for page in pages)
    if not text or scanned:
        raise DocumentError(
            DocumentFault.NO_TEXT,
            "the PDF has no text, only pictures; run text recognition (OCR) on it first",
        )
    if len(clean(text)) < _READABLE * len(text):
        raise DocumentError(
            DocumentFault.NO_TEXT,
            "the PDF's fonts do not say which letters they show; export it again with its text, "
            "or run text recognition (OCR) on it",
        )


def _edges(page: Sequence[Line]) -> list[Line]:
    return [line for number, line in enumerate(page) if _at_edge(number, page)]


def _at_edge(number: int, page: Sequence[Line]) -> bool:
    """Among the first or last lines of a page, neither a row of a table nor in larger type."""
    usual = Counter(line.size for line in page).most_common(1)[0][0]
    if _EDGE <= number < len(page) - _EDGE or page[number].size > usual:
        return False
    near = [*page[max(0, number - 1) : number], *page[number + 1 : number + 2]]
    return not any(page[number].is_row_with(line) for line in near)


def _key(line: Line) -> str:
    """The text, with a number at its end told by how far it is from the page's."""
    return _LAST_NUMBER.sub(lambda found: f"#{int(found.group(1)) - line.page}", line.text, count=1)


def _holds_picture(page: PageObject) -> bool:
    resources: Any = page.get("/Resources", {})
    things: Any = resources.get_object().get("/XObject", {}) if resources else {}
    return any(
        thing.get_object().get("/Subtype") == "/Image"
        for thing in (things.get_object().values() if things else ())
    )
