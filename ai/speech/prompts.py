"""The sentences that are not answers: section `[answer]` of the prompts file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from ai.contract import Language, Reason
from ai.errors import SettingsError


@dataclass(frozen=True, kw_only=True)
class AnswerPrompts:
    """What callers hear around answers, and instead of one."""

    opening: str
    next: str
    more: str
    nothing_more: str
    abstained: str
    not_in_language: str
    no_documents: str
    embedding_failed: str
    embedding_slow: str
    search_failed: str
    search_slow: str
    snapshot_lost: str
    starting: str
    model_failed: str
    model_slow: str
    model_malformed: str
    throttled: str
    access_denied: str
    out_of_time: str
    off_topic: str
    manipulation: str
    personal_data: str
    abuse: str
    distress: str
    internal: str
    no_question: str
    question_too_long: str
    nothing_to_repeat: str
    engineer: str
    goodbye: str

    def for_reason(self, reason: Reason) -> str:
        """What to say instead of an answer: the sentence of the reason's name."""
        sentence: str = getattr(self, _NAMES.get(reason, reason.value))
        return sentence


_NAMES: Final = {Reason.NOT_IN_DOCUMENTS: "abstained", Reason.NOT_GROUNDED: "abstained"}
"""Sentences that are not called like their reason: what a caller hears of both is the same."""


def load_prompts(path: Path) -> AnswerPrompts:
    """The prompts in a TOML file; SettingsError names the file and the key that is missing."""
    try:
        section: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")).get("answer", {})
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"{path} can not be read ({error}); PROMPTS_FOLDER, or the archive, must hold it"
        ) from error
    names = [field.name for field in fields(AnswerPrompts)]
    for name in names:
        if not isinstance(section.get(name), str) or not section[name].strip():
            raise SettingsError(f"{path} lacks a sentence for `{name}` in its section [answer]")
    return AnswerPrompts(**{name: section[name].strip() for name in names})


def load_all_prompts(folder: Path) -> Mapping[Language, AnswerPrompts]:
    """Every language's `prompts.<language>.toml`; SettingsError as for one."""
    return {
        language: load_prompts(folder / f"prompts.{language.value}.toml") for language in Language
    }
