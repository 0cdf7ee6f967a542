"""What callers say for what documents write: the product team's `glossary.csv`. Pure.

The file has the columns `spoken,written`, one pair a line: `핏클라우드,FitCloud`.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ai.errors import DocumentError, DocumentFault

GLOSSARY_FILE: Final = "glossary.csv"
"""Name of the file in the documents bucket. It is not a document: nobody is answered from it."""

_SHORT: Final = 2
"""Spoken forms of at most this many characters are only found at the start of a word."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """One way to say what documents write in another way."""

    spoken: str
    written: str


@dataclass(frozen=True)
class Glossary:
    """The team's terms, in the order of the file."""

    terms: tuple[Term, ...] = ()

    def rewrite(self, text: str) -> str:
        """The text with every spoken form as documents write it, however it was spaced."""
        return "".join(piece for piece, _ in self.pieces(text))

    def pieces(self, text: str) -> list[tuple[str, bool]]:
        """The same in pieces, each with whether it is one of the terms as documents write it."""
        if not self.terms:
            return [(text, False)]
        found: list[tuple[str, bool]] = []
        end = 0
        for match in self._pattern.finditer(text):
            found.append((text[end : match.start()], False))
            found.append((self._written[_key(match.group())], True))
            end = match.end()
        return [*found, (text[end:], False)]

    def spoken_forms(self, text: str) -> list[str]:
        """How a caller would say the terms that a passage writes."""
        lowered = text.lower()
        return [term.spoken for term in self.terms if term.written.lower() in lowered]

    @property
    def readings(self) -> Mapping[str, str]:
        """Written form to its first spoken form: how to read it aloud."""
        first: dict[str, str] = {}
        for term in self.terms:
            first.setdefault(term.written, term.spoken)
        return first

    @cached_property
    def _written(self) -> dict[str, str]:
        return {_key(term.spoken): term.written for term in reversed(self.terms)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._written, key=len, reverse=True)
        return re.compile("|".join(_spaced(key) for key in longest_first), re.IGNORECASE)


def read_glossary(text: str) -> Glossary:
    """The glossary in a CSV text; DocumentError says which line is wrong."""
    rows = list(csv.reader(io.StringIO(text)))
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if header[:2] != ["spoken", "written"]:
        raise DocumentError(
            DocumentFault.GLOSSARY,
            f"{GLOSSARY_FILE} must begin with the header line `spoken,written`",
        )
    terms: list[Term] = []
    for line, row in enumerate(rows[1:], start=2):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) < 2 or not _key(cells[0]) or not cells[1]:
            raise DocumentError(
                DocumentFault.GLOSSARY,
                f"{GLOSSARY_FILE} line {line}: both columns, spoken and written, need a value",
            )
        terms.append(Term(spoken=cells[0], written=cells[1]))
    return Glossary(tuple(terms))


def _key(spoken: str) -> str:
    return re.sub(r"\s+", "", spoken).lower()


def _spaced(key: str) -> str:
    pattern = r"\s*".join(re.escape(character) for character in key)
    return rf"(?<![\w]){pattern}" if len(key) <= _SHORT else pattern
