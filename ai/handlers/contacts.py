"""The turns of a contact in DynamoDB: for follow-up questions, and for who takes over."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from ai.contract import Status
from ai.model import Exchange, Turn

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

EARLIER_TURNS: Final = 3
"""How far back a follow-up can point."""


class Contacts:
    """The contacts table: `contact_id` and `at`, expiring after `ttl_days`."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        ttl_days: int,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._client = client
        self._table = table
        self._keep = timedelta(days=ttl_days)
        self._now = now

    def earlier(self, contact_id: str) -> tuple[Exchange, ...]:
        """The contact's last turns, oldest first."""
        found = self._client.query(
            TableName=self._table,
            KeyConditionExpression="contact_id = :contact",
            ExpressionAttributeValues={":contact": {"S": contact_id}},
            ScanIndexForward=False,
            Limit=EARLIER_TURNS,
        )
        return tuple(_exchange(item) for item in reversed(found["Items"]))

    def add(self, turn: Turn) -> None:
        """Keep a turn."""
        self._client.put_item(
            TableName=self._table,
            Item={
                "contact_id": {"S": turn.contact_id},
                "at": {"S": turn.at},
                "expires_at": {"N": str(int((self._now() + self._keep).timestamp()))},
                "question": {"S": turn.question},
                "status": {"S": turn.answer.status.value},
                "answer": {"S": json.dumps(turn.answer.to_json(), ensure_ascii=False)},
            },
        )

    def timestamp(self) -> str:
        """Now, as `Turn.at`."""
        return self._now().isoformat(timespec="microseconds")


def _exchange(item: "dict[str, AttributeValueTypeDef]") -> Exchange:
    question = _text(item, "question")
    if _text(item, "status") != Status.ANSWERED:
        return Exchange(question=question, answer=None)
    answer: dict[str, Any] = json.loads(_text(item, "answer"))
    return Exchange(question=question, answer=answer.get("text"))


def _text(item: "dict[str, AttributeValueTypeDef]", name: str) -> str:
    return item.get(name, {}).get("S", "")
