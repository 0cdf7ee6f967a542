"""What Connect itself holds: hours, number, rules, storage, people."""

import json
from typing import Any

import pytest

from tests.live.account import Account

STORED = {
    "CALL_RECORDINGS": "S3Config",
    "CHAT_TRANSCRIPTS": "S3Config",
    "SCHEDULED_REPORTS": "S3Config",
}


def states(account: Account, kind: str) -> list[dict[str, Any]]:
    """Declared Cloud Control states of a type."""
    return [
        json.loads(each.inputs["desiredState"])
        for each in account.declared.of("cloudcontrol/Resource")
        if each.inputs["typeName"] == kind
    ]


def hours_id(account: Account, name: str) -> str:
    """The id of hours of operation by their name."""
    found = account.client("connect").list_hours_of_operations(
        InstanceId=account.instance, MaxResults=100
    )["HoursOfOperationSummaryList"]
    [hours] = [each for each in found if each["Name"] == name]
    return str(hours["Id"])


def test_nobody_answers_on_closed_days(account: Account) -> None:
    """Costs: nothing. Leaves: nothing. Needs hours other than 24x7, or `closedDays`."""
    declared = states(account, "AWS::Connect::HoursOfOperation")
    if not declared:
        pytest.skip("the stack has no closed days: pulumi config set hours 'MON-FRI 09:00-18:00'")
    [hours] = declared
    hours_of = {
        "InstanceId": account.instance,
        "HoursOfOperationId": hours_id(account, hours["Name"]),
    }
    connect = account.client("connect")
    pages = connect.get_paginator("list_hours_of_operation_overrides").paginate(**hours_of)
    found = {each["Name"] for page in pages for each in page["HoursOfOperationOverrideList"]}
    wanted = {each["OverrideName"] for each in hours["HoursOfOperationOverrides"]}
    assert found == wanted
    first = hours["HoursOfOperationOverrides"][0]["EffectiveFrom"]
    effective = connect.get_effective_hours_of_operations(**hours_of, FromDate=first, ToDate=first)[
        "EffectiveHoursOfOperationList"
    ]
    assert [each["OperationalHours"] for each in effective if each["Date"] == first] in ([], [[]])


def test_the_number_is_claimed_and_starts_the_main_flow(account: Account) -> None:
    """Costs: nothing. Leaves: nothing. Needs a number (`phoneNumber`)."""
    numbers = account.client("connect").list_phone_numbers_v2(
        TargetArn=account.output("connect_instance_arn"), MaxResults=10
    )["ListPhoneNumbersSummaryList"]
    if not account.declared.of("connect/PhoneNumberContactFlowAssociation"):
        assert account.output("next_steps")
        pytest.skip(f"the stack asks for no number; its instance has {len(numbers)}")
    states = [
        account.client("connect").describe_phone_number(PhoneNumberId=each["PhoneNumberId"])[
            "ClaimedPhoneNumberSummary"
        ]["PhoneNumberStatus"]["Status"]
        for each in numbers
    ]
    assert "CLAIMED" in states
    associations = account.client("connect").list_flow_associations(
        InstanceId=account.instance, ResourceType="VOICE_PHONE_NUMBER"
    )["FlowAssociationSummaryList"]
    flows = {each["FlowId"].rpartition("/")[2] for each in associations}
    assert account.output("main_flow_arn").rpartition("/")[2] in flows


def test_contact_rules_are_published(account: Account) -> None:
    """Costs: nothing. Leaves: nothing. Needs `contactRules: true`."""
    wanted = {each["Name"] for each in states(account, "AWS::Connect::Rule")}
    if not wanted:
        pytest.skip("the stack has no contact rules: pulumi config set contactRules true")
    found = account.client("connect").list_rules(
        InstanceId=account.instance, PublishStatus="PUBLISHED", MaxResults=100
    )["RuleSummaryList"]
    assert wanted <= {each["Name"] for each in found}


def test_recordings_transcripts_and_reports_are_stored_under_the_key(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    connect, key = account.client("connect"), account.key_arn()
    for kind, where in STORED.items():
        [found] = connect.list_instance_storage_configs(
            InstanceId=account.instance, ResourceType=kind
        )["StorageConfigs"]
        config = found[where]
        assert config["BucketName"] == account.output("recordings_bucket"), kind
        assert config["EncryptionConfig"]["KeyId"] == key, kind


def test_contact_records_have_a_stream(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    found = account.client("connect").list_instance_storage_configs(
        InstanceId=account.instance, ResourceType="CONTACT_TRACE_RECORDS"
    )["StorageConfigs"]
    assert len(found) == 1


def test_security_profiles_permit_what_was_declared(account: Account) -> None:
    """Costs: nothing. Leaves: nothing. Connect may add what a permission implies."""
    connect = account.client("connect")
    pages = connect.get_paginator("list_security_profiles").paginate(InstanceId=account.instance)
    ids = {
        each["Name"]: each["Id"] for page in pages for each in page["SecurityProfileSummaryList"]
    }
    for declared in account.declared.of("connect/SecurityProfile"):
        permitted = connect.get_paginator("list_security_profile_permissions").paginate(
            InstanceId=account.instance, SecurityProfileId=ids[declared.inputs["name"]]
        )
        found = {each for page in permitted for each in page["Permissions"]}
        assert set(declared.inputs["permissions"]) <= found, declared.name


def test_declared_users_are_there(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    pages = (
        account.client("connect").get_paginator("list_users").paginate(InstanceId=account.instance)
    )
    found = {each["Username"] for page in pages for each in page["UserSummaryList"]}
    assert set(account.names("connect/User")) <= found


def test_declared_queues_are_open_for_contacts(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    connect = account.client("connect")
    for name, arn in account.output("queue_arns").items():
        queue = connect.describe_queue(InstanceId=account.instance, QueueId=arn.rpartition("/")[2])
        assert queue["Queue"]["Status"] == "ENABLED", name
