"""Text without what only eyes want: markdown, HTML, passage marks, invisible characters."""

import html
import re
import unicodedata
from typing import Final

from ai.speech.marks import said, unmarked

_MARK: Final = re.compile(r"[^\S\n]*\[\d{1,2}\]")
_FOOTNOTE: Final = re.compile(r"[^\S\n]?\[\^[^\]\s]{1,40}\]:?")
_COMMENT: Final = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)
_BREAK: Final = re.compile(r"<(?:br|/?p|/?li|/?tr|/?div|/?h[1-6])\s?/?>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s[^<>\n]{0,300})?/?>")
_AUTOLINK: Final = re.compile(r"<((?:https?://|mailto:)?[^<>\s]{1,300}[.@][^<>\s]{1,300})>")
_FENCE: Final = re.compile(r"^[ \t]*(?:```|~~~)[A-Za-z0-9+-]{0,20}[ \t]*$", re.MULTILINE)
_LINK: Final = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\n]{0,1000}\)")
_REFERENCE: Final = re.compile(r"!?\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,100}\]")
_EMPHASIS: Final = re.compile(r"(\*\*|__|~~|==)(?=\S)(.{1,1000}?)(?<=\S)\1")
_STAR: Final = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,1000})(?<=\S)\*(?![\w*])")
_UNDERSCORE: Final = re.compile(r"(?<![\w_])_(?=\S)([^_\n]{1,1000})(?<=\S)_(?![\w_])")
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])")
_LINE_START: Final = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*•+■●▪◦]\s+(?:\[[ xX]\]\s+)?)", re.MULTILINE
)
_RULE: Final = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$", re.MULTILINE)
_TABLE_RULE: Final = re.compile(r"^\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t:-]*$", re.MULTILINE)
_TABLE_EDGE: Final = re.compile(r"^[ \t]*\||\|[ \t]*$", re.MULTILINE)


def without_marks(text: str) -> str:
    """The text without passage marks such as `[1]`."""
    return _MARK.sub("", text)


def plain(text: str) -> str:
    """The words alone, in lines; control characters, which XML forbids, are gone too."""
    text = _without_invisible(html.unescape(text.replace("\r\n", "\n").replace("\r", "\n")))
    text = _ESCAPE.sub(lambda match: said(match.group(1)), text)
    text = _BREAK.sub("\n", _AUTOLINK.sub(r"\1", _COMMENT.sub("", text)))
    text = _FENCE.sub("", _TAG.sub("", text)).replace("`", "")
    text = _REFERENCE.sub(r"\1", _LINK.sub(r"\1", without_marks(_FOOTNOTE.sub("", text))))
    text = _LINE_START.sub("", _TABLE_RULE.sub("", _RULE.sub("", text)))
    text = _UNDERSCORE.sub(r"\1", _STAR.sub(r"\1", _EMPHASIS.sub(r"\2", text)))
    text = unmarked(_TABLE_EDGE.sub("", text).replace(" | ", ", "))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _without_invisible(text: str) -> str:
    return "".join(
        " " if unicodedata.category(character) in {"Zl", "Zp"} else character
        for character in text
        if character in "\n\t" or unicodedata.category(character)[0] != "C"
    )
