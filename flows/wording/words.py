"""Names that staff know things by, from `words.toml`, in Korean or English."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

_FILE: Final = Path(__file__).with_name("words.toml")


class Kind(StrEnum):
    """What an action is to the people on the call."""

    SPEECH = "speech"
    QUESTION = "question"
    BOT = "bot"
    CHOICE = "choice"
    WORK = "work"
    SETTING = "setting"
    LEAVE = "leave"
    END = "end"


class Words:
    """The names in one language. A name that is not there stands for itself."""

    def __init__(self, language: str) -> None:
        """`language` is "ko" or "en"."""
        self._tables = _tables()
        self._language = language

    def of(self, table: str, name: str) -> str | None:
        """What `name` is called, or None when nothing is known of it."""
        entry = self._tables[table].get(name)
        return None if entry is None else entry[self._language]

    def phrase(self, name: str, value: object = "") -> str:
        """A fixed phrase; `{}` in it becomes the value."""
        return self._tables["phrase"][name][self._language].replace("{}", str(value))

    def script(self, name: str, value: object = "") -> str:
        """A phrase of the call script; `{}` in it becomes the value."""
        return self._tables["script"][name][self._language].replace("{}", str(value))

    def operator(self, name: str, operand: str) -> str:
        """A condition: "over 3"."""
        return (self.of("operator", name) or f"{name} {{}}").replace("{}", operand)

    def path(self, text: str) -> str | None:
        """What exactly this value is called, if it has a name of its own."""
        entry = self._tables["path"].get(text)
        return None if entry is None else entry[self._language]

    def value(self, text: str) -> str:
        """A value as people say it: `$.External.tier` becomes "function result tier"."""
        for path, entry in self._tables["path"].items():
            if text.startswith(path):
                return f"{entry[self._language]}{text.removeprefix(path)}"
        return text


def kind_of(action_type: str) -> Kind:
    """The kind of an action type; types that nobody knows count as work."""
    entry = _tables()["action"].get(action_type)
    return Kind.WORK if entry is None else Kind(entry["kind"])


def words(language: str = "ko") -> Words:
    """The names in a language."""
    return Words(language)


@cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
