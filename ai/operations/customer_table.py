"""The customers table in DynamoDB: one item a number."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from ai.contract import Tier
from ai.operations.customers import LANGUAGES, NO_PIN, Customer

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

KEY: Final = "phone"


class CustomerTable:
    """Reads and writes customers."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def get(self, phone: str) -> Customer | None:
        """The customer with a number in E.164."""
        found = self._client.get_item(TableName=self._table, Key={KEY: {"S": phone}})
        item = found.get("Item")
        return None if item is None else _customer(item)

    def put(self, customers: Iterable[Customer]) -> None:
        """Add them; who has one of these numbers already is replaced, but for a PIN not given."""
        for customer in customers:
            fields = {
                "name": customer.name,
                "tier": customer.tier.value,
                "language": customer.language,
                "company": customer.company,
                **_pin_field(customer.pin),
            }
            kept = [name for name, value in fields.items() if value]
            gone = [name for name, value in fields.items() if not value]
            changes = [f"SET {', '.join(f'#{name} = :{name}' for name in kept)}"]
            changes += [f"REMOVE {', '.join(f'#{name}' for name in gone)}"] if gone else []
            self._client.update_item(
                TableName=self._table,
                Key={KEY: {"S": customer.phone}},
                UpdateExpression=" ".join(changes),
                ExpressionAttributeNames={f"#{name}": name for name in fields},
                ExpressionAttributeValues={f":{name}": {"S": fields[name]} for name in kept},
            )

    def remove(self, phone: str) -> bool:
        """Forget a number; False when nobody had it."""
        removed = self._client.delete_item(
            TableName=self._table, Key={KEY: {"S": phone}}, ReturnValues="ALL_OLD"
        )
        return "Attributes" in removed

    def all(self) -> Iterator[Customer]:
        """Everybody, in no order."""
        for page in self._client.get_paginator("scan").paginate(TableName=self._table):
            for item in page["Items"]:
                yield _customer(item)


def _pin_field(pin: str) -> dict[str, str]:
    """A PIN of which nothing is said stays what it was."""
    return {"pin": "" if pin == NO_PIN else pin} if pin else {}


def _customer(item: "dict[str, AttributeValueTypeDef]") -> Customer:
    """Items may also come from another program: what is not understood is left at its default."""

    def text(name: str) -> str:
        return item.get(name, {}).get("S", "")

    language = text("language")
    return Customer(
        phone=text(KEY),
        name=text("name"),
        tier=Tier.VIP if text("tier") == Tier.VIP else Tier.STANDARD,
        language=language if language in LANGUAGES else LANGUAGES[0],
        company=text("company"),
        pin=text("pin"),
    )
