"""What each resource type gives back: the recording engine's table."""

import json
from collections.abc import Callable, Mapping
from typing import Any

ACCOUNT = "123456789012"
REGION = "ap-northeast-2"
INSTANCE = f"arn:aws:connect:{REGION}:{ACCOUNT}:instance/0a1b"

Inputs = Mapping[str, Any]
Made = tuple[str, dict[str, Any]]


def _arn(service: str, resource: str) -> str:
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}"


def _named(service: str, form: str) -> Callable[[str, Inputs], Made]:
    def make(_label: str, inputs: Inputs) -> Made:
        name = str(inputs["name"])
        return name, {"name": name, "arn": _arn(service, form.format(name))}

    return make


def _nothing(label: str, _inputs: Inputs) -> Made:
    return label, {}


def _bucket(_label: str, inputs: Inputs) -> Made:
    name = inputs["bucket"]
    return name, {"bucket": name, "arn": f"arn:aws:s3:::{name}"}


def _vector_bucket(_label: str, inputs: Inputs) -> Made:
    name = inputs["vectorBucketName"]
    return name, {"vectorBucketName": name, "vectorBucketArn": _arn("s3vectors", f"bucket/{name}")}


def _queue(_label: str, inputs: Inputs) -> Made:
    name = inputs["name"]
    url = f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{name}"
    return url, {"url": url, "name": name, "arn": _arn("sqs", name)}


def _role(_label: str, inputs: Inputs) -> Made:
    name = inputs["name"]
    return name, {"name": name, "arn": f"arn:aws:iam::{ACCOUNT}:role/{name}"}


def _function(_label: str, inputs: Inputs) -> Made:
    name = inputs["name"]
    return name, {"name": name, "arn": _arn("lambda", f"function:{name}"), "version": "7"}


def _alias(_label: str, inputs: Inputs) -> Made:
    qualified = f"function:{inputs['functionName']}:{inputs['name']}"
    return qualified, {"name": inputs["name"], "arn": _arn("lambda", qualified)}


def _instance(_label: str, _inputs: Inputs) -> Made:
    return "0a1b", {"arn": INSTANCE}


def _connect(form: str, id_output: str) -> Callable[[str, Inputs], Made]:
    def make(label: str, _inputs: Inputs) -> Made:
        return label, {"arn": f"{INSTANCE}/{form}/{label}", id_output: label}

    return make


def _composite(_label: str, inputs: Inputs) -> Made:
    name = inputs["alarmName"]
    return name, {"alarmName": name, "arn": _arn("cloudwatch", f"alarm:{name}")}


def _key(label: str, _inputs: Inputs) -> Made:
    id_ = f"1234abcd-{label}"
    return id_, {"keyId": id_, "arn": _arn("kms", f"key/{id_}")}


def _phone_number(_label: str, _inputs: Inputs) -> Made:
    return "0c0c", {"arn": _arn("connect", "phone-number/0c0c"), "phoneNumber": "+8228880000"}


def _numbered(service: str, form: str) -> Callable[[str, Inputs], Made]:
    """Of EC2, whose resources have ids instead of names."""

    def make(label: str, _inputs: Inputs) -> Made:
        return label, {"arn": _arn(service, form.format(label)), "prefixListId": f"pl-{label}"}

    return make


CLOUD_CONTROL = {
    "AWS::Connect::HoursOfOperation": ("operating-hours", "HoursOfOperationArn"),
    "AWS::Connect::Rule": ("rule", "RuleArn"),
    "AWS::Connect::ContactFlow": ("contact-flow", "ContactFlowArn"),
    "AWS::Connect::View": ("view", "ViewArn"),
}
"""Where the ARN of a type made through Cloud Control lies, and the output that holds it."""


def _cloud_control(label: str, inputs: Inputs) -> Made:
    path, output = CLOUD_CONTROL[inputs["typeName"]]
    arn = f"{INSTANCE}/{path}/{label}"
    state = {**json.loads(inputs["desiredState"]), output: arn}
    return arn, {"properties": json.dumps(state)}


def _stack(_label: str, inputs: Inputs) -> Made:
    declared = json.loads(inputs["templateBody"])["Outputs"]
    outputs = {name: f"<{name}>" for name in declared}
    outputs["BotAliasArn"] = _arn("lex", "bot-alias/BOT1234567/ALIAS12345")
    return _arn("cloudformation", f"stack/{inputs['name']}/1"), {"outputs": outputs}


def _api(_label: str, _inputs: Inputs) -> Made:
    return "a1b2c3d4e5", {
        "apiEndpoint": f"https://a1b2c3d4e5.execute-api.{REGION}.amazonaws.com",
        "executionArn": _arn("execute-api", "a1b2c3d4e5"),
    }


OUTPUTS: Mapping[str, Callable[[str, Inputs], Made]] = {
    "apigatewayv2/Api": _api,
    "apigatewayv2/Authorizer": _nothing,
    "apigatewayv2/Integration": _nothing,
    "apigatewayv2/Route": _nothing,
    "apigatewayv2/Stage": _nothing,
    "cloudcontrol/Resource": _cloud_control,
    "cloudformation/Stack": _stack,
    "budgets/Budget": _named("budgets", "budget/{}"),
    "cloudwatch/CompositeAlarm": _composite,
    "cloudwatch/Dashboard": _nothing,
    "cloudwatch/LogGroup": _named("logs", "log-group:{}"),
    "cloudwatch/LogStream": _nothing,
    "cloudwatch/MetricAlarm": _named("cloudwatch", "alarm:{}"),
    "connect/HoursOfOperation": _connect("operating-hours", "hoursOfOperationId"),
    "connect/Instance": _instance,
    "connect/InstanceStorageConfig": _nothing,
    "connect/LambdaFunctionAssociation": _nothing,
    "connect/PhoneNumber": _phone_number,
    "connect/PhoneNumberContactFlowAssociation": _nothing,
    "connect/Queue": _connect("queue", "queueId"),
    "connect/QuickConnect": _connect("transfer-destination", "quickConnectId"),
    "connect/RoutingProfile": _connect("routing-profile", "routingProfileId"),
    "connect/SecurityProfile": _connect("security-profile", "securityProfileId"),
    "connect/User": _connect("agent", "userId"),
    "dynamodb/Table": _named("dynamodb", "table/{}"),
    "ec2/DefaultSecurityGroup": _nothing,
    "ec2/FlowLog": _numbered("ec2", "vpc-flow-log/{}"),
    "ec2/RouteTable": _numbered("ec2", "route-table/{}"),
    "ec2/RouteTableAssociation": _nothing,
    "ec2/SecurityGroup": _numbered("ec2", "security-group/{}"),
    "ec2/Subnet": _numbered("ec2", "subnet/{}"),
    "ec2/Vpc": _numbered("ec2", "vpc/{}"),
    "ec2/VpcEndpoint": _numbered("ec2", "vpc-endpoint/{}"),
    "iam/Role": _role,
    "iam/RolePolicy": _nothing,
    "kinesis/FirehoseDeliveryStream": _named("firehose", "deliverystream/{}"),
    "kms/Alias": _named("kms", "{}"),
    "kms/Key": _key,
    "lambda/Alias": _alias,
    "lambda/EventSourceMapping": _nothing,
    "lambda/Function": _function,
    "lambda/Permission": _nothing,
    "s3/Bucket": _bucket,
    "s3/BucketLifecycleConfiguration": _nothing,
    "s3/BucketNotification": _nothing,
    "s3/BucketOwnershipControls": _nothing,
    "s3/BucketPolicy": _nothing,
    "s3/BucketPublicAccessBlock": _nothing,
    "s3/BucketServerSideEncryptionConfiguration": _nothing,
    "s3/BucketVersioning": _nothing,
    "s3/VectorsVectorBucket": _vector_bucket,
    "s3/VectorsVectorBucketPolicy": _nothing,
    "scheduler/Schedule": _named("scheduler", "schedule/default/{}"),
    "scheduler/ScheduleGroup": _named("scheduler", "schedule-group/{}"),
    "sns/Topic": _named("sns", "{}"),
    "sns/TopicPolicy": _nothing,
    "sns/TopicSubscription": _nothing,
    "sqs/Queue": _queue,
    "sqs/QueuePolicy": _nothing,
    "sqs/RedriveAllowPolicy": _nothing,
    "vpc/SecurityGroupEgressRule": _nothing,
    "vpc/SecurityGroupIngressRule": _nothing,
}

INVOKES: Mapping[str, dict[str, Any]] = {
    "aws:index/getCallerIdentity:getCallerIdentity": {
        "accountId": ACCOUNT,
        "arn": f"arn:aws:iam::{ACCOUNT}:user/engineer",
        "id": ACCOUNT,
        "userId": "AIDAEXAMPLE",
    },
    "aws:secretsmanager/getRandomPassword:getRandomPassword": {
        "id": REGION,
        "randomPassword": "Generated1!nobody-knows-it",
        "passwordLength": 48,
        "requireEachIncludedType": True,
    },
}
