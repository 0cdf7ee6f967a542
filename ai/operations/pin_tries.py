"""How often a number was tried with a wrong PIN: one item a number, gone when its time is over."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from botocore.exceptions import ClientError

from ai.service_errors import CONDITION_FAILED, code_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEY: Final = "phone"
EXPIRES: Final = "expires_at"
"""When the tries are forgotten, in seconds since 1970; DynamoDB deletes the item later (TTL)."""

MOST_WRONG: Final = 5
WINDOW_SECONDS: Final = 24 * 3600
"""From the first wrong try."""

_ROUNDS: Final = 2
"""Somebody may begin the count of a number between our two looks at it."""


class PinTries:
    """Counts in DynamoDB. A try is taken before the PIN is compared, so that none is free."""

    def __init__(self, client: "DynamoDBClient", table: str, now: Callable[[], float]) -> None:
        self._client = client
        self._table = table
        self._now = now

    def take(self, phone: str) -> bool:
        """Whether this number may be tried once more; the try counts at once."""
        now = int(self._now())
        begun = {":now": now, ":most": MOST_WRONG, ":one": 1}
        anew = {":now": now, ":ends": now + WINDOW_SECONDS, ":one": 1}
        return any(
            self._update(
                phone, "ADD tries :one", begun, only_if=f"{EXPIRES} > :now AND tries < :most"
            )
            or self._update(
                phone,
                f"SET tries = :one, {EXPIRES} = :ends",
                anew,
                only_if=f"attribute_not_exists({KEY}) OR {EXPIRES} < :now OR {EXPIRES} = :now",
            )
            for _ in range(_ROUNDS)
        )

    def give_back(self, phone: str) -> None:
        """The try that was taken was right. Those of others stay."""
        values = {":now": int(self._now()), ":none": 0, ":back": -1}
        self._update(
            phone, "ADD tries :back", values, only_if=f"{EXPIRES} > :now AND tries > :none"
        )

    def _update(self, phone: str, change: str, values: Mapping[str, int], *, only_if: str) -> bool:
        try:
            self._client.update_item(
                TableName=self._table,
                Key={KEY: {"S": phone}},
                UpdateExpression=change,
                ConditionExpression=only_if,
                ExpressionAttributeValues={
                    name: {"N": str(value)} for name, value in values.items()
                },
            )
        except ClientError as error:
            if code_of(error) == CONDITION_FAILED:
                return False
            raise
        return True
