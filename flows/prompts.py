"""Every sentence that a caller can hear, read from `prompts.<language>.toml`."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from flows.language import TEXT_CHARACTERS

FOLDER: Final = Path(__file__).parent
LANGUAGES: Final = ("ko", "en")
"""Languages that have a prompts file; the files hold the same keys."""

_OPEN: Final = "<speak>"
_CLOSE: Final = "</speak>"


class PromptError(ValueError):
    """A prompts file is missing, or a sentence in it is missing, empty or too long."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """One sentence, under its name in the prompts file. SSML when it starts with `<speak>`."""

    key: str
    text: str

    def __add__(self, other: "Words") -> "Words":
        """Both in one breath, under the first one's name: an apology with the menu after it."""
        if not (self.is_ssml or other.is_ssml):
            return Words(key=self.key, text=f"{self.text} {other.text}")
        return Words(key=self.key, text=f"<speak>{self._inner} {other._inner}</speak>")

    @property
    def is_ssml(self) -> bool:
        """Whether it is marked up."""
        return self.text.startswith(_OPEN)

    def filled(self, **values: str) -> "Words":
        """With `{name}` replaced by each value; what stands in the file is known at deployment."""
        text = self.text
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", value)
        return Words(key=self.key, text=text)

    @property
    def _inner(self) -> str:
        """As it stands inside `<speak>`."""
        return (
            self.text.removeprefix(_OPEN).removesuffix(_CLOSE)
            if self.is_ssml
            else escape(self.text)
        )


class Section(Mapping[str, Words]):
    """The sentences of one flow. A key that is not there raises PromptError."""

    def __init__(self, name: str, words: Mapping[str, Words]) -> None:
        self._name = name
        self._words = words

    def __getitem__(self, key: str) -> Words:
        if key not in self._words:
            raise PromptError(f"no prompt '{key}' in section [{self._name}] of the prompts file")
        return self._words[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def path(language: str = "ko") -> Path:
    """Where the file of a language lies; the answer function's archive carries a copy."""
    return FOLDER / f"prompts.{language}.toml"


@cache
def load(language: str = "ko") -> Mapping[str, Section]:
    """The sections of a language's file, by name.

    Raises:
        PromptError: there is no such file, it is no TOML, or a sentence is empty or over 6,000
            characters.
    """
    file = path(language)
    if not file.is_file():
        raise PromptError(f"there is no {file.name}; write one, or use a language that has one")
    try:
        sections: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as slip:
        raise PromptError(f"{file.name} is no TOML: {slip}") from slip
    return {
        name: Section(name, {key: _words(name, key, text) for key, text in entries.items()})
        for name, entries in sections.items()
    }


def _words(section: str, key: str, text: object) -> Words:
    if not isinstance(text, str) or not text.strip():
        raise PromptError(f"prompt {section}.{key} must be a sentence, not {text!r}")
    if len(text) > TEXT_CHARACTERS:
        raise PromptError(
            f"prompt {section}.{key} has {len(text)} characters; at most {TEXT_CHARACTERS} play"
        )
    return Words(key=key, text=text.strip())
