"""A DynamoDB client with one table in memory, whose items are found by one key."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from tests.ai.fakes.expressions import Expressions, Item
from tests.ai.fakes.models_checked import refusal

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass
class FakeKeyedDynamoDB:
    """`key` is the name of the hash key. `fail` may raise for an operation."""

    key: str
    items: dict[str, Item] = field(default_factory=dict[str, Item])
    fail: Callable[[str], None] = lambda _operation: None

    @property
    def client(self) -> "DynamoDBClient":
        """Itself, as what it stands in for."""
        return cast("DynamoDBClient", self)

    def get_item(self, *, TableName: str, Key: Item) -> dict[str, Any]:  # noqa: N803
        """The item, or nothing."""
        self.fail("get_item")
        item = self.items.get(Key[self.key]["S"])
        return {} if item is None else {"Item": item}

    def update_item(self, **request: Any) -> dict[str, Any]:
        """Change an item, or make one, if the condition holds."""
        self.fail("update_item")
        name = str(request["Key"][self.key]["S"])
        expressions = Expressions(request)
        if not expressions.holds(self.items.get(name)):
            raise refusal("ConditionalCheckFailedException", "UpdateItem")
        self.items[name] = expressions.apply(self.items.get(name, dict(request["Key"])))
        return {}

    def delete_item(self, *, TableName: str, Key: Item, ReturnValues: str) -> dict[str, Any]:  # noqa: N803
        """Forget an item, and say what it was."""
        assert ReturnValues == "ALL_OLD"
        item = self.items.pop(Key[self.key]["S"], None)
        return {} if item is None else {"Attributes": item}

    def get_paginator(self, operation: str) -> "FakeKeyedDynamoDB":
        """For a scan, one item a page."""
        assert operation == "scan"
        return self

    def paginate(self, *, TableName: str) -> Iterator[dict[str, Any]]:  # noqa: N803
        """Every item."""
        return ({"Items": [item]} for item in self.items.values())
