"""A DynamoDB client with one table in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass
class FakeDynamoDB:
    """Items in the order they were put. `fail` may raise for an operation."""

    items: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    fail: Callable[[str], None] = lambda _operation: None

    @property
    def client(self) -> "DynamoDBClient":
        """Itself, as what it stands in for."""
        return cast("DynamoDBClient", self)

    def put_item(self, *, TableName: str, Item: dict[str, Any]) -> None:  # noqa: N803
        """Keep an item."""
        self.fail("put_item")
        self.items.append(Item)

    def query(self, **request: Any) -> dict[str, Any]:
        """The newest items of a contact, newest first, as the assistant asks for them."""
        self.fail("query")
        contact = request["ExpressionAttributeValues"][":contact"]
        assert request["KeyConditionExpression"] == "contact_id = :contact AND #at > :first"
        assert request["ExpressionAttributeNames"] == {"#at": "at"}
        first = request["ExpressionAttributeValues"][":first"]["S"]
        assert request["ScanIndexForward"] is False
        found = [item for item in self.items if item["contact_id"] == contact]
        found = [item for item in found if item["at"]["S"] > first]
        found.sort(key=lambda item: item["at"]["S"], reverse=True)
        return {"Items": found[: request["Limit"]]}
