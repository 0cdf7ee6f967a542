"""Every error the assistant raises on purpose.

    AssistantError
    ├── SettingsError        the environment lacks or garbles a setting
    ├── DocumentError        one file can not be read; the others are not touched
    ├── KnowledgeError       no usable snapshot, or the search itself failed
    │   └── NoSnapshotError  nothing has been published yet
    ├── ModelError           embedding or generation failed
    └── DeadlineError        the turn's time is used up
"""


class AssistantError(Exception):
    """Base of all; the message says what is wrong and how to mend it."""


class SettingsError(AssistantError):
    """The environment lacks or garbles a setting."""


class DocumentError(AssistantError):
    """One file can not be read. `reason` is a short code for reports, such as `encrypted`."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class KnowledgeError(AssistantError):
    """The knowledge can not be searched. Never the same as "no documents match"."""


class NoSnapshotError(KnowledgeError):
    """No snapshot has been published yet."""


class ModelError(AssistantError):
    """Embedding or generation failed or was refused."""


class DeadlineError(AssistantError):
    """The turn's time is used up."""
