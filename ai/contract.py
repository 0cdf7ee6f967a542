"""What a flow or a bot sends a handler, and what it may read back. Standard library only.

Everything on the wire is a string: Connect's `STRING_MAP` responses and Lex session attributes
hold nothing else. A key without a value is left out, never sent empty.
"""

from enum import StrEnum
from typing import Final

CONNECT_FUNCTION_SECONDS: Final = 8.0
"""Longest a flow waits for a function, retries included (Connect admin guide, Lambda block)."""

CONNECT_RESPONSE_BYTES: Final = 32_000
"""Largest function response a flow accepts, UTF-8 (Connect admin guide, feature limits: 32 KB)."""

LEX_HOOK_SECONDS: Final = 30.0
"""Longest Lex V2 waits for a code hook (Lex V2 quotas)."""

LEX_SESSION_ATTRIBUTE_BYTES: Final = 12_000
"""Most that Lex V2 session attributes may hold together (Lex V2 quotas: 12 KB)."""

LEX_TEXT_CHARACTERS: Final = 1_024
"""Longest text that Lex V2 accepts in one turn (Lex V2 quotas)."""


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
    SEARCH_FAILED = "search_failed"
    MODEL_FAILED = "model_failed"
    OUT_OF_TIME = "out_of_time"
    INTERNAL = "internal"


class Intent(StrEnum):
    """The inquiry bot's intents, by the names that Connect sees."""

    ENGINEER = "EngineerIntent"
    END = "EndIntent"
    REPEAT = "RepeatIntent"
    FALLBACK = "FallbackIntent"


INTENT_KEYS: Final = {"1": Intent.ENGINEER, "2": Intent.END}
"""What a key means inside the bot (a caller may press instead of speaking)."""


class Parameter(StrEnum):
    """Parameters of a direct invocation from a flow (`Details.Parameters`)."""

    QUESTION = "question"
    CONTACT_ID = "contact_id"


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


class SessionAttribute(StrEnum):
    """Lex session attributes that flow and hook share (`$.Lex.SessionAttributes.<key>`).

    `CONTACT_ID` is set by the flow; the rest is written by the hook for the agent who takes over.
    """

    CONTACT_ID = "contact_id"
    STATUS = "status"
    REASON = "reason"
    QUESTION = "last_question"
    ANSWER = "last_answer"
    SOURCES = "last_sources"
    SILENT_TURNS = "silent_turns"
