"""Where data lies: key, tables, logs, queues."""

from typing import Any

from tests.live.account import Account


def test_the_key_is_rotated_and_connect_has_its_grant(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    kms, key = account.client("kms"), account.key_arn()
    assert kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"]
    grantees = [each["GranteePrincipal"] for each in kms.list_grants(KeyId=key)["Grants"]]
    assert any("connect" in each.lower() for each in grantees), grantees


def test_every_table_is_encrypted_restorable_and_forgets(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    dynamodb, key = account.client("dynamodb"), account.key_arn()
    for declared in account.declared.of("dynamodb/Table"):
        name = str(declared.inputs["name"])
        found = dynamodb.describe_table(TableName=name)["Table"]
        assert found["SSEDescription"]["KMSMasterKeyArn"] == key, name
        wanted = bool(declared.inputs.get("deletionProtectionEnabled", False))
        assert found["DeletionProtectionEnabled"] is wanted, name
        backups = dynamodb.describe_continuous_backups(TableName=name)[
            "ContinuousBackupsDescription"
        ]["PointInTimeRecoveryDescription"]
        recovery: dict[str, Any] = declared.inputs.get("pointInTimeRecovery") or {}
        restorable = "ENABLED" if recovery.get("enabled") else "DISABLED"
        assert backups["PointInTimeRecoveryStatus"] == restorable, name
        if "ttl" in declared.inputs:
            ttl = dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
            assert ttl["TimeToLiveStatus"] == "ENABLED", name


def test_every_log_group_is_encrypted_and_ends(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    logs, key = account.client("logs"), account.key_arn()
    for declared in account.declared.of("cloudwatch/LogGroup"):
        name = str(declared.inputs["name"])
        found = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
        [group] = [each for each in found if each["logGroupName"] == name]
        assert group["retentionInDays"] == declared.inputs["retentionInDays"], name
        assert group["kmsKeyId"] == key, name


def test_every_queue_is_encrypted_and_empty_of_failures(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    sqs = account.client("sqs")
    for declared in account.declared.of("sqs/Queue"):
        name = str(declared.inputs["name"])
        url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        assert found["KmsMasterKeyId"], name
        assert ("RedrivePolicy" in found) is ("redrivePolicy" in declared.inputs), name
        if "redrivePolicy" not in declared.inputs:
            assert found["ApproximateNumberOfMessages"] == "0", f"{name} holds failed events"
