"""What people read where there is no answer: the sentences of words.ko.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ai.contract import Reason
from ai.errors import SettingsError

FILE: Final = Path(__file__).with_name("words.ko.toml")


@dataclass(frozen=True, kw_only=True)
class WrittenWords:
    """A sentence for every reason; on the telephone they are others, which name keys to press."""

    sentences: Mapping[Reason, str]

    def for_reason(self, reason: Reason) -> str:
        """What to write instead of an answer."""
        return self.sentences[reason]


def load_words(path: Path = FILE) -> WrittenWords:
    """The sentences of a file; SettingsError names the first that is missing."""
    try:
        read: Mapping[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} can not be read ({error})") from error
    sentences: dict[Reason, str] = {}
    for reason in Reason:
        sentence = read.get(reason.value)
        if not isinstance(sentence, str) or not sentence.strip():
            raise SettingsError(f"{path} lacks a sentence for `{reason.value}`")
        sentences[reason] = sentence.strip()
    return WrittenWords(sentences=sentences)
