"""What callers say for what documents write: the product team's `glossary.csv`. Pure.

The file has the columns `spoken,written`, one pair a line: `핏클라우드,FitCloud`. Where callers
also ask in English, `refund,환불` says what the documents call it.
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

_HANGUL: Final = re.compile(r"[가-힣]")
_MARK: Final = re.compile(r"\[[^\[\]]*\]")
_BETWEEN: Final = r"[\s.\-]*"
"""What a recogniser puts between the letters of a name and the words of a term: S. L. A."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """One way to say what documents write in another way."""

    spoken: str
    written: str

    @property
    def is_translation(self) -> bool:
        """Whether it gives the Korean for words of another language, as in "refund" for 환불."""
        return not _HANGUL.search(self.spoken) and bool(_HANGUL.search(self.written))


@dataclass(frozen=True)
class Glossary:
    """The team's terms, in the order of the file.

    Translations are kept apart: they only serve to find passages for a question in English. How
    Korean is read, counted and compared does not depend on them.
    """

    terms: tuple[Term, ...] = ()

    def rewrite(self, text: str) -> str:
        """The text with every spoken form as documents write it, however it was spaced."""
        return "".join(piece for piece, _ in self.pieces(text))

    def pieces(self, text: str) -> list[tuple[str, bool]]:
        """The same in pieces, each with whether it is one of the terms as documents write it."""
        if not self._written:
            return [(text, False)]
        found: list[tuple[str, bool]] = []
        end = 0
        for match in self._pattern.finditer(text):
            found.append((text[end : match.start()], False))
            found.append((self._written[_key(match.group())], True))
            end = match.end()
        return [*found, (text[end:], False)]

    def translated(self, text: str) -> str:
        """A text in English with the documents' Korean for all terms that have a translation.

        A text with Hangul in it stays as it is: what it writes in Latin letters is a name. Marks
        that stand for personal data are no Hangul.
        """
        if not self._translations or _HANGUL.search(_MARK.sub("", text)):
            return text
        return self._translation_pattern.sub(self._translation, text)

    def spoken_forms(self, text: str) -> list[str]:
        """How a Korean caller would say the terms that a passage writes."""
        lowered = text.lower()
        return [term.spoken for term in self._names if term.written.lower() in lowered]

    @property
    def readings(self) -> Mapping[str, str]:
        """Written form to its first spoken form in Hangul: how to read it aloud."""
        first: dict[str, str] = {}
        for term in self._names:
            if _HANGUL.search(term.spoken):
                first.setdefault(term.written, term.spoken)
        return first

    @cached_property
    def _names(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.is_translation)

    @cached_property
    def _written(self) -> dict[str, str]:
        return {_key(term.spoken): term.written for term in reversed(self._names)}

    @cached_property
    def _translations(self) -> dict[str, str]:
        """Letters and digits of a term to its Korean, and of the documents' names to themselves.

        Names are there so that no part of one is translated: a Savings Plan is no 요금제.
        """
        pairs = [(term.spoken, term.written) for term in self.terms if term.is_translation]
        if not pairs:
            return {}
        names = {term.written for term in self._names if not _HANGUL.search(term.written)}
        found = {_letters(name): name for name in sorted(names)}
        found |= {_letters(name).removesuffix("s"): name for name in sorted(names) if " " in name}
        found |= {_letters(spoken): written for spoken, written in reversed(pairs)}
        return {letters: written for letters, written in found.items() if letters}

    @cached_property
    def _translation_pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._translations, key=len, reverse=True)
        terms = "|".join(_BETWEEN.join(map(re.escape, letters)) for letters in longest_first)
        return re.compile(rf"(?<!\w)(?P<term>{terms})(?:e?s)?(?!\w)", re.IGNORECASE)

    def _translation(self, match: re.Match[str]) -> str:
        return self._translations[_letters(match["term"])]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._written, key=len, reverse=True)
        return re.compile("|".join(_spaced(key) for key in longest_first), re.IGNORECASE)


def read_glossary(text: str) -> Glossary:
    """The glossary in a CSV text; DocumentError says which line is wrong."""
    rows = _rows(text)
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


def _rows(text: str) -> list[list[str]]:
    rows = csv.reader(io.StringIO(text))
    try:
        return list(rows)
    except csv.Error as error:
        raise DocumentError(
            DocumentFault.GLOSSARY,
            f"{GLOSSARY_FILE} line {rows.line_num} can not be read ({error}); is a quotation mark "
            "left open before it?",
        ) from error


def _key(spoken: str) -> str:
    return re.sub(r"\s+", "", spoken).lower()


def _letters(term: str) -> str:
    return re.sub(r"[\W_]+", "", term).lower()


def _spaced(key: str) -> str:
    pattern = r"\s*".join(re.escape(character) for character in key)
    return rf"(?<![\w]){pattern}" if len(key) <= _SHORT else pattern
