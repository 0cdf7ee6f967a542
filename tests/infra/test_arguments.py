"""What resources are given, against the AWS APIs that create them: names, types, limits, enums."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.infra.arguments import Call, complaints
from tests.infra.engine import Recording, short
from tests.infra.nesting import (
    nest_keys,
    nest_metrics,
    nest_queues,
    nest_suppressor,
    without_switch,
)

ANYTHING = "0a1b2c3d-0000-4000-8000-000000000000"
CONNECT = {"InstanceId": ANYTHING}

CALLS: Mapping[str, Call] = {
    "cloudwatch/LogGroup": Call(
        service="logs",
        operation="CreateLogGroup",
        names={"name": "logGroupName"},
        elsewhere=frozenset({"retentionInDays"}),
    ),
    "cloudwatch/LogStream": Call(
        service="logs", operation="CreateLogStream", names={"name": "logStreamName"}
    ),
    "cloudwatch/MetricAlarm": Call(
        service="cloudwatch",
        operation="PutMetricAlarm",
        names={"name": "AlarmName", "metricQueries": "Metrics"},
        rewrite=nest_metrics,
    ),
    "cloudwatch/CompositeAlarm": Call(
        service="cloudwatch",
        operation="PutCompositeAlarm",
        rewrite=nest_suppressor,
    ),
    "cloudwatch/Dashboard": Call(service="cloudwatch", operation="PutDashboard"),
    "connect/Instance": Call(
        service="connect",
        operation="CreateInstance",
        elsewhere=frozenset(
            {"autoResolveBestVoicesEnabled", "contactFlowLogsEnabled", "contactLensEnabled"}
        ),
    ),
    "connect/Queue": Call(
        service="connect",
        operation="CreateQueue",
        also=CONNECT,
        elsewhere=frozenset({"instanceId", "status"}),
    ),
    "connect/RoutingProfile": Call(
        service="connect",
        operation="CreateRoutingProfile",
        also=CONNECT,
        elsewhere=frozenset({"instanceId"}),
        rewrite=nest_queues,
    ),
    "connect/SecurityProfile": Call(
        service="connect",
        operation="CreateSecurityProfile",
        names={"name": "SecurityProfileName"},
        also=CONNECT,
        elsewhere=frozenset({"instanceId"}),
    ),
    "connect/QuickConnect": Call(
        service="connect",
        operation="CreateQuickConnect",
        names={"queueConfigs": "QueueConfig", "phoneConfigs": "PhoneConfig"},
        also=CONNECT,
        elsewhere=frozenset({"instanceId"}),
    ),
    "dynamodb/Table": Call(
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
    "iam/Role": Call(
        service="iam",
        operation="CreateRole",
        names={"name": "RoleName", "assumeRolePolicy": "AssumeRolePolicyDocument"},
    ),
    "iam/RolePolicy": Call(
        service="iam",
        operation="PutRolePolicy",
        names={"name": "PolicyName", "policy": "PolicyDocument", "role": "RoleName"},
    ),
    "kinesis/FirehoseDeliveryStream": Call(
        service="firehose",
        operation="CreateDeliveryStream",
        names={
            "name": "DeliveryStreamName",
            "serverSideEncryption": "DeliveryStreamEncryptionConfigurationInput",
        },
        elsewhere=frozenset({"destination", "extendedS3Configuration"}),
        rewrite=without_switch,
    ),
    "kms/Alias": Call(service="kms", operation="CreateAlias", names={"name": "AliasName"}),
    "kms/Key": Call(
        service="kms",
        operation="CreateKey",
        elsewhere=frozenset({"deletionWindowInDays", "enableKeyRotation"}),
    ),
    "lambda/Alias": Call(service="lambda", operation="CreateAlias"),
    "lambda/EventSourceMapping": Call(service="lambda", operation="CreateEventSourceMapping"),
    "lambda/Function": Call(
        service="lambda",
        operation="CreateFunction",
        names={"name": "FunctionName"},
        also={"Code": {"S3Bucket": "archives", "S3Key": "answer.zip"}},
        elsewhere=frozenset({"code", "reservedConcurrentExecutions"}),
    ),
    "lambda/Permission": Call(
        service="lambda",
        operation="AddPermission",
        names={"function": "FunctionName"},
        also={"StatementId": "made-by-the-provider"},
    ),
    "s3/VectorsVectorBucket": Call(
        service="s3vectors", operation="CreateVectorBucket", elsewhere=frozenset({"forceDestroy"})
    ),
    "scheduler/Schedule": Call(service="scheduler", operation="CreateSchedule"),
    "sns/Topic": Call(
        service="sns",
        operation="CreateTopic",
        elsewhere=frozenset({"displayName", "kmsMasterKeyId"}),
    ),
    "sqs/Queue": Call(
        service="sqs",
        operation="CreateQueue",
        names={"name": "QueueName"},
        elsewhere=frozenset(
            {
                "kmsMasterKeyId",
                "messageRetentionSeconds",
                "redrivePolicy",
                "visibilityTimeoutSeconds",
            }
        ),
    ),
    "cloudformation/Stack": Call(
        service="cloudformation",
        operation="CreateStack",
        names={"name": "StackName"},
        elsewhere=frozenset({"parameters"}),
    ),
}

WITHOUT_A_CALL = {
    "budgets/Budget": "monitoring's tests hold its notifications",
    "cloudcontrol/Resource": "held against the CloudFormation schemas in tests/infra/connect",
    "connect/HoursOfOperation": "tests/infra/connect",
    "connect/InstanceStorageConfig": "tests/infra/connect",
    "connect/LambdaFunctionAssociation": "two ARNs",
    "connect/User": "tests/infra/connect",
    "s3/Bucket": "a name; the rest are calls of their own, tests/infra/assistant/test_stores.py",
    "s3/BucketLifecycleConfiguration": "tests/infra/assistant/test_stores.py",
    "s3/BucketNotification": "tests/infra/test_cross_service.py",
    "s3/BucketOwnershipControls": "tests/infra/assistant/test_stores.py",
    "s3/BucketPolicy": "tests/infra/test_cross_service.py",
    "s3/BucketPublicAccessBlock": "tests/infra/test_shapes.py",
    "s3/BucketServerSideEncryptionConfiguration": "tests/infra/test_encryption.py",
    "s3/BucketVersioning": "tests/infra/test_shapes.py",
    "s3/VectorsVectorBucketPolicy": "tests/infra/assistant/test_vectors.py",
    "sns/TopicPolicy": "tests/infra/test_cross_service.py",
    "sns/TopicSubscription": "three words",
    "sqs/QueuePolicy": "tests/infra/test_cross_service.py",
    "sqs/RedriveAllowPolicy": "tests/infra/assistant/test_ingest.py",
}
"""Kinds that are held by other tests, or have nothing to hold."""

QUEUE_SECONDS = {
    "visibilityTimeoutSeconds": (0, 43_200),
    "messageRetentionSeconds": (60, 1_209_600),
}
"""SetQueueAttributes: limits that stand in its text, not in its model."""

ROLE_POLICY_CHARACTERS = 10_240
"""Of all inline policies of a role, without white space (IAM quotas)."""


def test_every_kind_is_held_against_its_call(graph: Recording) -> None:
    kinds = {short(each.type) for each in graph.custom()}
    assert kinds <= set(CALLS) | set(WITHOUT_A_CALL)


@pytest.mark.parametrize("kind", CALLS)
def test_inputs_are_what_the_api_takes(graph: Recording, kind: str) -> None:
    for resource in graph.of(kind):
        assert complaints(CALLS[kind], resource.inputs) == [], resource.urn


def test_queues_stay_within_the_limits_that_no_model_tells(graph: Recording) -> None:
    for queue in graph.of("sqs/Queue"):
        for key, (least, most) in QUEUE_SECONDS.items():
            assert least <= queue.inputs.get(key, least) <= most


def test_policies_of_roles_fit(graph: Recording) -> None:
    for policy in graph.of("iam/RolePolicy"):
        assert len("".join(policy.inputs["policy"].split())) <= ROLE_POLICY_CHARACTERS


def wrong(kind: str, graph: Recording, **changes: Any) -> str:
    resource = graph.of(kind)[0]
    return " ".join(complaints(CALLS[kind], {**resource.inputs, **changes}))


def test_a_wrong_input_is_told(prod: Recording) -> None:
    assert "MemorySize must be at least 128" in wrong("lambda/Function", prod, memorySize=64)
    assert "Runtime must be one of" in wrong("lambda/Function", prod, runtime="python2")
    assert "no member" in wrong("lambda/Function", prod, memory=128)
    assert "FunctionName must" in wrong("lambda/Function", prod, name="이름")
    assert "BillingMode must be one of" in wrong("dynamodb/Table", prod, billingMode="FREE")
    assert "ComparisonOperator must be one of" in wrong(
        "cloudwatch/MetricAlarm", prod, comparisonOperator="MoreThan"
    )
    assert "ScheduleExpression must" in wrong("scheduler/Schedule", prod, scheduleExpression="")
