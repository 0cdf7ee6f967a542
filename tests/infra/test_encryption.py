"""One key for everything in which callers' words may be, and who may use it for what."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.infra import engine
from tests.infra.conftest import STACKS
from tests.infra.engine import Recording, Registered
from tests.infra.outputs import ACCOUNT, REGION
from tests.infra.policies import (
    allows,
    as_list,
    condition_values,
    matches,
    role_of,
    roles,
    statements,
)

S3S_OWN = {"documents", "index"}
"""Buckets whose objects hold nothing that callers said; `documentsKey` puts them under the key."""

NEEDS_TO_SEND = ("kms:Decrypt", "kms:GenerateDataKey")

OF_A_SCHEDULE = "kms:EncryptionContext:aws:scheduler:schedule:arn"
"""For which schedule the key is used: EventBridge Scheduler asks KMS as the schedule's role."""

ACCESS = {
    "dynamodb:BatchGetItem": ("dynamodb", ("kms:Decrypt",)),
    "dynamodb:GetItem": ("dynamodb", ("kms:Decrypt",)),
    "dynamodb:PutItem": ("dynamodb", ("kms:Decrypt",)),
    "dynamodb:Query": ("dynamodb", ("kms:Decrypt",)),
    "dynamodb:UpdateItem": ("dynamodb", ("kms:Decrypt",)),
    "scheduler:CreateSchedule": ("scheduler", ("kms:DescribeKey", *NEEDS_TO_SEND)),
    "sns:Publish": ("sns", NEEDS_TO_SEND),
    "sqs:ReceiveMessage": ("sqs", ("kms:Decrypt",)),
    "sqs:SendMessage": ("sqs", NEEDS_TO_SEND),
}
"""What using encrypted tables, topics and queues takes besides the call itself."""

EVERY_TOPIC = "arn:aws:sns:*:*:*"


def key_arn(graph: Recording) -> str:
    [alias] = graph.of("kms/Alias")
    return f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{alias.inputs['targetKeyId']}"


def the_key(graph: Recording) -> Registered:
    [key] = graph.of("kms/Key")
    return key


def test_a_stack_has_one_key_that_is_rotated_and_can_be_called_back(graph: Recording) -> None:
    key = the_key(graph).inputs
    assert key["enableKeyRotation"] is True
    assert key["deletionWindowInDays"] == 30


def test_nobody_may_do_everything_with_the_key(graph: Recording) -> None:
    for statement in statements(the_key(graph)):
        assert statement["Effect"] == "Allow"
        assert statement["Principal"] != "*"
        assert not any("*" in action for action in as_list(statement["Action"])), statement


def test_the_account_uses_the_key_through_services_or_for_its_schedules_only(
    graph: Recording,
) -> None:
    [group] = graph.of("scheduler/ScheduleGroup")
    schedules = f"arn:aws:scheduler:{REGION}:{ACCOUNT}:schedule/{group.inputs['name']}/*"
    for statement in statements(the_key(graph)):
        using = {"kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"} & set(statement["Action"])
        if "AWS" not in statement["Principal"] or not using:
            continue
        assert condition_values(statement, "kms:CallerAccount") == [ACCOUNT]
        if statement["Sid"] == "SchedulesOfTheStack":
            assert condition_values(statement, OF_A_SCHEDULE) == [schedules]
        elif statement["Sid"] != "ConnectSendsRecords":
            vectors = ["s3vectors"] * len(graph.of("s3/VectorsVectorBucket"))
            assert set(condition_values(statement, "kms:ViaService")) == {
                f"{service}.{REGION}.amazonaws.com"
                for service in ("dynamodb", "s3", "sns", "sqs", *vectors)
            }


CONNECTS_ROLE = (
    f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/connect.amazonaws.com/"
    "AWSServiceRoleForAmazonConnect_*"
)


def test_who_is_named_by_a_pattern_is_connect_of_this_account_through_firehose(
    graph: Recording,
) -> None:
    anybody = [one for one in statements(the_key(graph)) if one["Principal"] == {"AWS": "*"}]
    assert [one["Sid"] for one in anybody] == ["ConnectSendsRecords"]
    assert anybody[0]["Condition"] == {
        "ArnLike": {"aws:PrincipalArn": CONNECTS_ROLE},
        "StringEquals": {
            "kms:CallerAccount": ACCOUNT,
            "kms:ViaService": [f"firehose.{REGION}.amazonaws.com"],
        },
    }
    assert tuple(anybody[0]["Action"]) == NEEDS_TO_SEND


def test_grants_of_the_key_are_for_aws_services_only(graph: Recording) -> None:
    granting = [one for one in statements(the_key(graph)) if "kms:CreateGrant" in one["Action"]]
    assert [condition_values(one, "kms:GrantIsForAWSResource") for one in granting] == [["true"]]
    assert [set(condition_values(one, "kms:ViaService")) for one in granting] == [
        {f"{service}.{REGION}.amazonaws.com" for service in ("connect", "dynamodb", "firehose")}
    ]


def test_services_use_the_key_for_this_account_and_their_own_resources(graph: Recording) -> None:
    services = [one for one in statements(the_key(graph)) if "Service" in one["Principal"]]
    vectors = {"indexing"} if graph.of("s3/VectorsVectorBucket") else set[str]()
    assert {one["Principal"]["Service"].partition(".")[0] for one in services} == {
        "budgets",
        "cloudwatch",
        "logs",
        "s3",
        *vectors,
    }
    for statement in services:
        logs = condition_values(statement, "kms:EncryptionContext:aws:logs:arn")
        if logs:
            assert all(f":{ACCOUNT}:log-group:/aws/" in pattern for pattern in logs)
        else:
            assert condition_values(statement, "aws:SourceAccount") == [ACCOUNT]
            assert all(len(arn) > 20 for arn in condition_values(statement, "aws:SourceArn"))


def test_the_key_takes_every_log_group_of_the_stack_and_no_others(graph: Recording) -> None:
    [logs] = [one for one in statements(the_key(graph)) if one["Sid"] == "LogGroupsOfTheStack"]
    patterns = condition_values(logs, "kms:EncryptionContext:aws:logs:arn")
    place = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:"
    for group in graph.of("cloudwatch/LogGroup"):
        assert group.inputs["kmsKeyId"] == key_arn(graph), group.urn
        assert any(matches(pattern, place + group.inputs["name"]) for pattern in patterns)
    assert not any(matches(pattern, f"{place}/aws/lambda/another") for pattern in patterns)


def test_the_key_takes_the_bots_log_too() -> None:
    graph = engine.run_main("dev", {f"{engine.PROJECT}:botLogs": "true"})
    assert any("/aws/lex/" in each.inputs["name"] for each in graph.of("cloudwatch/LogGroup"))
    test_the_key_takes_every_log_group_of_the_stack_and_no_others(graph)


def test_tables_queues_and_topics_are_under_the_key(graph: Recording) -> None:
    for table in graph.of("dynamodb/Table"):
        encryption = {"enabled": True, "kmsKeyArn": key_arn(graph)}
        assert table.inputs["serverSideEncryption"] == encryption, table.urn
    for each in [*graph.of("sqs/Queue"), *graph.of("sns/Topic")]:
        assert each.inputs["kmsMasterKeyId"] == key_arn(graph), each.urn


def bucket_encryption(graph: Recording, bucket: str) -> dict[str, Any]:
    kind = "s3/BucketServerSideEncryptionConfiguration"
    [rule] = graph.inputs(kind, f"{bucket}-encryption")["rules"]
    return rule


@pytest.mark.parametrize("stack", [*STACKS, "local"])
def test_buckets_are_under_the_key_but_for_documents(
    graphs: dict[str, Recording], stack: str
) -> None:
    graph = graphs[stack]
    for bucket in graph.of("s3/Bucket"):
        rule = bucket_encryption(graph, bucket.name)
        default = rule["applyServerSideEncryptionByDefault"]
        if bucket.name in S3S_OWN:
            assert default == {"sseAlgorithm": "AES256"}
        else:
            assert default == {"sseAlgorithm": "aws:kms", "kmsMasterKeyId": key_arn(graph)}
            assert rule["bucketKeyEnabled"] is True


def test_documents_come_under_the_key_when_a_stack_says_so() -> None:
    graph = engine.run_main("dev", {f"{engine.PROJECT}:documentsKey": "true"})
    for bucket in S3S_OWN:
        default = bucket_encryption(graph, bucket)["applyServerSideEncryptionByDefault"]
        assert default["kmsMasterKeyId"] == key_arn(graph)


def encrypted_accesses(graph: Recording) -> Iterator[tuple[str, str, list[Any]]]:
    for name, granted in roles(graph):
        for statement in granted:
            if statement.get("NotResource") == [EVERY_TOPIC]:
                continue  # texts to telephones, which nothing encrypts
            for action in as_list(statement["Action"]):
                yield name, action, granted


def test_who_may_use_a_table_a_queue_or_a_topic_may_use_its_key(graph: Recording) -> None:
    for name, action, granted in encrypted_accesses(graph):
        service, needed = ACCESS.get(action, ("", ()))
        via = f"{service}.{REGION}.amazonaws.com"
        for key_action in needed:
            assert allows(granted, key_action, key_arn(graph), via), f"{name}: {action}"


def test_roles_use_the_key_through_one_service_in_each_statement(graph: Recording) -> None:
    for name, granted in roles(graph):
        for statement in granted:
            if any(action.startswith("kms:") for action in as_list(statement["Action"])):
                assert as_list(statement["Resource"]) == [key_arn(graph)], name
                through = condition_values(statement, "kms:ViaService")
                assert len(through or condition_values(statement, OF_A_SCHEDULE)) == 1, name


def test_contact_records_end_up_under_the_key(graph: Recording) -> None:
    for stream in graph.of("kinesis/FirehoseDeliveryStream"):
        target = stream.inputs["extendedS3Configuration"]
        assert target["kmsKeyArn"] == key_arn(graph)
        granted = role_of(graph, target["roleArn"])
        via = f"s3.{REGION}.amazonaws.com"
        assert all(allows(granted, each, key_arn(graph), via) for each in NEEDS_TO_SEND)
        assert stream.inputs["serverSideEncryption"] == {
            "enabled": True,
            "keyType": "CUSTOMER_MANAGED_CMK",
            "keyArn": key_arn(graph),
        }


def test_whoever_sends_events_to_a_queue_may_use_its_key(graph: Recording) -> None:
    [bucket_events] = [one for one in statements(the_key(graph)) if one["Sid"] == "S3Sends"]
    [pattern] = condition_values(bucket_events, "aws:SourceArn")
    for notification in graph.of("s3/BucketNotification"):
        assert matches(pattern, f"arn:aws:s3:::{notification.inputs['bucket']}")


@pytest.mark.parametrize("stack", ["dev", "staging", "prod", "local"])
def test_no_secret_stands_in_the_open(graphs: dict[str, Recording], stack: str) -> None:
    """Neither in an input that Pulumi would not encrypt, nor in an export."""
    words = ("password", "secret", "token", "credential")
    for resource in graphs[stack].custom():
        named = {key for key in resource.inputs if any(word in key.lower() for word in words)}
        assert named <= resource.secrets, f"{resource.urn} {named}"
    exported = json.dumps(graphs[stack].exports).lower()
    assert not any(word in exported for word in words)
