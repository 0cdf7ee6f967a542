"""Plain text: paragraphs between blank lines, numbered headings."""

import re

from ai.ingest.readers.encoding import decode
from ai.ingest.readers.front_matter import split_front
from ai.ingest.readers.outline import Content, Outline
from ai.ingest.readers.plain_headings import heading_words, headings

_TITLE_LONGEST = 60


def read(data: bytes) -> Content:
    """A .txt file. Its first line is the title when it stands alone and is short."""
    outline = Outline()
    front = split_front(decode(data))
    paragraphs = [part for part in re.split(r"\n[ \t]*\n", front.text.strip()) if part.strip()]
    title = ""
    if len(paragraphs) > 1 and _is_title(paragraphs[0]):
        title = paragraphs[0].strip()
        outline.heading(1, title)
    for paragraph in paragraphs[1 if title else 0 :]:
        _add(outline, paragraph)
    return outline.content(front.title or title, front.labels)


def _is_title(paragraph: str) -> bool:
    line = paragraph.strip()
    return "\n" not in line and len(line) <= _TITLE_LONGEST and not line.endswith((".", "?", "!"))


def _add(outline: Outline, paragraph: str) -> None:
    lines = paragraph.strip().split("\n")
    level = headings(lines).get(0)
    if level is not None:
        outline.heading(level + 1, heading_words(lines[0]))
        lines = lines[1:]
    if lines and all(re.match(r"\s*[-*•·]\s", line) for line in lines):
        outline.items(re.sub(r"^\s*[-*•·]\s+", "", line) for line in lines)
    else:
        outline.paragraph("\n".join(lines))
