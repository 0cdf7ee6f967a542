"""A DynamoDB table in memory that keeps conditions and transactions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.ai.fakes.expressions import Expressions, Item
from tests.ai.fakes.models_checked import refusal


def _nothing(_operation: str) -> None:
    pass


@dataclass
class TransactingDynamoDB:
    """One table with hash key `pk`. `before` is called with each operation's name, and may raise.

    `unread` is how many batch reads leave everything unread.
    """

    items: dict[str, Item] = field(default_factory=dict[str, Item])
    before: Callable[[str], None] = _nothing
    unread: int = 0

    def get_item(self, **request: Any) -> dict[str, Any]:
        self.before("get_item")
        assert request["ConsistentRead"], "somebody may have changed it a moment ago"
        item = self.items.get(request["Key"]["pk"]["S"])
        return {} if item is None else {"Item": dict(item)}

    def batch_get_item(self, **request: Any) -> dict[str, Any]:
        self.before("batch_get_item")
        ((table, asked),) = request["RequestItems"].items()
        assert asked["ConsistentRead"]
        assert 1 <= len(asked["Keys"]) <= 100
        if self.unread:
            self.unread -= 1
            return {"Responses": {table: []}, "UnprocessedKeys": request["RequestItems"]}
        names = [key["pk"]["S"] for key in asked["Keys"]]
        found = [dict(self.items[name]) for name in names if name in self.items]
        return {"Responses": {table: found}, "UnprocessedKeys": {}}

    def update_item(self, **request: Any) -> dict[str, Any]:
        self.before("update_item")
        if not self._allowed(request):
            raise refusal("ConditionalCheckFailedException", "UpdateItem")
        self._update(request)
        return {}

    def transact_write_items(self, **request: Any) -> dict[str, Any]:
        self.before("transact_write_items")
        parts = [next(iter(part.items())) for part in request["TransactItems"]]
        keys = [_key(part) for _, part in parts]
        assert len(set(keys)) == len(keys), "DynamoDB takes each item once in a transaction"
        allowed = [self._allowed(part) for _, part in parts]
        if not all(allowed):
            codes = [{"Code": "None" if fine else "ConditionalCheckFailed"} for fine in allowed]
            raise cancelled(codes)
        for kind, part in parts:
            if kind == "Put":
                self.items[_key(part)] = dict(part["Item"])
            else:
                self._update(part)
        return {}

    def _allowed(self, part: dict[str, Any]) -> bool:
        return Expressions(part).holds(self.items.get(_key(part)))

    def _update(self, part: dict[str, Any]) -> None:
        name = _key(part)
        self.items[name] = Expressions(part).apply(self.items.get(name, {"pk": {"S": name}}))


def cancelled(reasons: list[dict[str, str]]) -> Exception:
    """As botocore raises it."""
    return refusal(
        "TransactionCanceledException", "TransactWriteItems", CancellationReasons=reasons
    )


def _key(part: dict[str, Any]) -> str:
    return str((part.get("Key") or part["Item"])["pk"]["S"])
