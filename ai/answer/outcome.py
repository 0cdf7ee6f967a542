"""What a failed turn is called: how it ended, and why, each with a code, words and a metric."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from botocore.exceptions import CredentialRetrievalError, NoCredentialsError

from ai.contract import Reason, Status
from ai.errors import (
    AbstainedError,
    DeadlineError,
    KnowledgeError,
    MalformedError,
    ModelError,
    QuestionError,
    SnapshotLostError,
)
from ai.index.opening import UnusableSnapshotError
from ai.service_errors import code_of

_THROTTLED: Final = frozenset(
    {
        "ThrottlingException",
        "Throttling",
        "TooManyRequestsException",
        "ServiceQuotaExceededException",
        "ModelNotReadyException",
        "SlowDown",
        "ProvisionedThroughputExceededException",
    }
)
"""Error codes for "too much at once" (Bedrock runtime, S3 and DynamoDB API references)."""

_DENIED: Final = frozenset(
    {
        "AccessDenied",
        "AccessDeniedException",
        "ExpiredToken",
        "ExpiredTokenException",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "UnrecognizedClientException",
        "RequestExpired",
    }
)
"""Error codes for missing permissions and for credentials that have expired."""


class Stage(StrEnum):
    """Where a turn is."""

    START = "start"
    LOAD = "load"
    EMBED = "embed"
    SEARCH = "search"
    GENERATE = "generate"
    SPEAK = "speak"


_SLOW: Final[Mapping[Stage, Reason]] = {
    Stage.LOAD: Reason.STARTING,
    Stage.EMBED: Reason.EMBEDDING_SLOW,
    Stage.SEARCH: Reason.SEARCH_SLOW,
    Stage.GENERATE: Reason.MODEL_SLOW,
}


def outcome_of(error: Exception, stage: Stage) -> tuple[Status, Reason]:
    """How a turn ended that `error` ended at `stage`."""
    match error:
        case QuestionError() | AbstainedError():
            distressed = error.reason is Reason.DISTRESS
            return (Status.ESCALATE if distressed else Status.ABSTAINED), error.reason
        case DeadlineError():
            return Status.FAILED, _SLOW.get(stage, Reason.OUT_OF_TIME)
        case _:
            return Status.FAILED, _fault(error)


def _fault(error: Exception) -> Reason:
    chain = list(_causes(error))
    codes = {code_of(link) for link in chain}
    if codes & _THROTTLED:
        return Reason.THROTTLED
    unsigned = any(isinstance(one, NoCredentialsError | CredentialRetrievalError) for one in chain)
    if codes & _DENIED or unsigned:
        return Reason.ACCESS_DENIED
    match error:
        case SnapshotLostError() | UnusableSnapshotError():
            return Reason.SNAPSHOT_LOST
        case KnowledgeError():
            embedding = any(isinstance(link, ModelError) for link in chain)
            return Reason.EMBEDDING_FAILED if embedding else Reason.SEARCH_FAILED
        case MalformedError():
            return Reason.MODEL_MALFORMED
        case ModelError():
            return Reason.MODEL_FAILED
        case _:
            return Reason.INTERNAL


def _causes(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__
