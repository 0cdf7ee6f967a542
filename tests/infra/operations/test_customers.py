"""Who calls: the table of customers and the function that looks one up."""

import functools
import json

import pytest

from ai.contract import LOOKUP_SECONDS, VERIFY_SECONDS
from ai.operations import pin_tries
from ai.operations.customer_table import KEY
from ai.operations.settings import LookupSettings
from tests.infra import engine
from tests.infra.engine import Recording
from tests.infra.operations.deployed import allowed, environment, resources_of


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


@functools.cache
def verifying() -> Recording:
    return engine.run_main("prod", {f"{engine.PROJECT}:callerVerification": "pin"})


def test_a_stack_that_verifies_nobody_has_nothing_to_count_in(recording: Recording) -> None:
    assert LookupSettings.from_env(environment(recording, "customer")).pin_tries_table is None
    assert not [each for each in recording.of("dynamodb/Table") if each.name == "pin-tries"]


def test_a_stack_that_verifies_tells_the_function_where_tries_are_counted() -> None:
    settings = LookupSettings.from_env(environment(verifying(), "customer"))
    table = verifying().inputs("dynamodb/Table", "pin-tries")
    assert settings.pin_tries_table == table["name"]
    assert table["hashKey"] == pin_tries.KEY
    assert table["ttl"] == {"attributeName": pin_tries.EXPIRES, "enabled": True}
    assert table["serverSideEncryption"]["kmsKeyArn"]


@pytest.mark.parametrize("stack", ["dev", "prod"])
def test_verifying_is_switched_on_and_off_and_on_again_without_a_hand(stack: str) -> None:
    """Pulumi refuses to delete what is protected, and AWS to make again what was left there."""
    pin = {f"{engine.PROJECT}:callerVerification": "pin"}
    on, off = engine.run_main(stack, pin), engine.run_main(stack)
    kept = {each.urn for each in off.custom()}
    going = [each for each in on.custom() if each.urn not in kept]
    assert "pin-tries" in {each.name for each in going}
    for each in going:
        assert not each.protect, each.urn
        assert not each.retained, each.urn
        assert not each.inputs.get("deletionProtectionEnabled"), each.urn


def test_it_may_count_there_and_still_write_no_customer() -> None:
    assert allowed(verifying(), "customer") == {
        "LookUpCaller": ["dynamodb:GetItem"],
        "OpenCustomers": ["kms:Decrypt"],
        "CountTries": ["dynamodb:UpdateItem"],
    }
    (counted,) = resources_of(verifying(), "customer", "CountTries")
    assert counted.endswith(f":table/{environment(verifying(), 'customer')['PIN_TRIES_TABLE']}")


def test_there_is_time_and_memory_for_a_slow_hash() -> None:
    function = verifying().inputs("lambda/Function", "customer")
    assert VERIFY_SECONDS < function["timeout"] <= VERIFY_SECONDS + 1
    assert function["memorySize"] >= 1_024


def test_the_flows_and_the_screen_of_a_stack_that_verifies_ask_and_show() -> None:
    states = [each.inputs["desiredState"] for each in verifying().of("cloudcontrol/Resource")]
    asking = {json.loads(state)["Name"] for state in states if "verify-caller" in state}
    showing = [state for state in states if "customer_verified" in state and "Template" in state]
    assert asking == {"engineer", "engineer_en", "agent", "agent_en"}
    assert len(showing) == 1
