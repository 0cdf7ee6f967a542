import pytest

from ai.contract import GAP_ATTRIBUTES, GAP_DAY, Reason, Status
from ai.handlers.contacts import Contacts
from ai.model import Answer, Turn
from ai.operations.gap_index import gap_fields
from tests.ai.fakes.dynamodb import FakeDynamoDB


def turn(
    status: Status = Status.ABSTAINED,
    reason: Reason | None = Reason.NOT_IN_DOCUMENTS,
    at: str = "2026-11-21T10:00:00+00:00",
    nearest: str = "sla.pdf",
) -> Turn:
    answer = Answer(status=status, text="…", speech="…", reason=reason, nearest=nearest)
    return Turn(contact_id="c1", at=at, question="요금이 얼마예요", answer=answer)


def test_an_unanswered_turn_is_kept_under_its_day() -> None:
    assert gap_fields(turn()) == {
        GAP_DAY: "2026-11-21",
        "reason": "not_in_documents",
        "nearest": "sla.pdf",
    }


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-11-21T14:59:59+00:00", "2026-11-21"),
        ("2026-11-21T15:00:00+00:00", "2026-11-22"),
        ("2026-11-21T00:30:00+09:00", "2026-11-21"),
    ],
)
def test_a_day_begins_and_ends_at_midnight_in_korea(at: str, day: str) -> None:
    assert gap_fields(turn(at=at))[GAP_DAY] == day


@pytest.mark.parametrize("status", [Status.ANSWERED, Status.ESCALATE, Status.ENDED])
def test_other_turns_are_no_gaps(status: Status) -> None:
    assert gap_fields(turn(status=status)) == {}


@pytest.mark.parametrize(
    "reason",
    [Reason.ABUSE, Reason.DISTRESS, Reason.MANIPULATION, Reason.PERSONAL_DATA, Reason.NO_QUESTION],
)
def test_what_no_document_could_mend_is_no_gap(reason: Reason) -> None:
    assert gap_fields(turn(reason=reason)) == {}


def test_a_failed_turn_is_a_gap_too() -> None:
    assert gap_fields(turn(Status.FAILED, Reason.MODEL_SLOW))["reason"] == "model_slow"


def test_nothing_empty_is_stored() -> None:
    assert "nearest" not in gap_fields(turn(nearest=""))


def test_the_contacts_table_puts_gaps_and_only_gaps_into_the_index() -> None:
    table = FakeDynamoDB()
    contacts = Contacts(table.client, "contacts", ttl_days=90)
    contacts.add(turn())
    contacts.add(turn(status=Status.ANSWERED, reason=None))
    gap, answered = table.items
    assert gap[GAP_DAY] == {"S": "2026-11-21"}
    assert set(GAP_ATTRIBUTES) <= set(gap)
    assert GAP_DAY not in answered
