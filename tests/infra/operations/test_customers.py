"""Who calls: the table of customers and the function that looks one up."""

import json

from ai.contract import LOOKUP_SECONDS
from ai.operations.customer_table import KEY
from ai.operations.settings import LookupSettings
from tests.infra.engine import Recording
from tests.infra.operations.deployed import allowed, environment


def test_the_lookup_starts_from_its_environment(recording: Recording) -> None:
    settings = LookupSettings.from_env(environment(recording, "customer"))
    assert settings.customers_table == recording.exports["customers_table"]


def test_the_lookup_may_read_one_number_at_a_time_and_nothing_else(recording: Recording) -> None:
    assert allowed(recording, "customer") == {
        "LookUpCaller": ["dynamodb:GetItem"],
        "OpenCustomers": ["kms:Decrypt"],
    }


def test_the_lookup_may_read_no_other_table(recording: Recording) -> None:
    policy = json.loads(recording.inputs("iam/RolePolicy", "customer-policy")["policy"])
    (statement,) = [each for each in policy["Statement"] if each["Sid"] == "LookUpCaller"]
    assert statement["Resource"][0].endswith(f":table/{recording.exports['customers_table']}")
    assert len(statement["Resource"]) == 1


def test_no_other_function_reads_customers(recording: Recording) -> None:
    table = str(recording.exports["customers_table"])
    readers = {
        each.name for each in recording.of("iam/RolePolicy") if table in each.inputs["policy"]
    }
    assert readers == {"customer-policy"}


def test_the_table_is_keyed_by_number_encrypted_and_can_be_brought_back(
    recording: Recording,
) -> None:
    table = recording.inputs("dynamodb/Table", "customers")
    assert table["hashKey"] == KEY
    assert table["serverSideEncryption"]["enabled"] is True
    assert table["serverSideEncryption"]["kmsKeyArn"]
    assert table["pointInTimeRecovery"] == {"enabled": True}


def test_prod_keeps_the_customers(prod: Recording) -> None:
    (table,) = [each for each in prod.of("dynamodb/Table") if each.name == "customers"]
    assert table.protect
    assert table.retained
    assert table.inputs["deletionProtectionEnabled"] is True


def test_the_lookup_ends_just_after_the_flow_gives_up(recording: Recording) -> None:
    function = recording.inputs("lambda/Function", "customer")
    assert LOOKUP_SECONDS < function["timeout"] <= LOOKUP_SECONDS + 1


def test_a_flow_may_invoke_the_lookup(recording: Recording) -> None:
    association = recording.inputs("connect/LambdaFunctionAssociation", "connect-knows-customer")
    assert association["functionArn"].endswith(":live")
    states = [
        json.loads(each.inputs["desiredState"]) for each in recording.of("cloudcontrol/Resource")
    ]
    (main,) = [state for state in states if state.get("Name") == "main"]
    assert association["functionArn"] in main["Content"]
