"""The turns of a contact in DynamoDB: for follow-up questions, and for who takes over."""

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from ai.contract import TURNS_AFTER, Reason, Status
from ai.logs import log_failure
from ai.model import Answer, Citation, Turn
from ai.operations.gap_index import gap_fields

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

log = logging.getLogger(__name__)

EARLIER_TURNS: Final = 3
"""How far back a follow-up can point."""

REPEATED_WITHIN: Final = timedelta(seconds=20)
"""Connect and Lex bring a turn again within their own time limit, of which 20 s is the longest."""


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

    def earlier(self, contact_id: str) -> tuple[Turn, ...]:
        """The contact's last turns, oldest first."""
        found = self._client.query(
            TableName=self._table,
            # Beside its turns a contact has an item that says how it ended.
            KeyConditionExpression="contact_id = :contact AND #at > :first",
            ExpressionAttributeNames={"#at": "at"},
            ExpressionAttributeValues={":contact": {"S": contact_id}, ":first": {"S": TURNS_AFTER}},
            ScanIndexForward=False,
            Limit=EARLIER_TURNS,
        )
        return tuple(turn for item in reversed(found["Items"]) if (turn := _turn(item)))

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
                **_gap(turn),
                "answer": {"S": json.dumps(turn.answer.to_json(), ensure_ascii=False)},
            },
        )

    def timestamp(self) -> str:
        """Now, as `Turn.at`."""
        return self._now().isoformat(timespec="microseconds")

    def is_repeated(self, question: str, last: Turn) -> bool:
        """Whether the event of `last` has come again: the same words, at once, not failed."""
        return (
            last.question == question
            and last.answer.status is not Status.FAILED
            and self._now() - datetime.fromisoformat(last.at) <= REPEATED_WITHIN
        )


def _gap(turn: Turn) -> "dict[str, AttributeValueTypeDef]":
    """What puts a turn that the documents could not answer into the index of gaps, by its day."""
    fields = gap_fields(turn)
    return {name: {"S": value} for name, value in fields.items()}


def _turn(item: "dict[str, AttributeValueTypeDef]") -> Turn | None:
    """The turn in an item; None, and a line in the log, for one that an older release wrote."""
    try:
        return Turn(
            contact_id=_text(item, "contact_id"),
            at=_text(item, "at"),
            question=_text(item, "question"),
            answer=_answer(json.loads(_text(item, "answer"))),
        )
    except (ValueError, KeyError, TypeError) as error:
        log_failure(log, "turn_unreadable", error)
        return None


def _answer(kept: dict[str, Any]) -> Answer:
    return Answer(
        status=Status(kept["status"]),
        text=kept["text"],
        speech=kept["speech"],
        more=tuple(kept.get("more", ())),
        citations=tuple(Citation(**citation) for citation in kept["citations"]),
        reason=Reason(kept["reason"]) if kept["reason"] else None,
        timings_ms=kept["timings_ms"],
        original=kept.get("original", ""),
    )


def _text(item: "dict[str, AttributeValueTypeDef]", name: str) -> str:
    return item.get(name, {}).get("S", "")
