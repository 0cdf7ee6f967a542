"""Every call from one AWS service to another: what AWS would refuse and the emulator would not."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.infra.engine import Recording
from tests.infra.outputs import ACCOUNT, REGION
from tests.infra.policies import (
    Statement,
    allows,
    as_list,
    condition_values,
    matches,
    role_of,
    roles,
    statements,
)

NO_SOURCE_KEYS = {"lambda.amazonaws.com"}
"""Lambda takes a function's role without saying for which function or account."""

RECEIVE = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")


def by_arn(graph: Recording, kind: str, service: str) -> dict[str, Mapping[str, Any]]:
    return {
        f"arn:aws:{service}:{REGION}:{ACCOUNT}:{each.inputs['name']}": each.inputs
        for each in graph.of(kind)
    }


def resource_statements(graph: Recording, kind: str, arn: str) -> list[Statement]:
    """All statements of that kind of policy about one resource."""
    return [
        statement
        for policy in graph.of(kind)
        for statement in statements(policy)
        if arn in as_list(statement["Resource"])
    ]


def lets_in(found: list[Statement], service: str, action: str) -> list[Statement]:
    return [
        one
        for one in found
        if one["Effect"] == "Allow"
        and service in as_list(one["Principal"].get("Service", ""))
        and action in as_list(one["Action"])
    ]


ACCOUNT_IN_ARN = {"apigateway.amazonaws.com"}
"""Whose documented permissions have no second condition on the account; the ARN names it."""


def test_every_permission_names_who_may_call_and_for_whom(graph: Recording) -> None:
    assert graph.of("lambda/Permission")
    for permission in graph.of("lambda/Permission"):
        inputs = permission.inputs
        assert inputs["action"] == "lambda:InvokeFunction", permission.urn
        assert inputs["qualifier"] == "live", permission.urn
        if inputs["principal"] in ACCOUNT_IN_ARN:
            assert inputs["sourceArn"].split(":")[4] == ACCOUNT, permission.urn
        else:
            assert inputs["sourceAccount"] == ACCOUNT, permission.urn
        assert inputs["sourceArn"].startswith("arn:aws:"), permission.urn
        assert inputs["principal"].endswith(".amazonaws.com"), permission.urn


def test_roles_are_taken_by_one_service_of_this_account(graph: Recording) -> None:
    for role in graph.of("iam/Role"):
        for statement in statements(role, "assumeRolePolicy"):
            service = statement["Principal"]["Service"]
            assert statement["Action"] == "sts:AssumeRole"
            assert isinstance(service, str)
            if service in NO_SOURCE_KEYS:
                assert "Condition" not in statement  # it would never hold
            else:
                assert condition_values(statement, "aws:SourceAccount") == [ACCOUNT], role.urn
                [source] = condition_values(statement, "aws:SourceArn")
                assert source.startswith("arn:aws:"), role.urn
                assert source.split(":")[3:5] == [REGION, ACCOUNT], role.urn


def test_no_role_takes_another_or_hands_one_on_but_to_the_scheduler(graph: Recording) -> None:
    for name, granted in roles(graph):
        for statement in granted:
            assert "sts:AssumeRole" not in as_list(statement["Action"]), name
            if "iam:PassRole" in as_list(statement["Action"]):
                [handed] = as_list(statement["Resource"])
                assert handed.endswith("-callback-schedules-scheduler"), name
                service = condition_values(statement, "iam:PassedToService")
                assert service == ["scheduler.amazonaws.com"], name


def test_functions_may_receive_from_the_queues_that_feed_them(graph: Recording) -> None:
    functions = {each.inputs["name"]: each.inputs for each in graph.of("lambda/Function")}
    queues = by_arn(graph, "sqs/Queue", "sqs")
    for mapping in graph.of("lambda/EventSourceMapping"):
        source = mapping.inputs["eventSourceArn"]
        if source not in queues:
            continue
        function = functions[mapping.inputs["functionName"].split(":")[-2]]
        granted = role_of(graph, function["role"])
        assert all(allows(granted, action, source) for action in RECEIVE), mapping.urn
        assert queues[source]["visibilityTimeoutSeconds"] >= 6 * function["timeout"]
        assert "ReportBatchItemFailures" in mapping.inputs["functionResponseTypes"]


def test_schedules_take_a_role_that_may_start_their_target_and_keep_what_failed(
    graph: Recording,
) -> None:
    for schedule in graph.of("scheduler/Schedule"):
        target = schedule.inputs["target"]
        granted = role_of(graph, target["roleArn"])
        assert allows(granted, "lambda:InvokeFunction", target["arn"]), schedule.urn
        assert allows(granted, "sqs:SendMessage", target["deadLetterConfig"]["arn"])
        [role] = [
            each
            for each in graph.of("iam/Role")
            if target["roleArn"].endswith(f"/{each.inputs['name']}")
        ]
        [trust] = statements(role, "assumeRolePolicy")
        assert trust["Principal"]["Service"] == "scheduler.amazonaws.com"


def test_buckets_send_their_events_to_queues_and_functions_that_take_them(
    graph: Recording,
) -> None:
    for notification in graph.of("s3/BucketNotification"):
        bucket = f"arn:aws:s3:::{notification.inputs['bucket']}"
        for rule in notification.inputs.get("queues", []):
            found = resource_statements(graph, "sqs/QueuePolicy", rule["queueArn"])
            [statement] = lets_in(found, "s3.amazonaws.com", "sqs:SendMessage")
            assert condition_values(statement, "aws:SourceArn") == [bucket]
            assert condition_values(statement, "aws:SourceAccount") == [ACCOUNT]
        for rule in notification.inputs.get("lambdaFunctions", []):
            assert any(
                each.inputs["sourceArn"] == bucket
                and each.inputs["principal"] == "s3.amazonaws.com"
                and f":{each.inputs['function']}:" in rule["lambdaFunctionArn"]
                for each in graph.of("lambda/Permission")
            )


def alarms_by_topic(graph: Recording) -> Iterator[tuple[str, str]]:
    """Each alarm that speaks, by its ARN, with each topic that it speaks to."""
    for kind, key in (("MetricAlarm", "name"), ("CompositeAlarm", "alarmName")):
        for alarm in graph.of(f"cloudwatch/{kind}"):
            arn = f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:{alarm.inputs[key]}"
            for action in ("alarmActions", "okActions", "insufficientDataActions"):
                yield from ((arn, topic) for topic in alarm.inputs.get(action, []))


def test_every_alarm_may_mail_its_topics_and_use_their_key(graph: Recording) -> None:
    topics = by_arn(graph, "sns/Topic", "sns")
    pairs = list(alarms_by_topic(graph))
    assert pairs
    for alarm, topic in pairs:
        assert topic in topics
        found = resource_statements(graph, "sns/TopicPolicy", topic)
        [statement] = lets_in(found, "cloudwatch.amazonaws.com", "sns:Publish")
        key = statements(graph.of("kms/Key")[0])
        [using] = lets_in(key, "cloudwatch.amazonaws.com", "kms:GenerateDataKey")
        for one in (statement, using):
            assert condition_values(one, "aws:SourceAccount") == [ACCOUNT]
            [source] = condition_values(one, "aws:SourceArn")
            assert matches(source, alarm), alarm
            assert not matches(source, alarm.replace(":alarm:", ":alarm:another-"))


def test_budgets_mail_topics_that_take_them(graph: Recording) -> None:
    for budget in graph.of("budgets/Budget"):
        for rule in budget.inputs["notifications"]:
            for topic in rule["subscriberSnsTopicArns"]:
                found = resource_statements(graph, "sns/TopicPolicy", topic)
                [statement] = lets_in(found, "budgets.amazonaws.com", "sns:Publish")
                assert condition_values(statement, "aws:SourceAccount") == [ACCOUNT]
                sources = condition_values(statement, "aws:SourceArn")
                assert sources == [f"arn:aws:budgets::{ACCOUNT}:*"]


def test_what_a_function_fails_on_for_good_can_be_kept(graph: Recording) -> None:
    queues = by_arn(graph, "sqs/Queue", "sqs")
    for function in graph.of("lambda/Function"):
        target = function.inputs.get("deadLetterConfig", {}).get("targetArn")
        if target is not None:
            assert target in queues
            assert allows(role_of(graph, function.inputs["role"]), "sqs:SendMessage", target)


def test_every_queue_has_dead_letters_or_holds_them(graph: Recording) -> None:
    dead = {
        each.inputs["deadLetterConfig"]["targetArn"]
        for each in graph.of("lambda/Function")
        if "deadLetterConfig" in each.inputs
    }
    for queue in graph.of("sqs/Queue"):
        if "redrivePolicy" in queue.inputs:
            dead.add(json.loads(queue.inputs["redrivePolicy"])["deadLetterTargetArn"])
    for queue in graph.of("sqs/Queue"):
        arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{queue.inputs['name']}"
        assert ("redrivePolicy" in queue.inputs) != (arn in dead), queue.urn


def test_connect_streams_records_into_a_stream_of_the_stack(graph: Recording) -> None:
    streams = {each.inputs["name"] for each in graph.of("kinesis/FirehoseDeliveryStream")}
    for storage in graph.of("connect/InstanceStorageConfig"):
        firehose = storage.inputs["storageConfig"].get("kinesisFirehoseConfig")
        if firehose:
            assert firehose["firehoseArn"].rpartition("/")[2] in streams
    for stream in graph.of("kinesis/FirehoseDeliveryStream"):
        target = stream.inputs["extendedS3Configuration"]
        granted = role_of(graph, target["roleArn"])
        objects = f"{target['bucketArn']}/{target['prefix']}2026/11/22/09/records"
        assert allows(granted, "s3:PutObject", objects)
        outside = f"{target['bucketArn']}/call-recordings/x.wav"
        assert not allows(granted, "s3:PutObject", outside)


def test_no_bucket_pattern_reaches_another_bucket(graph: Recording) -> None:
    """A pattern such as `documents*` would; each ARN names its bucket whole."""
    buckets = {f"arn:aws:s3:::{each.inputs['bucket']}" for each in graph.of("s3/Bucket")}
    for name, granted in roles(graph):
        for statement in granted:
            for arn in as_list(statement.get("Resource", [])):
                if arn.startswith("arn:aws:s3:::"):
                    assert any(
                        matches(f"{bucket}/*", arn) or bucket == arn for bucket in buckets
                    ), name
