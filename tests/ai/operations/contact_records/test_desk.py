import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from ai.contract import RECORD_AT
from ai.metrics import Metrics
from ai.operations.contact_records.desk import RecordDesk, Taken
from ai.operations.contact_records.table import RecordTable
from tests.ai.fakes.s3 import client_error
from tests.ai.fakes.versioned_dynamodb import FakeVersionedDynamoDB
from tests.ai.operations.contact_records.samples import (
    CALLER,
    NAME,
    QUESTION,
    abandoned,
    line,
    marked,
    record,
    version,
)

KEY = "contact-records/2026/11/22/01/records-1-2026-11-22-01-03-00-abc"
NOW = 1_795_400_000.0


@dataclass
class World:
    objects: dict[str, bytes] = field(default_factory=dict[str, bytes])
    held: FakeVersionedDynamoDB = field(default_factory=FakeVersionedDynamoDB)
    lines: list[str] = field(default_factory=list[str])

    def read(self, bucket: str, key: str) -> Iterable[bytes]:
        assert bucket == "recordings"
        return iter([self.objects[key]])

    @property
    def desk(self) -> RecordDesk:
        return RecordDesk(
            read=self.read,
            table=RecordTable(self.held.client, "contacts", ttl_days=90),
            metrics=Metrics("prod", self.lines.append, clock=lambda: NOW),
        )

    def take(self, *given: dict[str, Any]) -> Taken:
        return self.take_bytes(b"".join(line(each) for each in given))

    def take_bytes(self, data: bytes) -> Taken:
        self.objects[KEY] = data
        return self.desk.take("recordings", KEY)

    def sent(self, metric: str) -> list[float]:
        sent = [json.loads(text) for text in self.lines]
        return [each[metric] for each in sent if metric in each]


def test_every_record_of_an_object_is_kept() -> None:
    world = World()
    taken = world.take(record(ContactId="c1"), abandoned(ContactId="c2"), marked("5"))

    assert taken == Taken(kept=3, known=0, failed=0)
    assert len([at for _, at in world.held.items if at == RECORD_AT]) == 3


def test_who_abandoned_is_counted_when_it_happened() -> None:
    world = World()
    world.take(abandoned())

    [sent] = [json.loads(text) for text in world.lines]
    assert sent["ContactsAbandoned"] == 1
    assert sent["Stack"] == "prod"
    ended = datetime(2026, 11, 22, 1, 2, 40, tzinfo=UTC)
    assert sent["_aws"]["Timestamp"] == int(ended.timestamp() * 1_000)
    [directive] = sent["_aws"]["CloudWatchMetrics"]
    assert directive["Dimensions"] == [["Stack"]]


def test_a_mark_is_sent_as_it_was_given() -> None:
    world = World()
    world.take(marked("5", ContactId="c1"), marked("1", ContactId="c2"), record(ContactId="c3"))
    assert world.sent("Satisfaction") == [5, 1]


def test_what_was_taken_already_is_counted_no_more() -> None:
    world = World()
    world.take(abandoned(), marked("4", ContactId="c2"))
    taken = world.take(abandoned(), marked("4", ContactId="c2"))

    assert taken == Taken(kept=0, known=2, failed=0)
    assert world.sent("ContactsAbandoned") == [1]
    assert world.sent("Satisfaction") == [4]


def test_an_update_that_brings_a_mark_is_counted_for_the_mark_alone() -> None:
    world = World()
    world.take(record())
    taken = world.take(marked("3", LastUpdateTimestamp="2026-11-22T09:00:00Z"))

    assert taken.kept == 1
    assert (world.sent("Satisfaction"), world.sent("ContactsAbandoned")) == ([3], [])


def test_a_mark_that_all_contacts_of_a_chain_carry_is_one() -> None:
    world = World()
    world.take(
        marked("2", ContactId="c1", NextContactId="c2"),
        marked("2", ContactId="c2", InitialContactId="c1", InitiationMethod="TRANSFER"),
        marked("2", ContactId="c3", InitialContactId="c1", InitiationMethod="TRANSFER"),
    )
    assert world.sent("Satisfaction") == [2]


def test_an_old_version_that_comes_late_is_still_counted_if_it_is_the_first_to_say_so() -> None:
    world = World()
    world.take(record(LastUpdateTimestamp="2026-11-23T00:00:00Z"))
    taken = world.take(marked("5"))

    assert taken == Taken(kept=0, known=1, failed=0)
    assert world.sent("Satisfaction") == [5]


def test_a_record_that_can_not_be_read_keeps_no_other_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = World()
    broken = {**record(), "Queue": CALLER}
    data = line(record(ContactId="c1")) + line(broken) + b"{oops\n" + line(record(ContactId="c2"))

    assert world.take_bytes(data) == Taken(kept=2, known=0, failed=2)
    assert world.sent("ContactRecordsFailed") == [2]
    told = [vars(each) for each in caplog.records]
    assert [each["event"] for each in told] == ["contact_record_unreadable"] * 2
    assert {each["key"] for each in told} == {KEY}
    offsets = [each["offset"] for each in told]
    assert [data[offset : offset + 5] for offset in offsets] == [line(broken)[:5], b"{oops"]
    assert [each["why"] for each in told] == [
        "Queue is not what a contact record has there",
        "it is no JSON object",
    ]


def test_no_log_line_holds_what_a_record_says(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    world = World()
    world.take(
        record(DisconnectReason=f"{CALLER} {NAME}"),
        record(Queue=QUESTION),
        abandoned(),
        marked("5"),
    )

    told = " ".join(
        [*world.lines, *(json.dumps(vars(each), default=str) for each in caplog.records)]
    )
    for secret in (CALLER, CALLER[3:], NAME, QUESTION):
        assert secret not in told


def test_a_table_that_fails_stops_and_the_next_try_counts_the_rest_once() -> None:
    def fail(contact: str) -> None:
        if contact == "c2":
            raise client_error("InternalServerError", "PutItem")

    world = World(held=FakeVersionedDynamoDB(fail=fail))
    given = (abandoned(ContactId="c1"), abandoned(ContactId="c2"), record(Queue="wrong"))
    with pytest.raises(ClientError):
        world.take(*given)
    assert world.sent("ContactRecordsFailed") == []

    world.held.fail = lambda _contact: None
    assert world.take(*given) == Taken(kept=1, known=1, failed=1)
    assert world.sent("ContactsAbandoned") == [1, 1]
    assert world.sent("ContactRecordsFailed") == [1]


VERSIONS = st.builds(
    version,
    contact=st.sampled_from(["c1", "c2", "c3"]),
    second=st.integers(0, 3),
    left=st.booleans(),
    mark=st.sampled_from(["", "4"]),
)


@given(versions=st.lists(VERSIONS, min_size=1, max_size=6), data=st.data())
def test_in_any_order_and_however_often_everything_counts_once(
    versions: Sequence[dict[str, Any]], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(list(versions)), max_size=4))
    shuffled = data.draw(st.permutations([*versions, *again]))
    straight, mixed = World(), World()

    straight.take(*versions)
    for each in shuffled:
        mixed.take(each)

    records = {key: item for key, item in straight.held.items.items() if key[1] == RECORD_AT}
    assert {k: v for k, v in mixed.held.items.items() if k[1] == RECORD_AT} == records
    for metric in ("ContactsAbandoned", "Satisfaction"):
        assert mixed.sent(metric) == straight.sent(metric)
        assert len(mixed.sent(metric)) <= 1
