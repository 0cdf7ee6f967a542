"""A turn with the assistant: how it ended, why, and what is handed on."""

from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """How a turn ended. The flow branches on it."""

    ANSWERED = "answered"
    ABSTAINED = "abstained"
    ESCALATE = "escalate"
    ENDED = "ended"
    FAILED = "failed"


class Reason(StrEnum):
    """Why a turn was not answered."""

    NO_QUESTION = "no_question"
    QUESTION_TOO_LONG = "question_too_long"
    NO_DOCUMENTS = "no_documents"
    NOT_IN_DOCUMENTS = "not_in_documents"
    NOT_GROUNDED = "not_grounded"
    NOT_IN_LANGUAGE = "not_in_language"
    """The documents hold it, but no answer came in the language of the question."""
    EMBEDDING_FAILED = "embedding_failed"
    EMBEDDING_SLOW = "embedding_slow"
    SEARCH_FAILED = "search_failed"
    SEARCH_SLOW = "search_slow"
    SNAPSHOT_LOST = "snapshot_lost"
    STARTING = "starting"
    MODEL_FAILED = "model_failed"
    MODEL_SLOW = "model_slow"
    MODEL_MALFORMED = "model_malformed"
    THROTTLED = "throttled"
    ACCESS_DENIED = "access_denied"
    OUT_OF_TIME = "out_of_time"
    OFF_TOPIC = "off_topic"
    MANIPULATION = "manipulation"
    PERSONAL_DATA = "personal_data"
    ABUSE = "abuse"
    DISTRESS = "distress"
    INTERNAL = "internal"


class Intent(StrEnum):
    """The inquiry bot's intents, by the names that Connect sees."""

    ENGINEER = "EngineerIntent"
    END = "EndIntent"
    REPEAT = "RepeatIntent"
    MORE = "MoreIntent"
    FALLBACK = "FallbackIntent"


INTENT_KEYS: Final = {"1": Intent.ENGINEER, "2": Intent.END, "3": Intent.MORE}
"""What a key means inside the bot (a caller may press instead of speaking)."""


class Parameter(StrEnum):
    """Parameters of a direct invocation from a flow (`Details.Parameters`)."""

    QUESTION = "question"
    CONTACT_ID = "contact_id"
    NUMBER = "number"
    ACTION = "action"
    """A member of `CallbackAction` or `CustomerAction`, as the function knows them."""
    DIGITS = "digits"
    """What a caller keyed in to be verified; in no log and no attribute."""
    LANGUAGE = "language"
    CHOICE = "choice"
    PAGE = "page"
    QUEUE = "queue"
    BOOKING = "booking"


class Result(StrEnum):
    """Keys of the `STRING_MAP` that a direct invocation returns (`$.External.<key>`).

    `ANSWER` holds the whole answer as one JSON string, for programs rather than flows.
    """

    STATUS = "status"
    REASON = "reason"
    TEXT = "text"
    SPEECH = "speech"
    SOURCES = "sources"
    ANSWER = "answer"
    SUMMARY = "summary"


class SessionAttribute(StrEnum):
    """Lex session attributes that flow and hook share (`$.Lex.SessionAttributes.<key>`).

    `CONTACT_ID` is set by the flow; the rest is written by the hook for the agent who takes over,
    but for `REST` and `SILENT_TURNS`, which it keeps for itself. `SUMMARY` has three lines.
    """

    CONTACT_ID = "contact_id"
    STATUS = "status"
    REASON = "reason"
    QUESTION = "last_question"
    ANSWER = "last_answer"
    SOURCES = "last_sources"
    SUMMARY = "summary"
    REST = "rest"
    SILENT_TURNS = "silent_turns"
