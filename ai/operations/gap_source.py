"""Reads the unanswered turns of a day from the contacts table."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ai.contract import GAP_DAY, GAP_INDEX
from ai.operations.gaps import Gap

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class GapSource:
    """The index of gaps; turns that were answered are not in it, so that nothing is scanned."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def of(self, day: date) -> tuple[Gap, ...]:
        """Every unanswered turn of a day in Korea, by its time."""
        return tuple(self._read(day))

    def _read(self, day: date) -> Iterator[Gap]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            IndexName=GAP_INDEX,
            KeyConditionExpression=f"{GAP_DAY} = :day",
            ExpressionAttributeValues={":day": {"S": day.isoformat()}},
        )
        for page in pages:
            for item in page["Items"]:
                text = {name: value.get("S", "") for name, value in item.items()}
                yield Gap(
                    contact_id=text["contact_id"],
                    at=text["at"],
                    question=text.get("question", ""),
                    status=text.get("status", ""),
                    reason=text.get("reason", ""),
                    nearest=text.get("nearest", ""),
                )
