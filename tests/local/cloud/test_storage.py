import json

import pytest
from botocore.exceptions import ClientError

from local.cloud.inputs import UnsupportedError
from local.cloud.storage import Storage
from tests.local.cloud.recording import RecordingClients, create
from tests.local.cloud.test_policies import ALLOW, TLS_ONLY, policy

ENCRYPTION = {"sseAlgorithm": "aws:kms", "kmsMasterKeyId": "alias/aws/s3"}


def test_a_bucket_is_made_in_the_region_and_tagged(clients: RecordingClients) -> None:
    values = {"bucket": "docs", "tags": {"Team": "support"}, "forceDestroy": True}
    created = create(Storage(clients).bucket, values)
    assert clients.parameters_of("CreateBucket") == {
        "Bucket": "docs",
        "CreateBucketConfiguration": {"LocationConstraint": "ap-northeast-2"},
    }
    assert clients.parameters_of("PutBucketTagging")["Tagging"] == {
        "TagSet": [{"Key": "Team", "Value": "support"}]
    }
    assert (created.id, created.outputs["arn"]) == ("docs", "arn:aws:s3:::docs")


def test_a_bucket_without_tags_is_not_tagged(clients: RecordingClients) -> None:
    create(Storage(clients).bucket, {"bucket": "docs"})
    assert clients.operations == ["CreateBucket"]


def test_versioning_is_switched_on(clients: RecordingClients) -> None:
    values = {"bucket": "docs", "versioningConfiguration": {"status": "Enabled"}}
    create(Storage(clients).versioning, values)
    sent = clients.parameters_of("PutBucketVersioning")
    assert sent["VersioningConfiguration"] == {"Status": "Enabled"}


def test_encryption_keeps_its_key_and_algorithm(clients: RecordingClients) -> None:
    rule = {"applyServerSideEncryptionByDefault": ENCRYPTION, "bucketKeyEnabled": True}
    create(Storage(clients).encryption, {"bucket": "docs", "rules": [rule]})
    sent = clients.parameters_of("PutBucketEncryption")["ServerSideEncryptionConfiguration"]
    assert sent["Rules"] == [
        {
            "ApplyServerSideEncryptionByDefault": {
                "SSEAlgorithm": "aws:kms",
                "KMSMasterKeyID": "alias/aws/s3",
            },
            "BucketKeyEnabled": True,
        }
    ]


def test_public_access_is_blocked_as_declared(clients: RecordingClients) -> None:
    values = {"bucket": "docs", "blockPublicAcls": True, "restrictPublicBuckets": True}
    create(Storage(clients).public_access_block, values)
    sent = clients.parameters_of("PutPublicAccessBlock")["PublicAccessBlockConfiguration"]
    assert [key for key, value in sent.items() if value] == [
        "BlockPublicAcls",
        "RestrictPublicBuckets",
    ]


def test_ownership_is_set(clients: RecordingClients) -> None:
    values = {"bucket": "docs", "rule": {"objectOwnership": "BucketOwnerEnforced"}}
    create(Storage(clients).ownership, values)
    sent = clients.parameters_of("PutBucketOwnershipControls")["OwnershipControls"]
    assert sent == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}


def test_a_bucket_policy_is_put_without_the_rule_that_loopback_can_not_keep(
    clients: RecordingClients,
) -> None:
    values = {"bucket": "docs", "policy": policy(TLS_ONLY, ALLOW)}
    create(Storage(clients).bucket_policy, values)
    sent = clients.parameters_of("PutBucketPolicy")["Policy"]
    assert json.loads(sent)["Statement"] == [ALLOW]


def test_a_policy_of_which_nothing_is_left_is_not_put(clients: RecordingClients) -> None:
    create(Storage(clients).bucket_policy, {"bucket": "docs", "policy": policy(TLS_ONLY)})
    assert clients.calls == []


def test_a_lifecycle_is_only_recorded(clients: RecordingClients) -> None:
    assert create(Storage(clients).lifecycle, {"bucket": "docs", "rules": []}).id == "docs"
    assert clients.calls == []


def test_a_notification_goes_to_its_queue_with_its_filters(clients: RecordingClients) -> None:
    queue = {
        "id": "ingest",
        "queueArn": "arn:aws:sqs:ap-northeast-2:000000000000:ingest",
        "events": ["s3:ObjectCreated:*"],
        "filterPrefix": "docs/",
        "filterSuffix": ".pdf",
    }
    create(Storage(clients).notification, {"bucket": "docs", "queues": [queue]})
    sent = clients.parameters_of("PutBucketNotificationConfiguration")["NotificationConfiguration"]
    [rule] = sent["QueueConfigurations"]
    assert (rule["Id"], rule["Events"]) == ("ingest", ["s3:ObjectCreated:*"])
    assert rule["Filter"]["Key"]["FilterRules"] == [
        {"Name": "prefix", "Value": "docs/"},
        {"Name": "suffix", "Value": ".pdf"},
    ]


def test_a_notification_of_another_kind_is_refused(clients: RecordingClients) -> None:
    values = {"bucket": "docs", "lambdaFunctions": ["answer"]}
    with pytest.raises(UnsupportedError, match="lambdaFunctions"):
        create(Storage(clients).notification, values)


def test_a_table_has_its_keys_its_billing_and_its_expiry(clients: RecordingClients) -> None:
    values = {
        "name": "contacts",
        "attributes": [{"name": "contact_id", "type": "S"}, {"name": "at", "type": "S"}],
        "hashKey": "contact_id",
        "rangeKey": "at",
        "billingMode": "PAY_PER_REQUEST",
        "ttl": {"attributeName": "expires_at", "enabled": True},
        "pointInTimeRecovery": {"enabled": True},
    }
    created = create(Storage(clients).table, values)
    sent = clients.parameters_of("CreateTable")
    assert sent["KeySchema"] == [
        {"AttributeName": "contact_id", "KeyType": "HASH"},
        {"AttributeName": "at", "KeyType": "RANGE"},
    ]
    assert sent["BillingMode"] == "PAY_PER_REQUEST"
    expiry = clients.parameters_of("UpdateTimeToLive")["TimeToLiveSpecification"]
    assert expiry == {"AttributeName": "expires_at", "Enabled": True}
    assert created.outputs["arn"].endswith(":table/contacts")


def test_a_table_has_its_indexes(clients: RecordingClients) -> None:
    index = {
        "name": "by-day",
        "keySchemas": [{"attributeName": "day", "keyType": "HASH"}],
        "projectionType": "INCLUDE",
        "nonKeyAttributes": ["question"],
    }
    values = {
        "name": "t",
        "attributes": [{"name": "id", "type": "S"}, {"name": "day", "type": "S"}],
        "hashKey": "id",
        "billingMode": "PAY_PER_REQUEST",
        "globalSecondaryIndexes": [index],
    }
    create(Storage(clients).table, values)
    [sent] = clients.parameters_of("CreateTable")["GlobalSecondaryIndexes"]
    assert sent == {
        "IndexName": "by-day",
        "KeySchema": [{"AttributeName": "day", "KeyType": "HASH"}],
        "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["question"]},
    }


def test_a_table_with_a_hash_key_alone_never_expires(clients: RecordingClients) -> None:
    values = {
        "name": "t",
        "attributes": [{"name": "id", "type": "S"}],
        "hashKey": "id",
        "billingMode": "PAY_PER_REQUEST",
    }
    create(Storage(clients).table, values)
    assert clients.operations == ["CreateTable"]
    assert len(clients.parameters_of("CreateTable")["KeySchema"]) == 1


def test_what_the_emulator_refuses_comes_through(clients: RecordingClients) -> None:
    refusal = ClientError({"Error": {"Code": "BucketAlreadyExists"}}, "CreateBucket")
    clients.answers.by_operation["CreateBucket"] = refusal
    with pytest.raises(ClientError, match="BucketAlreadyExists"):
        create(Storage(clients).bucket, {"bucket": "docs"})
