"""What holds for every resource of every stack."""

import inspect
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pulumi_aws as aws
import pytest

from infra import naming
from infra.tags import REQUIRED
from tests.infra.conftest import STACKS
from tests.infra.engine import Recording, Registered, short
from tests.infra.outputs import REGION

WRITTEN_REASONS = {
    "JoinNetwork": "Lambda checks its network calls on every resource, and EC2 lists nothing else",
    "Speak": "Polly checks SynthesizeSpeech against lexicons only",
    "WriteTraces": "X-Ray's calls name no resource",
}
"""Statements that may have resource `*`, and why."""

WRITTEN_EXCEPTIONS = {"Remind": "a text to a telephone number names no resource"}
"""Statements about everything but some resources, and why."""

NAME_LIMITS = {
    "apigatewayv2/Api": ("name", naming.API),
    "apigatewayv2/Authorizer": ("name", naming.API),
    "cloudformation/Stack": ("name", naming.CLOUDFORMATION_STACK),
    "budgets/Budget": ("name", naming.BUDGET),
    "cloudwatch/CompositeAlarm": ("alarmName", naming.ALARM),
    "cloudwatch/Dashboard": ("dashboardName", naming.DASHBOARD),
    "cloudwatch/LogGroup": ("name", naming.LOG_GROUP),
    "ec2/SecurityGroup": ("name", naming.SECURITY_GROUP),
    "cloudwatch/LogStream": ("name", naming.LOG_GROUP),
    "cloudwatch/MetricAlarm": ("name", naming.ALARM),
    "connect/HoursOfOperation": ("name", naming.CONNECT_NAME),
    "connect/Instance": ("instanceAlias", 45),
    "connect/Queue": ("name", naming.CONNECT_NAME),
    "connect/QuickConnect": ("name", naming.CONNECT_NAME),
    "connect/RoutingProfile": ("name", naming.CONNECT_NAME),
    "connect/SecurityProfile": ("name", naming.CONNECT_NAME),
    "connect/User": ("name", 20),
    "dynamodb/Table": ("name", naming.TABLE),
    "iam/Role": ("name", naming.ROLE),
    "kinesis/FirehoseDeliveryStream": ("name", naming.FIREHOSE),
    "kms/Alias": ("name", len("alias/") + naming.KEY_ALIAS),
    "lambda/Function": ("name", naming.FUNCTION),
    "s3/Bucket": ("bucket", naming.BUCKET),
    "s3/VectorsVectorBucket": ("vectorBucketName", naming.BUCKET),
    "scheduler/Schedule": ("name", naming.SCHEDULE),
    "scheduler/ScheduleGroup": ("name", naming.SCHEDULE),
    "sns/Topic": ("name", naming.TOPIC),
    "sqs/Queue": ("name", naming.SQS_QUEUE),
}

NAMED_WITHIN_ANOTHER = {"apigatewayv2/Stage", "iam/RolePolicy", "lambda/Alias"}
"""Their names are short constants, unique within an API, a role or a function."""

HAS_POLICY = {
    "iam/RolePolicy": "policy",
    "s3/BucketPolicy": "policy",
    "sns/TopicPolicy": "policy",
    "sqs/QueuePolicy": "policy",
}


@pytest.fixture(params=(*STACKS, "everything"))
def recording(
    request: pytest.FixtureRequest, recordings: dict[str, Recording], everything: Recording
) -> Recording:
    """What is optional is held to the same."""
    return {**recordings, "everything": everything}[str(request.param)]


def is_taggable(resource: Registered) -> bool:
    module, kind = short(resource.type).split("/")
    resource_class = getattr(getattr(aws, "lambda_" if module == "lambda" else module), kind)
    return "tags" in inspect.signature(resource_class._internal_init).parameters


def statements(recording: Recording, kind: str) -> Iterator[Mapping[str, Any]]:
    for resource in recording.of(kind):
        yield from json.loads(resource.inputs[HAS_POLICY[kind]])["Statement"]


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def test_every_resource_uses_the_one_explicit_provider(recording: Recording) -> None:
    [provider] = [each for each in recording.resources if each.type == "pulumi:providers:aws"]
    assert provider.inputs["region"] == REGION
    assert all(each.provider.startswith(provider.urn) for each in recording.custom())


def test_every_resource_belongs_to_a_component(recording: Recording) -> None:
    components = {each.urn for each in recording.resources if "contact-center:" in each.type}
    assert all(each.parent in components for each in recording.custom())


def test_every_component_registers_its_outputs(recording: Recording) -> None:
    components = {each.urn for each in recording.resources if not each.custom}
    assert components == recording.finished


def test_every_taggable_resource_carries_the_required_tags(recording: Recording) -> None:
    for resource in filter(is_taggable, recording.custom()):
        tags = resource.inputs.get("tags", {})
        assert set(REQUIRED) <= set(tags), f"{resource.urn} has {tags}"
        assert all(tags[tag] for tag in REQUIRED)


def test_flows_and_bot_carry_the_required_tags_too(recording: Recording) -> None:
    states = [
        json.loads(each.inputs["desiredState"]) for each in recording.of("cloudcontrol/Resource")
    ]
    template = json.loads(recording.of("cloudformation/Stack")[0].inputs["templateBody"])
    resources = template["Resources"]
    tag_lists = [
        *[state["Tags"] for state in states],
        resources["Bot"]["Properties"]["BotTags"],
        resources["Alias"]["Properties"]["BotAliasTags"],
        resources["Association"]["Properties"]["Tags"],
    ]
    for tags in tag_lists:
        assert set(REQUIRED) <= {tag["Key"] for tag in tags}


def test_names_are_ascii_and_within_the_limits_of_their_service(recording: Recording) -> None:
    for resource in recording.custom():
        if short(resource.type) in NAME_LIMITS:
            key, limit = NAME_LIMITS[short(resource.type)]
            name = resource.inputs[key]
            assert name.isascii(), resource.urn
            assert len(name) <= limit, resource.urn


def test_every_resource_with_a_name_of_its_own_has_a_known_limit(recording: Recording) -> None:
    named = {short(each.type) for each in recording.custom() if "name" in each.inputs}
    assert named <= set(NAME_LIMITS) | NAMED_WITHIN_ANOTHER


def test_queues_and_flows_have_names_that_cloudwatch_shows(recording: Recording) -> None:
    queues = [each.inputs["name"] for each in recording.of("connect/Queue")]
    flows = [
        json.loads(each.inputs["desiredState"])["Name"]
        for each in recording.of("cloudcontrol/Resource")
    ]
    assert all(naming.CLOUDWATCH_VISIBLE.fullmatch(name) for name in [*queues, *flows])


@pytest.mark.parametrize("kind", HAS_POLICY)
def test_no_policy_allows_every_action(recording: Recording, kind: str) -> None:
    for statement in statements(recording, kind):
        if statement["Effect"] == "Allow":
            assert not any("*" in action for action in as_list(statement["Action"])), statement


@pytest.mark.parametrize("kind", HAS_POLICY)
def test_no_policy_allows_every_resource_without_a_written_reason(
    recording: Recording, kind: str
) -> None:
    for statement in statements(recording, kind):
        if statement["Effect"] == "Allow" and "NotResource" in statement:
            assert statement["Sid"] in WRITTEN_EXCEPTIONS
        elif statement["Effect"] == "Allow" and "*" in as_list(statement["Resource"]):
            assert statement["Sid"] in WRITTEN_REASONS


@pytest.mark.parametrize("kind", ["s3/BucketPolicy", "sns/TopicPolicy", "sqs/QueuePolicy"])
def test_every_resource_policy_refuses_calls_without_tls(recording: Recording, kind: str) -> None:
    for resource in recording.of(kind):
        denials = [
            statement
            for statement in json.loads(resource.inputs["policy"])["Statement"]
            if statement["Effect"] == "Deny"
        ]
        assert denials[0]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


@pytest.mark.parametrize("kind", ["s3/BucketPolicy", "sns/TopicPolicy", "sqs/QueuePolicy"])
def test_services_are_let_in_from_this_account_only(recording: Recording, kind: str) -> None:
    for statement in statements(recording, kind):
        if statement["Effect"] == "Allow":
            assert "Service" in statement["Principal"]
            assert statement["Condition"]["StringEquals"]["aws:SourceAccount"]


def test_whoever_invokes_a_function_is_named_with_source_and_account(recording: Recording) -> None:
    permissions = {each.name: each.inputs for each in recording.of("lambda/Permission")}
    assert set(permissions) == {
        "chat-api-calls-chat",
        "connect-calls-answer",
        "connect-calls-callback",
        "connect-calls-customer",
        "inquiry-bot-calls-hook",
    }
    for inputs in permissions.values():
        assert inputs["action"] == "lambda:InvokeFunction"
        assert inputs["qualifier"] == "live"
        in_the_arn = ":123456789012:" in inputs["sourceArn"]
        assert inputs.get("sourceAccount") == "123456789012" or in_the_arn
    assert permissions["connect-calls-answer"]["sourceArn"].endswith(":instance/0a1b")
    assert ":bot-alias/" in permissions["inquiry-bot-calls-hook"]["sourceArn"]


def test_every_log_group_forgets(recording: Recording) -> None:
    assert all(
        group.inputs["retentionInDays"] >= 1 for group in recording.of("cloudwatch/LogGroup")
    )


def test_every_function_logs_to_a_group_that_is_made_before_it(recording: Recording) -> None:
    groups = {group.inputs["name"]: group.urn for group in recording.of("cloudwatch/LogGroup")}
    for function in recording.of("lambda/Function"):
        assert groups[function.inputs["loggingConfig"]["logGroup"]] in function.depends_on


MOST_TEMPLATE_BYTES = 51_200
"""Of a template that is sent along (CloudFormation quotas); from S3 it may have a megabyte."""


def test_templates_are_small_enough_to_be_sent_along(recording: Recording) -> None:
    """Room for a tenth more; `infra.assistant.bot` says what to do when it is used up."""
    for stack in recording.of("cloudformation/Stack"):
        assert len(stack.inputs["templateBody"].encode()) <= 0.9 * MOST_TEMPLATE_BYTES


def test_two_resources_never_share_an_address(recording: Recording) -> None:
    urns = [each.urn for each in recording.resources]
    assert len(urns) == len(set(urns))
