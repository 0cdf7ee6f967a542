"""What resources are given, against the AWS APIs that create them: names, types, limits, enums."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.infra.arguments import complaints
from tests.infra.creating import CREATING, EVERYWHERE, NOT_SENT, WITHOUT_A_CALL
from tests.infra.engine import Inputs, Recording, short

RETENTION_DAYS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)
"""PutRetentionPolicy: these stand in its text, not in its model."""

QUEUE_SECONDS = {
    "visibilityTimeoutSeconds": (0, 43_200),
    "messageRetentionSeconds": (60, 1_209_600),
}
"""SetQueueAttributes: limits that stand in its text, not in its model."""

ROLE_POLICY_CHARACTERS = 10_240
"""Of all inline policies of a role, without white space (IAM quotas)."""


def told(kind: str, inputs: Inputs) -> list[str]:
    return [each for call in CREATING[kind] for each in complaints(call, inputs)]


def test_every_kind_is_held_against_its_calls(graph: Recording, everything: Recording) -> None:
    kinds = {short(each.type) for each in [*graph.custom(), *everything.custom()]}
    assert kinds <= set(CREATING) | set(WITHOUT_A_CALL)


def test_no_kind_is_listed_that_no_stack_has(everything: Recording, prod: Recording) -> None:
    kinds = {short(each.type) for each in [*prod.custom(), *everything.custom()]}
    assert set(CREATING) | set(WITHOUT_A_CALL) <= kinds


@pytest.mark.parametrize("kind", CREATING)
def test_inputs_are_what_the_apis_take(graph: Recording, kind: str) -> None:
    for resource in graph.of(kind):
        assert told(kind, resource.inputs) == [], resource.urn


@pytest.mark.parametrize("kind", CREATING)
def test_inputs_of_what_is_optional_are_too(everything: Recording, kind: str) -> None:
    for resource in everything.of(kind):
        assert told(kind, resource.inputs) == [], resource.urn


def unsent(recording: Recording) -> Iterator[tuple[str, str]]:
    for resource in recording.custom():
        kind = short(resource.type)
        sent = {key for call in CREATING.get(kind, ()) for key in call.taken(resource.inputs)}
        if kind not in WITHOUT_A_CALL:
            yield from ((kind, key) for key in set(resource.inputs) - sent - EVERYWHERE)


def test_every_input_is_part_of_some_call_or_has_a_reason(
    graph: Recording, everything: Recording
) -> None:
    assert {*unsent(graph), *unsent(everything)} == set(NOT_SENT) - {
        each for each in NOT_SENT if not everything.of(each[0]) and not graph.of(each[0])
    }


def test_logs_are_kept_for_days_that_the_api_knows(graph: Recording, everything: Recording) -> None:
    for group in [*graph.of("cloudwatch/LogGroup"), *everything.of("cloudwatch/LogGroup")]:
        assert group.inputs["retentionInDays"] in RETENTION_DAYS


def test_queues_stay_within_the_limits_that_no_model_tells(graph: Recording) -> None:
    for queue in graph.of("sqs/Queue"):
        for key, (least, most) in QUEUE_SECONDS.items():
            assert least <= queue.inputs.get(key, least) <= most


def test_policies_of_roles_fit(graph: Recording) -> None:
    for policy in graph.of("iam/RolePolicy"):
        assert len("".join(policy.inputs["policy"].split())) <= ROLE_POLICY_CHARACTERS


def wrong(kind: str, graph: Recording, **changes: Any) -> str:
    resource = graph.of(kind)[0]
    return " ".join(told(kind, {**resource.inputs, **changes}))


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


def test_a_wrong_input_of_a_later_call_is_told_too(prod: Recording, everything: Recording) -> None:
    assert "ReservedConcurrentExecutions must be at least 0" in wrong(
        "lambda/Function", prod, reservedConcurrentExecutions=-1
    )
    assert "PendingWindowInDays must be at most 365" in wrong(
        "kms/Key", prod, deletionWindowInDays=400
    )
    assert "cidrBlok is no member" in wrong("ec2/Vpc", everything, cidrBlok="10.0.0.0/8")
    assert "IdentityInfo/LastName" in wrong(
        "connect/User", everything, identityInfo={"lastName": "x" * 400}
    )
    assert "Subscribers" in wrong(
        "budgets/Budget",
        prod,
        notifications=[
            {
                "comparisonOperator": "GREATER_THAN",
                "notificationType": "ACTUAL",
                "threshold": 1,
                "subscriberSnsTopicArns": [],
            }
        ],
    )
    assert "IntervalInSeconds must be at most 900" in wrong(
        "kinesis/FirehoseDeliveryStream",
        prod,
        extendedS3Configuration={
            **prod.of("kinesis/FirehoseDeliveryStream")[0].inputs["extendedS3Configuration"],
            "bufferingInterval": 901,
        },
    )
    assert "Status must be one of" in wrong(
        "s3/BucketVersioning", prod, versioningConfiguration={"status": "On"}
    )
