"""Text without what only eyes want: markdown, passage marks, invisible characters."""

import re
import unicodedata
from typing import Final

_MARK: Final = re.compile(r"\s*\[\d{1,2}\]")
_LINK: Final = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_EMPHASIS: Final = re.compile(r"(\*\*|__|~~|`+)(?=\S)(.+?)(?<=\S)\1")
_STAR: Final = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_LINE_START: Final = re.compile(r"^\s*(?:#{1,6}\s+|>\s?|[-*•]\s+)", re.MULTILINE)
_RULE: Final = re.compile(r"^\s*(?:[-*_]\s*){3,}$", re.MULTILINE)
_TABLE_EDGE: Final = re.compile(r"^\s*\||\|\s*$", re.MULTILINE)


def without_marks(text: str) -> str:
    """The text without passage marks such as `[1]`."""
    return _MARK.sub("", text)


def plain(text: str) -> str:
    """The words alone, in lines; control characters, which XML forbids, are gone too."""
    text = "".join(
        character
        for character in text.replace("\r\n", "\n")
        if character in "\n\t" or unicodedata.category(character)[0] != "C"
    )
    text = _RULE.sub("", _LINK.sub(r"\1", without_marks(text.replace("```", ""))))
    text = _LINE_START.sub("", text)
    text = _STAR.sub(r"\1", _EMPHASIS.sub(r"\2", text))
    text = _TABLE_EDGE.sub("", text).replace(" | ", ", ")
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
