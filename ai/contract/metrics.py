"""What the functions count."""

from enum import StrEnum
from typing import Final

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

    INDEX_HELD = "IndexHeldSeconds"
    """Since a rollback began to hold publication; sent after each look while it does."""

    PASSAGES_REFUSED = "PassagesRefused"
    """Passages left out of an answer because they give the model orders, Count."""

    SEARCHED_BY_WORDS = "SearchesByWords"
    """Turns looked up without vectors, because another model embedded the index, Count."""

    LOOKUP_FAILURES = "CustomerLookupFailures"
    """Callers greeted as strangers because the customers table did not answer, Count."""

    PINS_WRONG = "PinsWrong"
    """Wrong PINs that callers keyed in, Count."""

    PINS_LOCKED = "PinsLocked"
    """Callers whose PIN was not looked at after too many wrong ones for their number, Count."""

    PIN_FAILURES = "PinFailures"
    """Callers who could not be verified because a table did not answer, Count."""

    ABANDONED = "ContactsAbandoned"
    """Callers who hung up while waiting for a person (from contact records), Count."""

    SATISFACTION = "Satisfaction"
    """Marks from 1 to 5 that callers gave, one value a contact (from contact records)."""

    RECORDS_FAILED = "ContactRecordsFailed"
    """Contact records that could not be read and were left out, Count."""

    CALLBACKS_BOOKED = "CallbacksBooked"
    """Times that callers booked or moved, Count."""

    CALLBACKS_REACHED = "CallbacksReached"
    """Booked callers who took the call, Count."""

    CALLBACKS_MISSED = "CallbacksMissed"
    """Booked callers who were reached by none of the attempts, Count."""

    CALLBACK_FAILURES = "CallbackFailures"
    """Requests of flows about booked calls that failed because a service did not answer, Count."""

    CHAT_TURNS = "ChatTurns"
    """Questions that came over the HTTP chat API, Count."""
