"""What a document says of itself in its first lines, between two lines of "---".

Only `key: value` lines are read, not all of YAML: teams write titles with colons, and YAML's
aliases can blow a few lines up to gigabytes.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ai.errors import DocumentError, DocumentFault
from ai.model import Labels

_FRONT: Final = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD: Final = re.compile(r"^([^\s:#\-][^:]*?)\s*:(?:\s+(.*?))?\s*$")
_COMMENT: Final = re.compile(r"\s+#.*$")
_DATE: Final = re.compile(r"^(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?$")
_LANGUAGES: Final[Mapping[str, str]] = {
    "한국어": "ko", "korean": "ko", "영어": "en", "english": "en", "일본어": "ja", "japanese": "ja",
    "중국어": "zh", "chinese": "zh",
}  # fmt: skip
_KEYS: Final[Mapping[str, str]] = {
    "title": "title", "제목": "title",
    "product": "product", "제품": "product", "상품": "product", "서비스": "product",
    "language": "language", "lang": "language", "언어": "language",
    "valid_from": "valid_from", "시작일": "valid_from", "적용일": "valid_from",
    "시행일": "valid_from",
    "valid_until": "valid_until", "종료일": "valid_until", "만료일": "valid_until",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Front:
    """The title (empty when not said), the labels, and the text after them."""

    title: str
    labels: Labels
    text: str


def split_front(text: str) -> Front:
    """Front matter and the text below it. DocumentError names the line that can not be read."""
    found = _FRONT.match(text)
    if not found:
        return Front(title="", labels=Labels(), text=text)
    fields: dict[str, str] = {}
    labels = Labels()
    before = text[: found.start(1)].count("\n")
    for number, line in enumerate(found.group(1).split("\n"), start=before + 1):
        field = _FIELD.match(_COMMENT.sub("", line))
        key = _KEYS.get(field.group(1).strip().lower().replace("-", "_")) if field else None
        value = _unquoted(field.group(2) or "") if field else ""
        if not key or not value:
            continue
        fields[key] = value
        labels = label(labels, key, value, f"line {number}")
    return Front(title=fields.get("title", ""), labels=labels, text=text[found.end() :])


def label(labels: Labels, key: str, value: str, place: str) -> Labels:
    """The labels with one more, as it is written in a document; other keys change nothing."""
    read = _READ.get(key)
    if read is None:
        return labels
    try:
        labels = read(labels, value.strip())
    except ValueError as error:
        raise DocumentError(DocumentFault.FRONT_MATTER, f"{place}: {key}: {error}") from error
    if labels.valid_from and labels.valid_until and labels.valid_until < labels.valid_from:
        raise DocumentError(
            DocumentFault.FRONT_MATTER,
            f"{place}: the document would hold until {labels.valid_until}, "
            f"before it holds from {labels.valid_from}; correct one of the dates",
        )
    return labels


def _date(value: str) -> date:
    found = _DATE.match(value)
    if not found:
        raise ValueError(f"'{value}' is no date; write it like 2026-01-31")
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError as error:
        raise ValueError(f"'{value}' is a day that does not exist") from error


def _language(value: str) -> str:
    code = _LANGUAGES.get(value.lower()) or re.split(r"[-_]", value.lower())[0]
    if not re.fullmatch(r"[a-z]{2}", code):
        raise ValueError(f"'{value}' is no language code of two letters, as in ko or en")
    return code


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value


_READ: Final[Mapping[str, Callable[[Labels, str], Labels]]] = {
    "product": lambda labels, value: replace(labels, product=value),
    "language": lambda labels, value: replace(labels, language=_language(value)),
    "valid_from": lambda labels, value: replace(labels, valid_from=_date(value)),
    "valid_until": lambda labels, value: replace(labels, valid_until=_date(value)),
}
