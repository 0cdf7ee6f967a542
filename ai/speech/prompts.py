"""The sentences that are not answers: section `[answer]` of the prompts file."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ai.contract import Reason
from ai.errors import SettingsError


@dataclass(frozen=True, kw_only=True)
class AnswerPrompts:
    """What callers hear around answers, and instead of one."""

    opening: str
    next: str
    abstained: str
    no_documents: str
    search_failed: str
    model_failed: str
    out_of_time: str
    internal: str
    no_question: str
    question_too_long: str
    nothing_to_repeat: str
    engineer: str
    goodbye: str

    def for_reason(self, reason: Reason) -> str:
        """What to say instead of an answer."""
        match reason:
            case Reason.NO_QUESTION:
                return self.no_question
            case Reason.QUESTION_TOO_LONG:
                return self.question_too_long
            case Reason.NO_DOCUMENTS:
                return self.no_documents
            case Reason.NOT_IN_DOCUMENTS | Reason.NOT_GROUNDED:
                return self.abstained
            case Reason.SEARCH_FAILED:
                return self.search_failed
            case Reason.MODEL_FAILED:
                return self.model_failed
            case Reason.OUT_OF_TIME:
                return self.out_of_time
            case Reason.INTERNAL:
                return self.internal


def load_prompts(path: Path) -> AnswerPrompts:
    """The prompts in a TOML file; SettingsError names the file and the key that is missing."""
    try:
        section: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")).get("answer", {})
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"PROMPTS_FILE {path} can not be read ({error}); the archive must hold it"
        ) from error
    names = [field.name for field in fields(AnswerPrompts)]
    for name in names:
        if not isinstance(section.get(name), str) or not section[name].strip():
            raise SettingsError(f"{path} lacks a sentence for `{name}` in its section [answer]")
    return AnswerPrompts(**{name: section[name].strip() for name in names})
