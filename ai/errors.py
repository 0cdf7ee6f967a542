"""Every error the assistant raises on purpose.

AssistantError
├── SettingsError        the environment lacks or garbles a setting
├── DocumentError        one file can not be read; the others are not touched
├── KnowledgeError       no usable snapshot, or the search itself failed
│   ├── NoSnapshotError  nothing has been published yet
│   └── PointerMovedError  another builder published first
├── ModelError           embedding or generation failed
├── QuestionsError       the golden questions can not be read
├── DeadlineError        the turn's time is used up
├── QuestionError        what was asked is no question that can be looked up
└── AbstainedError       the documents do not hold the answer: an outcome, not a fault
"""

from enum import StrEnum

from ai.contract import Reason


class DocumentFault(StrEnum):
    """Why a file could not be read, as reports name it."""

    UNSUPPORTED = "unsupported"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    MISNAMED = "misnamed"
    ENCODING = "encoding"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no_text"
    CORRUPT = "corrupt"
    GLOSSARY = "glossary"


class AssistantError(Exception):
    """Base of all; the message says what is wrong and how to mend it."""


class SettingsError(AssistantError):
    """The environment lacks or garbles a setting."""


class DocumentError(AssistantError):
    """One file can not be read; `reason` is the code that reports show."""

    def __init__(self, reason: DocumentFault, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class KnowledgeError(AssistantError):
    """The knowledge can not be searched. Never the same as "no documents match"."""


class NoSnapshotError(KnowledgeError):
    """No snapshot has been published yet."""


class PointerMovedError(KnowledgeError):
    """Another builder moved the pointer first; look again and rebuild on its snapshot."""


class ModelError(AssistantError):
    """Embedding or generation failed or was refused."""


class QuestionsError(AssistantError):
    """The golden questions can not be read; the message names the line."""


class DeadlineError(AssistantError):
    """The turn's time is used up."""


class QuestionError(AssistantError):
    """What was asked is empty or too long; `reason` says which."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class AbstainedError(AssistantError):
    """The documents do not hold the answer; `reason` says how that showed."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
