"""The contact records in one object of the bucket.

Firehose ends each with a line break (`AppendDelimiterToRecord`), an older stream or another one
runs them together, so both are read: a record ends where its JSON does.
"""

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

MOST_RECORD_CHARACTERS: Final = 1_100_000
"""Firehose takes records of at most 1,000 KiB (Data Firehose developer guide, quotas)."""

MOST_OBJECT_BYTES: Final = 128 * 1024 * 1024
"""Firehose's largest buffer (Data Firehose developer guide, buffering hints)."""

_DECODER: Final = json.JSONDecoder()
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_NEXT: Final = re.compile(r"\n|\}(?=\{)")
"""Where the next record may begin: after a line break, or between two that run together."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A record's JSON object at a byte of the object; None where something else is there."""

    offset: int
    value: dict[str, Any] | None


def found_records(chunks: Iterable[bytes]) -> Iterator[Found]:
    """Every record of an object, in order, and every place where one can not be read.

    Holds no more than one record and one chunk. What lies beyond `MOST_OBJECT_BYTES` is one
    place that can not be read.
    """
    yield from _Reader(chunks).records()


class _Reader:
    """Text from `_at` on is still to be read; `_at` is byte `_offset` of the object."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        # Bytes that are no UTF-8 survive, so that offsets stay those of the object.
        self._decode = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode
        self._text, self._at, self._offset = "", 0, 0
        self._read, self._ended, self._too_large = 0, False, False
        self._broken: int | None = None

    def records(self) -> Iterator[Found]:
        while self._more_to_read():
            value, end = self._value()
            if value is not None:
                yield from self._told_broken()
                yield Found(offset=self._offset, value=value)
                self._move(end)
            elif end or not self._fetch():
                yield from self._skip()
        yield from self._told_broken()
        if self._too_large:
            yield Found(offset=self._offset, value=None)

    def _more_to_read(self) -> bool:
        """Goes to the next character that is no space; False at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._move(space.end() if space else self._at)
            if self._at < len(self._text):
                return True
            if not self._fetch():
                return False

    def _value(self) -> tuple[dict[str, Any] | None, int]:
        """The object that begins here and where it ends; an end alone where another value is."""
        try:
            value, end = _DECODER.raw_decode(self._text, self._at)
        except (ValueError, RecursionError):
            return None, 0  # perhaps only cut off
        return (cast("dict[str, Any]", value) if isinstance(value, dict) else None), end

    def _fetch(self) -> bool:
        """Some more text; False when there is none, or more is held than a record may have."""
        if self._ended or len(self._text) - self._at > MOST_RECORD_CHARACTERS:
            return False
        chunk = next(self._chunks, None)
        if chunk is not None:
            self._read += len(chunk)
        self._too_large = self._read > MOST_OBJECT_BYTES
        self._ended = chunk is None or self._too_large
        more = "" if chunk is None or self._too_large else self._decode(chunk)
        rest = self._decode(b"", final=True) if self._ended else ""
        self._text, self._at = self._text[self._at :] + more + rest, 0
        return True

    def _skip(self) -> Iterator[Found]:
        """Past what can not be read: to the next line, or to where a record may begin before."""
        if self._broken is None:
            self._broken = self._offset
        found = _NEXT.search(self._text, self._at + 1)
        line_ends = found is not None and found.group() == "\n"
        self._move(found.end() if found else len(self._text))
        if line_ends:
            yield from self._told_broken()

    def _told_broken(self) -> Iterator[Found]:
        if self._broken is not None:
            yield Found(offset=self._broken, value=None)
            self._broken = None

    def _move(self, to: int) -> None:
        passed = self._text[self._at : to]
        self._offset += len(passed.encode("utf-8", "surrogateescape"))
        self._at = to
