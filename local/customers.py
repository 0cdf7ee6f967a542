"""What staff do with customers: bring a file, look, remove. Plain DynamoDB underneath."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from ai.errors import CustomersError
from ai.operations.customer_table import CustomerTable
from ai.operations.customers import Customer, parse_customers
from local.errors import BadInputError, OutsideError
from local.stack import Stack
from local.state import ROOT

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SAMPLES: Final = ROOT / "samples" / "customers.csv"

_ENCODINGS: Final = ("utf-8-sig", "cp949")
"""What spreadsheets in Korea write."""


def read_customers(path: Path) -> tuple[Customer, ...]:
    """The customers of a CSV file, in UTF-8 or as Korean Excel saves it.

    Raises:
        BadInputError: it can not be read; the message has a line for each fault.
    """
    try:
        return parse_customers(_text(path.read_bytes()))
    except OSError as error:
        raise BadInputError(f"{path} can not be read: {error.strerror}") from error
    except (CustomersError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path} is no file of customers:\n{error}") from error


def _text(data: bytes) -> str:
    first, last = _ENCODINGS
    try:
        return data.decode(first)
    except UnicodeDecodeError:
        return data.decode(last)


def table_of(stack: Stack) -> CustomerTable:
    """The table of a stack."""
    return CustomerTable(stack.client("dynamodb"), str(stack.outputs["customers_table"]))


def table_on_aws(name: str, region: str) -> CustomerTable:
    """A table on AWS, with the credentials of whoever runs the command."""
    client: DynamoDBClient = boto3.Session(region_name=region).client("dynamodb")  # pyright: ignore[reportUnknownMemberType]
    return CustomerTable(client, name)


def known_customers(stack: Stack) -> tuple[Customer, ...] | None:
    """Everybody in a running cloud; None in one of a program that had no customers yet."""
    if "customers_table" not in stack.outputs:
        return None
    try:
        return tuple(table_of(stack).all())
    except (BotoCoreError, ClientError) as error:
        raise OutsideError(f"the customers can not be read: {error}") from error


def bring_customers(stack: Stack, carried: Sequence[Customer] | None) -> None:
    """Into a new cloud: those of the cloud before it, or the samples."""
    table_of(stack).put(read_customers(SAMPLES) if carried is None else carried)
