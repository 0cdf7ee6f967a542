"""Functions run under their own roles, and the emulator refuses what a role does not allow."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

import pytest

from tests.cloud.callcenter import CallCenter
from tests.infra.calls.drivers import DRIVERS

_TRESPASSER = """
import boto3
from botocore.exceptions import ClientError

def handler(event, context):
    client = boto3.client(event["service"])
    try:
        getattr(client, event["operation"])(**event["arguments"])
        return {"refused": ""}
    except ClientError as error:
        return {"refused": error.response["Error"]["Code"]}
"""


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """A call. Texts in braces are outputs of the stack."""

    service: str
    operation: str
    arguments: Mapping[str, Any]

    def filled(self, outputs: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments as the emulator knows them."""
        return _filled(self.arguments, outputs)

    def __str__(self) -> str:
        return f"{self.service}:{self.operation}"


def _filled(value: Any, outputs: Mapping[str, Any]) -> Any:
    if isinstance(value, Mapping):
        given = cast("Mapping[str, Any]", value)
        return {key: _filled(inner, outputs) for key, inner in given.items()}
    return value.format_map(outputs) if isinstance(value, str) else value


def attempt(service: str, operation: str, **arguments: Any) -> Attempt:
    return Attempt(service=service, operation=operation, arguments=arguments)


def item(table: str, **key: str) -> Attempt:
    key_given = {name: {"S": value} for name, value in key.items()}
    return attempt("dynamodb", "get_item", TableName=f"{{{table}}}", Key=key_given)


def scan(table: str) -> Attempt:
    return attempt("dynamodb", "scan", TableName=f"{{{table}}}")


def read(bucket: str, key: str) -> Attempt:
    return attempt("s3", "get_object", Bucket=f"{{{bucket}}}", Key=key)


def write(bucket: str, key: str) -> Attempt:
    return attempt("s3", "put_object", Bucket=f"{{{bucket}}}", Key=key, Body="x")


def turns_of(contact: str) -> Attempt:
    return attempt(
        "dynamodb",
        "query",
        TableName="{contacts_table}",
        KeyConditionExpression="contact_id = :id",
        ExpressionAttributeValues={":id": {"S": contact}},
    )


def change(table: str, phone: str) -> Attempt:
    """Of an item that is not there: refused or not, nothing is written."""
    return attempt(
        "dynamodb",
        "update_item",
        TableName=f"{{{table}}}",
        Key={"phone": {"S": phone}},
        UpdateExpression="SET touched = :yes",
        ConditionExpression="attribute_exists(phone)",
        ExpressionAttributeValues={":yes": {"S": "yes"}},
    )


NUMBER = "+82200000000"
SCHEDULE = attempt(
    "scheduler", "delete_schedule", Name="booking-x", GroupName="{callback_schedule_group}"
)
CUSTOMER = item("customers_table", phone=NUMBER)
TRY_A_PIN = change("pin_tries_table", NUMBER)
BOOKING = item("callbacks_table", pk="booking#x")
CURRENT = read("index_bucket", "current")
DOCUMENT = read("documents_bucket", "x.md")
VOICE = read("recordings_bucket", "call-recordings/x.wav")

MAY: Mapping[str, tuple[Attempt, ...]] = {
    "answer": (CURRENT, turns_of("x")),
    "callback": (BOOKING, SCHEDULE),
    "callback-due": (BOOKING,),
    "chat": (CURRENT, turns_of("x")),
    "contact-records": (read("recordings_bucket", "contact-records/x"),),
    "customer": (CUSTOMER, TRY_A_PIN),
    "gap-report": (write("index_bucket", "gaps/1999-01-01.json"),),
    "ingest": (CURRENT, DOCUMENT),
}
"""Some of what each function does."""

MAY_NOT: Mapping[str, tuple[Attempt, ...]] = {
    "answer": (
        DOCUMENT,
        write("index_bucket", "current"),
        scan("contacts_table"),
        CUSTOMER,
        TRY_A_PIN,
    ),
    "callback": (scan("callbacks_table"), CUSTOMER, TRY_A_PIN, turns_of("x"), CURRENT),
    "callback-due": (scan("callbacks_table"), SCHEDULE, CUSTOMER, CURRENT),
    "chat": (DOCUMENT, write("index_bucket", "current"), scan("contacts_table"), BOOKING),
    "contact-records": (VOICE, scan("contacts_table"), CUSTOMER, BOOKING, DOCUMENT),
    "customer": (
        scan("customers_table"),
        change("customers_table", NUMBER),
        item("pin_tries_table", phone=NUMBER),
        turns_of("x"),
        BOOKING,
        CURRENT,
    ),
    "gap-report": (turns_of("x"), scan("contacts_table"), DOCUMENT, CUSTOMER),
    "ingest": (
        attempt("s3", "delete_object", Bucket="{index_bucket}", Key="current"),
        write("documents_bucket", "x.md"),
        scan("contacts_table"),
        VOICE,
    ),
}
"""What another function does, or nobody."""

NOBODY = (
    attempt("sqs", "list_queues"),
    attempt("s3", "list_buckets"),
    attempt("iam", "list_roles"),
    attempt("kms", "decrypt", CiphertextBlob="x", KeyId="{data_key}"),
)
"""Keys are used through services alone."""


def test_every_function_is_tried() -> None:
    assert set(MAY) == set(MAY_NOT) == set(DRIVERS)


@dataclass(frozen=True, kw_only=True)
class Trespasser:
    """A function that runs under the role of a real one, and does what it is told."""

    role_of: str
    name: str
    center: CallCenter
    outputs: Mapping[str, Any]

    def refused(self, tried: Attempt) -> str:
        """The code with which the emulator refused; empty when it did not."""
        event = {
            "service": tried.service,
            "operation": tried.operation,
            "arguments": tried.filled(self.outputs),
        }
        told = self.center.clients("lambda").invoke(
            FunctionName=self.name, Payload=json.dumps(event).encode()
        )
        result = json.loads(told["Payload"].read())
        assert "refused" in result, result
        return str(result["refused"])


def _outputs(center: CallCenter) -> dict[str, Any]:
    keys = center.clients("kms").list_aliases()["Aliases"]
    [key] = [each["TargetKeyId"] for each in keys if each["AliasName"].endswith("-data")]
    told = center.clients("lambda").get_function_configuration(
        FunctionName=center.state.outputs["customer_function"]
    )["Environment"]["Variables"]
    return {
        **center.state.outputs,
        "data_key": key,
        "pin_tries_table": told["PIN_TRIES_TABLE"],
    }


def _role_of(center: CallCenter, function: str) -> str:
    functions = center.clients("lambda").list_functions()["Functions"]
    prefix = str(center.state.outputs["answer_function"]).removesuffix("answer")
    [found] = [each for each in functions if each["FunctionName"] == f"{prefix}{function}"]
    return str(found["Role"])


@pytest.fixture(scope="module", params=sorted(MAY))
def trespasser(center: CallCenter, request: pytest.FixtureRequest) -> Iterator[Trespasser]:
    function = str(request.param)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("trespasser.py", _TRESPASSER)
    name = f"trespasser-{function}"
    center.clients("lambda").create_function(
        FunctionName=name,
        Role=_role_of(center, function),
        Handler="trespasser.handler",
        Runtime="python3.13",
        Code={"ZipFile": archive.getvalue()},
        Timeout=30,
    )
    yield Trespasser(role_of=function, name=name, center=center, outputs=_outputs(center))
    center.clients("lambda").delete_function(FunctionName=name)


def test_what_a_role_does_not_allow_is_refused(trespasser: Trespasser) -> None:
    tried = (*MAY_NOT[trespasser.role_of], *NOBODY)
    through = [str(each) for each in tried if "Denied" not in trespasser.refused(each)]
    assert through == []


def test_what_a_role_allows_is_not_refused(trespasser: Trespasser) -> None:
    codes = {str(each): trespasser.refused(each) for each in MAY[trespasser.role_of]}
    assert not [each for each, code in codes.items() if "Denied" in code], codes
