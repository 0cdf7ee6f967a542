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


LOOKUP_SECONDS: Final = 2.0
"""Longest that a caller waits, in silence, to be recognised by their number."""


class Lookup(StrEnum):
    """How looking a caller up by their number ended."""

    FOUND = "found"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"
    FAILED = "failed"


class Tier(StrEnum):
    """How soon a customer's calls are taken."""

    VIP = "vip"
    STANDARD = "standard"


class CustomerKey(StrEnum):
    """Keys of the customer lookup's `STRING_MAP`; contact attributes have the same names.

    `LOOKUP` (a member of `Lookup`) and `KNOWN` ("true" or "false") are always there. `NAME`, `TIER`
    and `LANGUAGE` are there when the caller is known, `COMPANY` when it is known as well.
    """

    LOOKUP = "customer_lookup"
    KNOWN = "customer_known"
    NAME = "customer_name"
    TIER = "customer_tier"
    LANGUAGE = "customer_language"
    COMPANY = "customer_company"


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


GAP_INDEX: Final = "by-gap-day"
"""Index of the contacts table that holds unanswered turns only, by the day of the call."""

GAP_DAY: Final = "gap_day"
"""Its hash key, an ISO 8601 date in Korea; its range key is `at`. Answered turns do not have it."""

GAP_ATTRIBUTES: Final = ("question", "status", "reason", "nearest")
"""What it holds besides the keys."""

METRIC_NAMESPACE: Final = "Saltware/Assistant"
"""CloudWatch namespace of what the assistant itself counts (embedded metric format)."""


class MetricDimension(StrEnum):
    """Dimensions of the assistant's metrics. Every metric carries `STACK`, the stack's name."""

    STACK = "Stack"
    OUTCOME = "Outcome"


class Metric(StrEnum):
    """What the assistant counts. Dimensions are `Stack` alone unless said otherwise.

    CloudWatch bills each metric for the hours in which it is sent: send what happened, no zeros.
    """

    ANSWERS = "Answers"
    """Turns, Count; by `Stack`, and again by `Stack` and `Outcome` (a member of `Status`)."""

    TURN = "TurnMilliseconds"
    """Whole turn, from the event to the response."""

    RETRIEVE = "RetrieveMilliseconds"
    GENERATE = "GenerateMilliseconds"

    FIRST_WORD = "FirstWordMilliseconds"
    """From the event until the first word can be spoken; the whole turn where nothing streams."""

    SNAPSHOT_AGE = "SnapshotAgeSeconds"
    """Since the index was last found to agree with the bucket; sent after each look at it."""

    INGEST_LAG = "IngestLagSeconds"
    """From the upload of the oldest document of a build to the publication of that build."""

    INGEST_FAILURES = "IngestFailures"
    """Runs of the ingest function that failed, also those it hands back to the queue, Count."""

    DOCUMENTS_FAILED = "DocumentsFailed"
    """Documents that a build could not read, Count."""

    GATE_REFUSED = "GateRefused"
    """Builds that the golden questions kept from being published, Count."""

    LOOKUP_FAILURES = "CustomerLookupFailures"
    """Callers greeted as strangers because the customers table did not answer, Count."""

    ABANDONED = "ContactsAbandoned"
    """Callers who hung up while waiting for a person (from contact records), Count."""
