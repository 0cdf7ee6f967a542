"""The deployed functions, through the alias that callers use."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, cast

from ai.contract import Status
from tests.ai.handlers.worlds import event
from tests.live.account import Account

PERSON = "+821000000000"
"""Nobody's number: Korean mobile numbers do not begin with 0 after the prefix."""


def invoke(account: Account, alias: str, payload: Any) -> Any:
    """The function's answer; its error fails the test."""
    answer = account.client("lambda").invoke(
        FunctionName=alias, Payload=json.dumps(payload, ensure_ascii=False).encode()
    )
    told = json.loads(answer["Payload"].read() or b"null")
    assert "FunctionError" not in answer, told
    return told


def asked_by_a_flow(contact: str, **parameters: str) -> dict[str, Any]:
    """What a flow sends a function."""
    made = event("connect")
    details = cast("dict[str, Any]", made["Details"])
    details["ContactData"]["ContactId"] = contact
    details["ContactData"]["CustomerEndpoint"]["Address"] = PERSON
    details["Parameters"] = parameters
    return made


@contextmanager
def contact(account: Account, subject: str) -> Generator[str]:
    """A contact's id; what was kept of it is deleted."""
    made = f"live-{account.run}-{subject}"
    try:
        yield made
    finally:
        forget(account, made)


def forget(account: Account, contact_id: str) -> None:
    """Deletes what the contacts table has of a contact."""
    table, dynamodb = account.output("contacts_table"), account.client("dynamodb")
    found = dynamodb.query(
        TableName=table,
        KeyConditionExpression="contact_id = :contact",
        ExpressionAttributeValues={":contact": {"S": contact_id}},
    )
    for item in found["Items"]:
        dynamodb.delete_item(
            TableName=table, Key={"contact_id": item["contact_id"], "at": item["at"]}
        )


def test_every_function_is_active_behind_its_alias(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    for declared in account.declared.of("lambda/Function"):
        found = account.client("lambda").get_function_configuration(
            FunctionName=declared.inputs["name"], Qualifier="live"
        )
        assert found["State"] == "Active", declared.name
        assert found["LastUpdateStatus"] == "Successful", declared.name
        if "snapStart" in declared.inputs:
            assert found["SnapStart"]["OptimizationStatus"] == "On", declared.name


def test_a_flow_gets_an_answer_within_its_time(account: Account) -> None:
    """Costs: one answer, under 1 cent. Leaves: nothing; the turn is deleted."""
    alias = account.output("answer_function_alias_arn")
    with contact(account, "answer") as made:
        asked = asked_by_a_flow(made, contact_id=made, question="환불은 며칠 안에 되나요")
        started = account.now()
        told = invoke(account, alias, asked)
        seconds = account.now() - started
    assert told["status"] in {Status.ANSWERED, Status.ABSTAINED}, told
    assert told["speech"].startswith("<speak>")
    assert seconds < 8, "a flow would have given up (Connect's limit for functions)"


def test_a_customer_is_known_while_they_are_in_the_table(account: Account) -> None:
    """Costs: nothing to speak of. Leaves: nothing; the customer is deleted."""
    table, dynamodb = account.output("customers_table"), account.client("dynamodb")
    alias = account.output("customer_function_alias_arn")
    asked = asked_by_a_flow(f"live-{account.run}-customer", number=PERSON)
    item = {"phone": {"S": PERSON}, "name": {"S": "시험고객"}, "tier": {"S": "vip"}}
    dynamodb.put_item(TableName=table, Item=item)
    try:
        known = invoke(account, alias, asked)
    finally:
        dynamodb.delete_item(TableName=table, Key={"phone": {"S": PERSON}})
    unknown = invoke(account, alias, asked)
    assert known["customer_name"] == "시험고객"
    assert unknown["customer_known"] == "false"
