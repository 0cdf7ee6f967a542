"""A DynamoDB client with one table in memory, in which newer versions replace older ones."""
# ruff: noqa: N803  arguments are named as DynamoDB names them

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from tests.ai.fakes.s3 import client_error

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NEWER = "attribute_not_exists(contact_id) OR #version < :version"


@dataclass
class FakeVersionedDynamoDB:
    """Items by `contact_id` and `at`. `fail` may raise for a contact."""

    items: dict[tuple[str, str], dict[str, Any]] = field(
        default_factory=dict[tuple[str, str], dict[str, Any]]
    )
    puts: int = 0
    fail: Callable[[str], None] = lambda _contact: None

    @property
    def client(self) -> "DynamoDBClient":
        """Itself, as what it stands in for."""
        return cast("DynamoDBClient", self)

    def put_item(
        self,
        *,
        TableName: str,
        Item: dict[str, Any],
        ConditionExpression: str,
        ExpressionAttributeNames: dict[str, str],
        ExpressionAttributeValues: dict[str, Any],
    ) -> dict[str, Any]:
        """Keep an item, unless there is one that is not older."""
        assert ConditionExpression == NEWER
        assert ExpressionAttributeNames == {"#version": "version"}
        contact, at = Item["contact_id"]["S"], Item["at"]["S"]
        self.puts += 1
        self.fail(contact)
        held = self.items.get((contact, at))
        version = ExpressionAttributeValues[":version"]["S"]
        if held is not None and not ("version" in held and held["version"]["S"] < version):
            raise client_error("ConditionalCheckFailedException", "PutItem")
        self.items[contact, at] = Item
        return {}

    def values(self, contact: str, at: str) -> dict[str, Any]:
        """An item's values without their types; numbers are texts, as DynamoDB has them."""
        item = self.items[contact, at]
        return {name: next(iter(typed.values())) for name, typed in item.items()}
