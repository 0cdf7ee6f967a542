"""What each resource is billed for, against sums done by hand."""

import json
from typing import Any

import pytest

from local.cost.free import FREE
from local.cost.prices import price_table
from local.cost.resources import CHARGES, UnpricedError, uses_of
from tests.local.cost.declared import Resource, resource, volume

HAIKU = "global.anthropic.claude-haiku-4-5-20251001-v1:0"
TITAN = "amazon.titan-embed-text-v2:0"


def quantities(made: Resource, **how: Any) -> dict[str, float]:
    return {use.price: use.quantity for use in uses_of(made, volume(**how))}


def test_an_instance_is_billed_by_the_minute_with_those_that_people_talk() -> None:
    # 1,000 calls of 3 minutes, and 4 more for a quarter of them.
    assert quantities(resource("connect/instance:Instance")) == {
        "connect-voice": 4000,
        "inbound": 4000,
    }


def test_the_basic_plan_has_its_own_price_of_a_minute() -> None:
    assert quantities(resource("connect/instance:Instance"), plan="basic") == {
        "connect-voice-basic": 4000,
        "inbound": 4000,
    }


def test_the_answer_function_is_billed_for_processor_and_models() -> None:
    made = resource(
        "lambda/function:Function",
        "answer",
        memorySize=2048,
        environment={"variables": {"ANSWER_MODEL": HAIKU, "EMBEDDING_MODEL": TITAN}},
    )
    # 6,000 turns of 2 seconds with 2 GB.
    assert quantities(made) == {
        "lambda-gb-second": 24_000,
        "lambda-request": 0.006,
        "titan-embed": 0.24,
        "haiku-4-5-input": pytest.approx(19.8),
        "haiku-4-5-output": pytest.approx(1.2474),
    }


def test_chats_cost_besides_calls_and_nothing_where_there_are_none() -> None:
    variables = {"ANSWER_MODEL": HAIKU, "EMBEDDING_MODEL": TITAN}
    chat = resource(
        "lambda/function:Function",
        "chat",
        memorySize=2048,
        environment={"variables": variables},
    )
    # 500 questions of 2 seconds with 2 GB, whoever calls meanwhile.
    assert quantities(chat, chats=500) == {
        "lambda-gb-second": 2_000,
        "lambda-request": 0.0005,
        "titan-embed": 0.02,
        "haiku-4-5-input": pytest.approx(1.65),
        "haiku-4-5-output": pytest.approx(0.10395),
    }
    assert not any(use.by_call for use in uses_of(chat, volume(chats=500)))
    assert not any(quantities(chat).values())
    assert quantities(resource("apigatewayv2/api:Api"), chats=500) == {"http-api": 0.0005}


def test_callers_who_are_verified_cost_a_slow_hash_and_a_few_writes() -> None:
    function, plain = (
        resource(
            "lambda/function:Function",
            "customer",
            memorySize=1024,
            environment={"variables": variables},
        )
        for variables in ({"PIN_TRIES_TABLE": "tries"}, dict[str, str]())
    )
    # 250 of 1,000 calls go on to people, with two PINs each at most, 0.6 s and 1 GB for each.
    more, less = quantities(function), quantities(plain)
    assert more["lambda-gb-second"] - less["lambda-gb-second"] == pytest.approx(300)
    assert more["lambda-request"] - less["lambda-request"] == pytest.approx(0.0005)
    table = resource("dynamodb/table:Table", "pin-tries", billingMode="PAY_PER_REQUEST")
    assert quantities(table)["dynamodb-write"] == 0.001
    assert "dynamodb-read" not in quantities(table)


def test_chats_are_kept_and_logged() -> None:
    table = resource("dynamodb/table:Table", "contacts", billingMode="PAY_PER_REQUEST")
    fixed = {use.price: use.quantity for use in uses_of(table, volume(calls=0, chats=500))}
    assert fixed["dynamodb-write"] > 0
    assert fixed["dynamodb-read"] == 0.0005
    for name in ("chat-logs", "chat-api-logs"):
        inputs = {"name": f"/aws/{name}", "retentionInDays": 30}
        logs = Resource("aws:cloudwatch/logGroup:LogGroup", name, inputs)
        assert quantities(logs, chats=0)["log-ingest"] == 0
        assert quantities(logs, calls=0, chats=500)["log-ingest"] > 0


def test_how_a_call_ended_is_written_twice_and_logged_in_a_line() -> None:
    table = resource("dynamodb/table:Table", "contacts", billingMode="PAY_PER_REQUEST")
    written = [use.quantity for use in uses_of(table, volume()) if use.price == "dynamodb-write"]
    assert 2 * 1000 / 1e6 in written
    inputs = {"name": "/aws/lambda/x", "retentionInDays": 30}
    logs = Resource("aws:cloudwatch/logGroup:LogGroup", "contact-records-logs", inputs)
    answers = Resource("aws:cloudwatch/logGroup:LogGroup", "answer-logs", inputs)
    assert 0 < quantities(logs)["log-ingest"] < quantities(answers)["log-ingest"] / 5


def test_a_snapshot_costs_day_and_night() -> None:
    made = resource(
        "lambda/function:Function", "answer", memorySize=1024, snapStart={"applyOn": "x"}
    )
    idle = quantities(made, calls=0)
    assert idle["snapstart-cache"] == 730 * 3600
    assert idle["snapstart-restore"] == 0


def test_builds_cost_also_where_nobody_calls() -> None:
    made = resource(
        "lambda/function:Function",
        "ingest",
        memorySize=2048,
        environment={"variables": {"EMBEDDING_MODEL": TITAN}},
    )
    uses = uses_of(made, volume(calls=0))
    assert not any(use.by_call for use in uses)
    assert {use.price: use.quantity for use in uses} == {
        "lambda-gb-second": 1200,
        "lambda-request": 0.00001,
        "titan-embed": 1.0,
    }


def test_a_function_that_nobody_told_about_runs_once_a_call() -> None:
    made = resource("lambda/function:Function", "customer", memorySize=1024)
    assert quantities(made)["lambda-request"] == 0.001


def test_each_metric_of_an_expression_counts_as_an_alarm() -> None:
    plain = resource("cloudwatch/metricAlarm:MetricAlarm", metricName="Errors")
    math = resource(
        "cloudwatch/metricAlarm:MetricAlarm",
        metricQueries=[{"expression": "a + b"}, {"metric": {"x": 1}}, {"metric": {"y": 1}}],
    )
    assert quantities(plain) == {"alarm": 1}
    assert quantities(math) == {"alarm": 2}


def test_a_log_is_billed_when_written_and_while_kept() -> None:
    inputs = {"name": "/aws/connect/me", "retentionInDays": 60}
    made = Resource("aws:cloudwatch/logGroup:LogGroup", "it", inputs)
    written = 1000 * volume().assumed.call_log_kb / 1e6
    assert quantities(made) == pytest.approx({"log-ingest": written, "log-storage": 2 * written})


def test_a_traced_function_is_billed_for_its_traces() -> None:
    made = resource("lambda/function:Function", "answer", tracingConfig={"mode": "Active"})
    assert quantities(made)["trace"] == 0.006


def test_a_bot_in_a_stack_is_billed_by_the_question() -> None:
    template = {"Resources": {"Bot": {"Type": "AWS::Lex::Bot"}}}
    made = resource("cloudformation/stack:Stack", templateBody=json.dumps(template))
    assert quantities(made) == {"lex-speech": 6000}


def test_a_key_is_asked_by_each_call_and_build() -> None:
    uses = uses_of(resource("kms/key:Key"), volume())
    asked = {use.by_call: use.quantity for use in uses if use.price == "kms-request"}
    assert asked == pytest.approx({True: 3.0, False: 0.03})  # tens of thousands, 30 each
    assert [use.quantity for use in uses if use.price == "kms-key"] == [1]


def test_an_empty_queue_is_asked_all_month() -> None:
    made = resource("lambda/eventSourceMapping:EventSourceMapping")
    assert quantities(made, calls=0) == {"sqs-request": pytest.approx(0.657)}


@pytest.mark.parametrize(
    ("kind", "inputs", "expected"),
    [
        ("kinesis/stream:Stream", {}, {"kinesis-stream-hour": 730}),
        ("kinesis/stream:Stream", {"shardCount": 2}, {"kinesis-shard-hour": 1460}),
        ("ec2/vpcEndpoint:VpcEndpoint", {}, {}),
        (
            "ec2/vpcEndpoint:VpcEndpoint",
            {"vpcEndpointType": "Interface", "subnetIds": ["a", "b"]},
            {"endpoint-hour": 1460},
        ),
        ("apigatewayv2/api:Api", {}, {}),
        ("scheduler/schedule:Schedule", {}, {"schedule": 730 / 24 / 1e6}),
        ("secretsmanager/secret:Secret", {}, {"secret": 1}),
        ("budgets/budget:Budget", {}, {}),
        ("sqs/queue:Queue", {}, {}),
    ],
)
def test_others(kind: str, inputs: dict[str, Any], expected: dict[str, float]) -> None:
    assert quantities(resource(kind, **inputs)) == expected


@pytest.mark.parametrize(
    "made",
    [
        resource("ec2/natGateway:NatGateway"),
        resource("cloudcontrol/resource:Resource", typeName="AWS::Wisdom::Assistant"),
        resource(
            "cloudformation/stack:Stack",
            templateBody=json.dumps({"Resources": {"X": {"Type": "AWS::EC2::Instance"}}}),
        ),
        resource("dynamodb/table:Table", billingMode="PROVISIONED"),
        Resource("gcp:storage/bucket:Bucket", "it", {}),
    ],
    ids=lambda made: made.type,
)
def test_what_nobody_has_priced_stops_the_calculation_by_name(made: Resource) -> None:
    with pytest.raises(UnpricedError, match=r"it|X"):
        uses_of(made, volume())


def test_no_type_is_both_free_and_billed() -> None:
    assert not FREE & set(CHARGES)


def test_every_price_that_is_used_is_in_the_table() -> None:
    inputs = {
        "memorySize": 512,
        "snapStart": {"applyOn": "x"},
        "tracingConfig": {"mode": "Active"},
        "environment": {"variables": {"ANSWER_MODEL": HAIKU, "EMBEDDING_MODEL": TITAN}},
        "name": "n",
        "retentionInDays": 30,
        "billingMode": "PAY_PER_REQUEST",
        "pointInTimeRecovery": {"enabled": True},
        "templateBody": json.dumps({"Resources": {"Bot": {"Type": "AWS::Lex::Bot"}}}),
        "typeName": "AWS::Connect::View",
    }
    for kind in CHARGES:
        for plan in ("customer", "basic"):
            uses = uses_of(Resource(kind, "answer", inputs), volume(plan=plan))
            assert {use.price for use in uses} <= set(price_table().prices)
