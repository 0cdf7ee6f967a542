import pytest
from botocore.exceptions import NoCredentialsError

from ai.answer.outcome import Stage, outcome_of
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
from tests.ai.fakes.s3 import client_error


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


FAULTS: list[tuple[Exception, Stage, Reason]] = [
    (DeadlineError("late"), Stage.START, Reason.OUT_OF_TIME),
    (DeadlineError("late"), Stage.LOAD, Reason.STARTING),
    (DeadlineError("late"), Stage.EMBED, Reason.EMBEDDING_SLOW),
    (DeadlineError("late"), Stage.SEARCH, Reason.SEARCH_SLOW),
    (DeadlineError("late"), Stage.GENERATE, Reason.MODEL_SLOW),
    (KnowledgeError("down"), Stage.SEARCH, Reason.SEARCH_FAILED),
    (SnapshotLostError("gone"), Stage.LOAD, Reason.SNAPSHOT_LOST),
    (UnusableSnapshotError("broken"), Stage.SEARCH, Reason.SNAPSHOT_LOST),
    (caused(KnowledgeError("q"), ModelError("m")), Stage.EMBED, Reason.EMBEDDING_FAILED),
    (ModelError("refused"), Stage.GENERATE, Reason.MODEL_FAILED),
    (MalformedError("empty"), Stage.GENERATE, Reason.MODEL_MALFORMED),
    (RuntimeError("bug"), Stage.SPEAK, Reason.INTERNAL),
    (caused(ModelError("m"), NoCredentialsError()), Stage.GENERATE, Reason.ACCESS_DENIED),
]


@pytest.mark.parametrize(("error", "stage", "reason"), FAULTS)
def test_each_fault_has_its_own_reason(error: Exception, stage: Stage, reason: Reason) -> None:
    assert outcome_of(error, stage) == (Status.FAILED, reason)


def test_no_two_faults_share_a_reason_but_the_last() -> None:
    assert len({reason for *_, reason in FAULTS}) == len(FAULTS) - 1


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("ThrottlingException", Reason.THROTTLED),
        ("TooManyRequestsException", Reason.THROTTLED),
        ("SlowDown", Reason.THROTTLED),
        ("ExpiredTokenException", Reason.ACCESS_DENIED),
        ("AccessDeniedException", Reason.ACCESS_DENIED),
        ("UnrecognizedClientException", Reason.ACCESS_DENIED),
        ("ValidationException", Reason.MODEL_FAILED),
        ("InternalServerException", Reason.MODEL_FAILED),
    ],
)
def test_the_service_says_why_it_refused(code: str, reason: Reason) -> None:
    error = caused(ModelError("failed"), client_error(code))
    assert outcome_of(error, Stage.GENERATE) == (Status.FAILED, reason)


def test_throttling_is_told_through_a_failed_search_too() -> None:
    embedding = caused(ModelError("m"), client_error("ThrottlingException"))
    search = caused(KnowledgeError("k"), embedding)
    assert outcome_of(search, Stage.EMBED) == (Status.FAILED, Reason.THROTTLED)


def test_what_is_no_fault_is_abstained_and_distress_goes_to_a_person() -> None:
    nothing = AbstainedError(Reason.NO_DOCUMENTS, "empty")
    assert outcome_of(nothing, Stage.LOAD) == (Status.ABSTAINED, Reason.NO_DOCUMENTS)
    abuse = QuestionError(Reason.ABUSE, "abuse")
    assert outcome_of(abuse, Stage.START) == (Status.ABSTAINED, Reason.ABUSE)
    distress = QuestionError(Reason.DISTRESS, "help")
    assert outcome_of(distress, Stage.START) == (Status.ESCALATE, Reason.DISTRESS)
