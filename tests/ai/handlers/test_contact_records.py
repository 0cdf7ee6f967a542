import json
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from ai.handlers.contact_records import dispatch
from ai.metrics import Metrics
from ai.operations.contact_records.desk import RecordDesk
from ai.operations.contact_records.table import RecordTable
from tests.ai.fakes.versioned_dynamodb import FakeVersionedDynamoDB
from tests.ai.handlers.worlds import event
from tests.ai.operations.contact_records.samples import abandoned, line, record

OBJECTS = {
    "contact-records/2026/11/22/01/first": line(record(ContactId="c1")),
    "contact-records/2026/11/22/01/a b+한": line(abandoned(ContactId="c2")),
}


def desk(held: FakeVersionedDynamoDB, sent: list[str]) -> RecordDesk:
    def read(bucket: str, key: str) -> Iterable[bytes]:
        assert bucket == "recordings"
        return [OBJECTS[key]]

    table = RecordTable(held.client, "contacts", ttl_days=90)
    return RecordDesk(read=read, table=table, metrics=Metrics("prod", sent.append))


def message(number: int, *keys: str) -> dict[str, Any]:
    stored = [{"bucket": {"name": "recordings"}, "object": {"key": key}} for key in keys]
    body = {"Records": [{"eventName": "ObjectCreated:Put", "s3": each} for each in stored]}
    return {"messageId": f"m{number}", "body": json.dumps(body)}


def test_every_object_of_a_batch_is_taken() -> None:
    held, sent = FakeVersionedDynamoDB(), list[str]()
    first, second = OBJECTS
    batch = {"Records": [message(1, first), message(2, first, second.replace(" ", "+"))]}
    batch["Records"][1] = message(2, "contact-records/2026/11/22/01/a+b%2B%ED%95%9C")

    assert dispatch(batch, desk(held, sent)) == {"batchItemFailures": []}
    assert {contact for contact, _ in held.items} == {"c1", "c2"}
    assert len(sent) == 1


def test_a_message_that_fails_is_given_back_alone() -> None:
    held = FakeVersionedDynamoDB()
    first = next(iter(OBJECTS))
    batch = {"Records": [message(1, "contact-records/gone"), message(2, first)]}

    assert dispatch(batch, desk(held, [])) == {"batchItemFailures": [{"itemIdentifier": "m1"}]}
    assert {contact for contact, _ in held.items} == {"c1"}


@pytest.mark.parametrize("body", ["no JSON", "{}", '{"Records": [{"s3": {}}]}', "[]", "null"])
def test_a_message_of_another_kind_is_given_back_so_that_people_find_it(body: str) -> None:
    batch = {"Records": [{"messageId": "m1", "body": body}]}
    failed = dispatch(batch, desk(FakeVersionedDynamoDB(), []))
    assert failed == {"batchItemFailures": [{"itemIdentifier": "m1"}]}


@pytest.mark.parametrize("batch", [event("s3-test-event"), {}, {"Records": []}])
def test_what_names_no_object_is_done_at_once(batch: Mapping[str, Any]) -> None:
    held = FakeVersionedDynamoDB()
    assert dispatch(batch, desk(held, [])) == {"batchItemFailures": []}
    assert held.puts == 0


def test_the_log_tells_how_many_and_where(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    first = next(iter(OBJECTS))
    dispatch({"Records": [message(1, first)]}, desk(FakeVersionedDynamoDB(), []))

    [told] = [vars(each) for each in caplog.records if vars(each).get("event") == "contact_records"]
    assert (told["key"], told["kept"], told["known"], told["failed"]) == (first, 1, 0, 0)
