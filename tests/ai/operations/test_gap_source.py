from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from ai.contract import GAP_INDEX
from ai.operations.gap_source import GapSource

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class Pages:
    """A client whose queries come in two pages."""

    def __init__(self) -> None:
        self.asked: dict[str, Any] = {}

    def get_paginator(self, operation: str) -> "Pages":
        assert operation == "query"
        return self

    def paginate(self, **request: Any) -> Iterator[dict[str, Any]]:
        self.asked = request
        for contact in ("c1", "c2"):
            yield {
                "Items": [
                    {
                        "contact_id": {"S": contact},
                        "at": {"S": "2026-11-21T10:00:00+09:00"},
                        "question": {"S": "환불은요"},
                        "status": {"S": "abstained"},
                        "reason": {"S": "no_documents"},
                    }
                ]
            }


def test_every_page_of_the_day_is_read_from_the_index() -> None:
    pages = Pages()
    found = GapSource(cast("DynamoDBClient", pages), "contacts").of(date(2026, 11, 21))
    assert [gap.contact_id for gap in found] == ["c1", "c2"]
    assert found[0].nearest == ""
    assert pages.asked["IndexName"] == GAP_INDEX
    assert pages.asked["ExpressionAttributeValues"] == {":day": {"S": "2026-11-21"}}
