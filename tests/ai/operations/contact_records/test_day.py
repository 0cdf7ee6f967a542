from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import pytest

from ai.contract import RECORD_ATTRIBUTES, RECORD_INDEX
from ai.operations.contact_records.day import ContactDay, ContactDaySource, contact_day
from ai.operations.contact_records.record import record_of
from ai.operations.contact_records.table import RecordTable, item_of
from tests.ai.fakes.versioned_dynamodb import FakeVersionedDynamoDB
from tests.ai.operations.contact_records.samples import abandoned, marked, record

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CHAT = record(ContactId="c9", Channel="CHAT", InitiationMethod="API")


def day(*given: dict[str, Any]) -> ContactDay:
    """From what the index holds of these records, and nothing more."""
    held = {*RECORD_ATTRIBUTES, "contact_id", "at", "ended_day"}
    items = [item_of(record_of(each)) for each in given]
    return contact_day({k: v for k, v in item.items() if k in held} for item in items)


def test_calls_are_those_that_customers_made() -> None:
    told = day(
        record(ContactId="c1"),
        abandoned(ContactId="c2"),
        CHAT,
        record(ContactId="c3", InitiationMethod="OUTBOUND"),
        record(ContactId="c4", Channel="TASK", InitiationMethod="API"),
    )
    assert (told.calls, told.chats, told.abandoned, told.marks) == (2, 1, 1, ())


def test_a_call_that_was_passed_on_is_one_with_one_mark() -> None:
    told = day(
        marked("4", ContactId="c1", NextContactId="c2"),
        marked("4", ContactId="c2", InitialContactId="c1", InitiationMethod="TRANSFER"),
        marked("1", ContactId="c3"),
    )
    assert (told.calls, told.marks, told.mean) == (2, (4, 1), 2.5)


def test_a_chat_that_was_passed_on_is_one_that_was_given_up_once() -> None:
    passed_on = {**CHAT, "ContactId": "c10", "InitialContactId": "c9", "PreviousContactId": "c9"}
    left = {"Agent": None, "DisconnectReason": "CUSTOMER_DISCONNECT"}
    told = day({**CHAT, **left}, {**passed_on, **left})
    assert (told.chats, told.abandoned) == (1, 1)


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        (
            ContactDay(calls=40, abandoned=3, marks=(5, 4)),
            [
                "고객 전화 40통 가운데 3건은 고객이 상담원을 기다리다 끊었습니다.",
                "만족도는 5점 만점에 평균 4.5점입니다(2명).",
            ],
        ),
        (
            ContactDay(calls=1, chats=2),
            [
                "고객 전화 1통, 채팅 2건이 있었고, 기다리다 끊은 고객은 없었습니다.",
                "만족도를 남긴 고객은 없었습니다.",
            ],
        ),
    ],
)
def test_a_day_is_told_in_two_lines(told: ContactDay, lines: list[str]) -> None:
    assert told.lines() == lines


def test_programs_get_numbers() -> None:
    assert ContactDay(calls=3, marks=(5, 4, 4)).to_json() == {
        "calls": 3,
        "chats": 0,
        "abandoned": 0,
        "marks": 3,
        "mean_mark": 4.33,
    }
    assert ContactDay().to_json()["mean_mark"] is None


def test_every_page_of_the_day_is_read_from_the_index() -> None:
    held, asked = FakeVersionedDynamoDB(), list[dict[str, Any]]()
    table = RecordTable(held.client, "contacts", ttl_days=90)
    for each in (abandoned(ContactId="c1"), marked("3", ContactId="c2")):
        table.keep(record_of(each))

    class Pages:
        def get_paginator(self, operation: str) -> "Pages":
            assert operation == "query"
            return self

        def paginate(self, **request: Any) -> Iterator[dict[str, Any]]:
            asked.append(request)
            return ({"Items": [item]} for item in held.items.values())

    told = ContactDaySource(cast("DynamoDBClient", Pages()), "contacts").of(date(2026, 11, 22))

    assert (told.calls, told.abandoned, told.marks) == (2, 1, (3,))
    [request] = asked
    assert request["IndexName"] == RECORD_INDEX
    assert request["ExpressionAttributeValues"] == {":day": {"S": "2026-11-22"}}
