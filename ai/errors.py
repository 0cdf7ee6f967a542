"""Every error the assistant raises on purpose.

AssistantError
├── SettingsError        the environment lacks or garbles a setting
├── DocumentError        one file can not be read; the others are not touched
├── ReaderError          no file can be read at all; nothing is said of any
├── KnowledgeError       no usable snapshot, or the search itself failed
│   ├── NoSnapshotError  nothing has been published yet
│   ├── PointerMovedError  another builder published first
│   ├── PointerGarbledError  `current` is there but says nothing
│   └── SnapshotLostError  a snapshot is not there any more, or not what it was
├── ModelError           embedding or generation failed
│   └── MalformedError   a model answered with nothing usable
├── UnfinishedError      a build's time is used up; what was done is kept
├── CustomersError       the customers' file can not be read
├── PinError             what is kept of a PIN can not be compared with
├── BookingError         a booked call could not be read, kept or changed
├── RecordError          one contact record can not be read; the others are not touched
├── QuestionsError       the golden questions can not be read
├── DeadlineError        the turn's time is used up
├── QuestionError        what was asked is no question that can be looked up
├── RefusedError         a request over HTTP is no question that may be answered
└── AbstainedError       the documents do not hold the answer: an outcome, not a fault
    └── UngroundedError  the cited passages do not hold what a draft says
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
    UNSAFE = "unsafe"
    UNCALCULATED = "uncalculated"
    FRONT_MATTER = "front_matter"
    TOO_SLOW = "too_slow"
    TOO_COMPLEX = "too_complex"
    GLOSSARY = "glossary"
    QUESTIONS = "questions"


class AssistantError(Exception):
    """Base of all; the message says what is wrong and how to mend it."""


class SettingsError(AssistantError):
    """The environment lacks or garbles a setting."""


class DocumentError(AssistantError):
    """One file can not be read; `reason` is the code that reports show."""

    def __init__(self, reason: DocumentFault, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class ReaderError(AssistantError):
    """The process that reads documents does not start: a fault of the deployment, not of a file."""


class KnowledgeError(AssistantError):
    """The knowledge can not be searched. Never the same as "no documents match"."""


class NoSnapshotError(KnowledgeError):
    """No snapshot has been published yet."""


class PointerMovedError(KnowledgeError):
    """Another builder moved the pointer first; look again and rebuild on its snapshot."""


class PointerGarbledError(KnowledgeError):
    """The pointer holds no pointer. `etag` is what replacing it must still find."""

    def __init__(self, message: str, etag: str) -> None:
        super().__init__(message)
        self.etag = etag


class SnapshotLostError(KnowledgeError):
    """A snapshot is missing or damaged; unlike a failed read, waiting does not help."""


class ModelError(AssistantError):
    """Embedding or generation failed or was refused."""


class MalformedError(ModelError):
    """A model answered, but with nothing that can be used."""


class UnfinishedError(AssistantError):
    """A build's time is used up. What was done is kept; call again to go on.

    `done` counts the documents read and the texts embedded in this run.
    """

    def __init__(self, message: str, done: int) -> None:
        super().__init__(message)
        self.done = done


class CustomersError(AssistantError):
    """The customers' file can not be read; the message has a line for each fault."""


class PinError(AssistantError):
    """What is kept of a PIN can not be compared with; the message does not hold it."""


class RecordError(AssistantError):
    """One contact record can not be read; the message names the field and never its value."""


class BookingError(AssistantError):
    """A booked call could not be read, kept or changed."""


class QuestionsError(AssistantError):
    """The golden questions can not be read; the message names the line."""


class DeadlineError(AssistantError):
    """The turn's time is used up."""


class QuestionError(AssistantError):
    """What was asked is empty or too long; `reason` says which."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class RefusedError(AssistantError):
    """A request over HTTP is not answered; `status` is HTTP's, `code` names why for programs.

    The message is for whoever wrote the client: a sentence, and nothing of what was asked.
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


class AbstainedError(AssistantError):
    """The documents do not hold the answer; `reason` says how that showed."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class UngroundedError(AbstainedError):
    """A draft may not be said, but another might: it says what the cited passages do not hold.

    `claims` are the words that they lack; `reason` may be another fault of the draft alone.
    """

    def __init__(
        self,
        message: str,
        *,
        claims: tuple[str, ...] = (),
        reason: Reason = Reason.NOT_GROUNDED,
    ) -> None:
        super().__init__(reason, message)
        self.claims = claims
