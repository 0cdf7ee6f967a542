from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from ai.contract import ABANDONED_AT, MARK_AT, RECORD_AT, RECORD_ATTRIBUTES, RECORD_DAY
from ai.operations.contact_records.record import record_of
from ai.operations.contact_records.table import RecordTable
from tests.ai.fakes.s3 import client_error
from tests.ai.fakes.versioned_dynamodb import FakeVersionedDynamoDB
from tests.ai.operations.contact_records.samples import abandoned, marked, record, version

CONTACT = str(record()["ContactId"])


def table(held: FakeVersionedDynamoDB) -> RecordTable:
    return RecordTable(held.client, "contacts", ttl_days=90)


def kept(*given: dict[str, Any]) -> FakeVersionedDynamoDB:
    held = FakeVersionedDynamoDB()
    for each in given:
        table(held).keep(record_of(each))
    return held


def test_a_record_is_one_item_beside_the_turns_of_its_contact() -> None:
    told = abandoned(ContactId="c2", InitialContactId="c1", PreviousContactId="c1")
    values = kept(told).values("c2", RECORD_AT)

    assert values.pop("version").startswith("2026-11-22T01:03:55.000+00:00 ")
    assert values == {
        "contact_id": "c2",
        "at": "#record",
        "ended_day": "2026-11-22",
        "updated_at": "2026-11-22T01:03:55.000+00:00",
        "initial_contact_id": "c1",
        "previous_contact_id": "c1",
        "channel": "VOICE",
        "initiation": "INBOUND",
        "started": "2026-11-22T01:00:00.000+00:00",
        "ended": "2026-11-22T01:02:40.000+00:00",
        "disconnect_reason": "CUSTOMER_DISCONNECT",
        "queue": "engineer",
        "queue_seconds": "120",
        "abandoned": True,
        "status": "abstained",
        "reason": "not_in_documents",
        "tier": "vip",
        "language": "ko",
        "expires_at": str(1_795_309_360 + 90 * 24 * 3600),
    }


def test_what_the_index_holds_is_in_the_items() -> None:
    held = kept(abandoned(), marked("3", ContactId="c3"))
    attributes = {name for item in held.items.values() for name in item}
    assert {*RECORD_ATTRIBUTES, RECORD_DAY} <= attributes


def test_the_day_is_that_of_the_end_in_korea() -> None:
    late = record(DisconnectTimestamp="2026-11-22T15:00:00Z")
    assert kept(late).values(CONTACT, RECORD_AT)["ended_day"] == "2026-11-23"


def test_a_later_version_takes_the_place_of_an_earlier_one() -> None:
    later = marked("4", LastUpdateTimestamp="2026-11-23T00:00:00Z")
    assert kept(record(), later).values(CONTACT, RECORD_AT)["csat"] == "4"


def test_an_earlier_version_does_not_come_back() -> None:
    held = kept(marked("4", LastUpdateTimestamp="2026-11-23T00:00:00Z"))

    assert not table(held).keep(record_of(record()))
    assert held.values(CONTACT, RECORD_AT)["csat"] == "4"


def test_versions_are_told_apart_by_their_time_and_not_by_how_it_is_written() -> None:
    later = record(LastUpdateTimestamp="2026-11-22T04:00:00Z")
    earlier = record(LastUpdateTimestamp="2026-11-22T12:00:00+09:00", DisconnectReason="OTHER")
    told = kept(later, earlier).values(CONTACT, RECORD_AT)
    assert told["disconnect_reason"] == "AGENT_DISCONNECT"


def test_the_same_version_again_is_no_news() -> None:
    held = kept(record())
    assert not table(held).keep(record_of(record()))


def test_of_two_versions_of_one_second_the_one_that_knows_more_stays() -> None:
    for order in ((record(), marked("2")), (marked("2"), record())):
        assert kept(*order).values(CONTACT, RECORD_AT)["csat"] == "2"


def test_something_is_first_once_in_a_chain() -> None:
    held = FakeVersionedDynamoDB()
    first = record_of(marked("5", ContactId="c1"))
    second = record_of(marked("5", ContactId="c2", InitialContactId="c1"))

    assert table(held).is_first(second, MARK_AT)
    assert not table(held).is_first(second, MARK_AT)
    assert not table(held).is_first(first, MARK_AT)
    assert table(held).is_first(first, ABANDONED_AT)
    assert held.values("c1", MARK_AT)["marked_by"] == "c2"
    assert int(held.values("c1", MARK_AT)["expires_at"]) > 0


def test_a_table_that_does_not_answer_is_no_old_news() -> None:
    def fail(_contact: str) -> None:
        raise client_error("ProvisionedThroughputExceededException", "PutItem")

    with pytest.raises(ClientError):
        table(FakeVersionedDynamoDB(fail=fail)).keep(record_of(record()))


def test_items_expire_so_long_after_the_contact_however_late_they_come() -> None:
    told = record_of(record())
    values = kept(record()).values(CONTACT, RECORD_AT)
    assert int(values["expires_at"]) == int((told.happened + timedelta(days=90)).timestamp())


VERSIONS = st.builds(
    version,
    contact=st.sampled_from(["c1", "c2"]),
    second=st.integers(0, 3),
    left=st.booleans(),
    mark=st.sampled_from(["", "1", "5"]),
)


@given(versions=st.lists(VERSIONS, min_size=1, max_size=6), data=st.data())
def test_any_order_with_any_repetition_leaves_the_same_items(
    versions: Sequence[dict[str, Any]], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(list(versions)), max_size=4))
    shuffled = data.draw(st.permutations([*versions, *again]))

    assert kept(*shuffled).items == kept(*versions).items
