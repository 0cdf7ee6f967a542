"""Buckets, tables, keys, queues and topics."""

from collections.abc import Mapping
from typing import Any

from tests.infra.arguments import Call, Rewrite
from tests.infra.nesting import nest_keys


def without(given: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    """The rest of the inputs; what nobody expects among them is told as no member of the call."""
    return {key: value for key, value in given.items() if key not in keys}


def _under(member: str, *inner: str) -> Rewrite:
    """A call of S3 whose body is one object of these inputs."""

    def nest(given: dict[str, Any]) -> dict[str, Any]:
        told = {key: given[key] for key in inner if key in given}
        return {**without(given, *inner), member: told}

    return nest


def _notifications(given: dict[str, Any]) -> dict[str, Any]:
    """A prefix is a rule of a filter in the API."""
    queues: list[dict[str, Any]] = []
    for queue in given["queues"]:
        rest = without(queue, "filterPrefix", "filterSuffix")
        rules = [
            {"name": name, "value": queue[key]}
            for key, name in (("filterPrefix", "prefix"), ("filterSuffix", "suffix"))
            if key in queue
        ]
        queues.append({**rest, "filter": {"key": {"filterRules": rules}}} if rules else rest)
    told = {"queueConfigurations": queues}
    return {**without(given, "queues"), "notificationConfiguration": told}


def _ownership(given: dict[str, Any]) -> dict[str, Any]:
    return {**without(given, "rule"), "ownershipControls": {"rules": [given["rule"]]}}


def _attributes(names: Mapping[str, str]) -> Rewrite:
    """Attributes of a queue or a topic, as the APIs take them: by name, as text."""

    def nest(given: dict[str, Any]) -> dict[str, Any]:
        told = {name: str(given[key]) for key, name in names.items() if key in given}
        return {**without(given, *names), "attributes": told}

    return nest


def _recovery(given: dict[str, Any]) -> dict[str, Any]:
    told = {"pointInTimeRecoveryEnabled": given["pointInTimeRecovery"]["enabled"]}
    return {"tableName": given["name"], "pointInTimeRecoverySpecification": told}


QUEUE_ATTRIBUTES = {
    "kmsMasterKeyId": "KmsMasterKeyId",
    "messageRetentionSeconds": "MessageRetentionPeriod",
    "redrivePolicy": "RedrivePolicy",
    "visibilityTimeoutSeconds": "VisibilityTimeout",
}
"""CreateQueue: the provider's names, and SQS's."""

TOPIC_ATTRIBUTES = {"displayName": "DisplayName", "kmsMasterKeyId": "KmsMasterKeyId"}


CREATING: Mapping[str, tuple[Call, ...]] = {
    "dynamodb/Table": (
        Call(
            service="dynamodb",
            operation="CreateTable",
            names={
                "name": "TableName",
                "serverSideEncryption": "SSESpecification",
                "kmsKeyArn": "KMSMasterKeyId",
            },
            elsewhere=frozenset({"pointInTimeRecovery", "ttl"}),
            rewrite=nest_keys,
        ),
        Call(
            service="dynamodb",
            operation="UpdateContinuousBackups",
            only=frozenset({"name", "pointInTimeRecovery"}),
            rewrite=_recovery,
        ),
        Call(
            service="dynamodb",
            operation="UpdateTimeToLive",
            only=frozenset({"name", "ttl"}),
            names={"name": "TableName", "ttl": "TimeToLiveSpecification"},
        ),
    ),
    "kms/Alias": (Call(service="kms", operation="CreateAlias", names={"name": "AliasName"}),),
    "kms/Key": (
        Call(
            service="kms",
            operation="CreateKey",
            elsewhere=frozenset({"deletionWindowInDays", "enableKeyRotation"}),
        ),
        Call(
            service="kms",
            operation="EnableKeyRotation",
            only=frozenset({"enableKeyRotation"}),
            also={"KeyId": "made-by-create-key"},
            rewrite=lambda _given: {},
        ),
        Call(
            service="kms",
            operation="ScheduleKeyDeletion",
            only=frozenset({"deletionWindowInDays"}),
            names={"deletionWindowInDays": "PendingWindowInDays"},
            also={"KeyId": "made-by-create-key"},
        ),
    ),
    "s3/Bucket": (
        Call(service="s3", operation="CreateBucket", elsewhere=frozenset({"forceDestroy", "tags"})),
        Call(
            service="s3",
            operation="PutBucketTagging",
            only=frozenset({"bucket", "tags"}),
            rewrite=lambda given: {
                "bucket": given["bucket"],
                "tagging": {"tagSet": given["tags"]},
            },
        ),
    ),
    "s3/BucketLifecycleConfiguration": (
        Call(
            service="s3",
            operation="PutBucketLifecycleConfiguration",
            rewrite=_under("lifecycleConfiguration", "rules"),
        ),
    ),
    "s3/BucketNotification": (
        Call(service="s3", operation="PutBucketNotificationConfiguration", rewrite=_notifications),
    ),
    "s3/BucketOwnershipControls": (
        Call(service="s3", operation="PutBucketOwnershipControls", rewrite=_ownership),
    ),
    "s3/BucketPolicy": (Call(service="s3", operation="PutBucketPolicy"),),
    "s3/BucketPublicAccessBlock": (
        Call(
            service="s3",
            operation="PutPublicAccessBlock",
            rewrite=_under(
                "publicAccessBlockConfiguration",
                "blockPublicAcls",
                "blockPublicPolicy",
                "ignorePublicAcls",
                "restrictPublicBuckets",
            ),
        ),
    ),
    "s3/BucketServerSideEncryptionConfiguration": (
        Call(
            service="s3",
            operation="PutBucketEncryption",
            rewrite=_under("serverSideEncryptionConfiguration", "rules"),
        ),
    ),
    "s3/BucketVersioning": (Call(service="s3", operation="PutBucketVersioning"),),
    "s3/VectorsVectorBucket": (
        Call(
            service="s3vectors",
            operation="CreateVectorBucket",
            elsewhere=frozenset({"forceDestroy"}),
        ),
    ),
    "s3/VectorsVectorBucketPolicy": (Call(service="s3vectors", operation="PutVectorBucketPolicy"),),
    "sns/Topic": (
        Call(service="sns", operation="CreateTopic", rewrite=_attributes(TOPIC_ATTRIBUTES)),
    ),
    "sns/TopicPolicy": (
        Call(
            service="sns",
            operation="SetTopicAttributes",
            names={"arn": "TopicArn", "policy": "AttributeValue"},
            also={"AttributeName": "Policy"},
        ),
    ),
    "sns/TopicSubscription": (
        Call(service="sns", operation="Subscribe", names={"topic": "TopicArn"}),
    ),
    "sqs/Queue": (
        Call(
            service="sqs",
            operation="CreateQueue",
            names={"name": "QueueName"},
            rewrite=_attributes(QUEUE_ATTRIBUTES),
        ),
    ),
    "sqs/QueuePolicy": (
        Call(
            service="sqs",
            operation="SetQueueAttributes",
            rewrite=_attributes({"policy": "Policy"}),
        ),
    ),
    "sqs/RedriveAllowPolicy": (
        Call(
            service="sqs",
            operation="SetQueueAttributes",
            rewrite=_attributes({"redriveAllowPolicy": "RedriveAllowPolicy"}),
        ),
    ),
}
