"""Functions, who invokes them, what they may do, and what is watched of them."""

from collections.abc import Mapping
from typing import Any

from tests.infra.arguments import Call
from tests.infra.creating.stores import without
from tests.infra.nesting import nest_metrics, nest_suppressor, without_switch


def _destination(given: dict[str, Any]) -> dict[str, Any]:
    """Buffering and encryption are objects of their own in the API."""
    told = dict(given["extendedS3Configuration"])
    hints = {
        "intervalInSeconds": told.pop("bufferingInterval"),
        "sizeInMBs": told.pop("bufferingSize"),
    }
    key = {"KMSEncryptionConfig": {"AWSKMSKeyARN": told.pop("kmsKeyArn")}}
    destination = {**told, "bufferingHints": hints, "encryptionConfiguration": key}
    return {**without_switch(given), "extendedS3Configuration": destination}


def _budget(given: dict[str, Any]) -> dict[str, Any]:
    """A budget and its notifications are two objects in the API."""
    notifications = [
        {
            "notification": without(each, "subscriberSnsTopicArns"),
            "subscribers": [
                {"subscriptionType": "SNS", "address": arn}
                for arn in each["subscriberSnsTopicArns"]
            ],
        }
        for each in given["notifications"]
    ]
    outer = ("limitAmount", "limitUnit", "name", "notifications", "tags")
    budget = {
        **without(given, *outer),
        "budgetName": given["name"],
        "budgetLimit": {"amount": given["limitAmount"], "unit": given["limitUnit"]},
    }
    return {
        "budget": budget,
        "notificationsWithSubscribers": notifications,
        "resourceTags": given["tags"],
    }


def _placed(given: dict[str, Any]) -> dict[str, Any]:
    """Recorded ids are logical names; those of networks begin with what they are."""
    place = given.get("vpcConfig")
    if place is None:
        return given
    ids = {
        "securityGroupIds": [f"sg-{each.replace('-', '')}" for each in place["securityGroupIds"]],
        "subnetIds": [f"subnet-{each.replace('-', '')}" for each in place["subnetIds"]],
    }
    return {**given, "vpcConfig": {**place, **ids}}


def _parameters(given: dict[str, Any]) -> dict[str, Any]:
    pairs = [
        {"parameterKey": key, "parameterValue": value} for key, value in given["parameters"].items()
    ]
    return {**given, "parameters": pairs}


CREATING: Mapping[str, tuple[Call, ...]] = {
    "apigatewayv2/Api": (Call(service="apigatewayv2", operation="CreateApi"),),
    "apigatewayv2/Authorizer": (
        Call(
            service="apigatewayv2",
            operation="CreateAuthorizer",
            names={"identitySources": "IdentitySource", "audiences": "Audience"},
        ),
    ),
    "apigatewayv2/Integration": (
        Call(
            service="apigatewayv2",
            operation="CreateIntegration",
            names={"timeoutMilliseconds": "TimeoutInMillis"},
        ),
    ),
    "apigatewayv2/Route": (Call(service="apigatewayv2", operation="CreateRoute"),),
    "apigatewayv2/Stage": (
        Call(service="apigatewayv2", operation="CreateStage", names={"name": "StageName"}),
    ),
    "budgets/Budget": (
        Call(
            service="budgets",
            operation="CreateBudget",
            also={"AccountId": "123456789012"},
            rewrite=_budget,
        ),
    ),
    "cloudcontrol/Resource": (Call(service="cloudcontrol", operation="CreateResource"),),
    "cloudformation/Stack": (
        Call(
            service="cloudformation",
            operation="CreateStack",
            names={"name": "StackName"},
            rewrite=_parameters,
        ),
    ),
    "cloudwatch/CompositeAlarm": (
        Call(service="cloudwatch", operation="PutCompositeAlarm", rewrite=nest_suppressor),
    ),
    "cloudwatch/Dashboard": (Call(service="cloudwatch", operation="PutDashboard"),),
    "cloudwatch/LogGroup": (
        Call(
            service="logs",
            operation="CreateLogGroup",
            names={"name": "logGroupName"},
            elsewhere=frozenset({"retentionInDays"}),
        ),
        Call(
            service="logs",
            operation="PutRetentionPolicy",
            only=frozenset({"name", "retentionInDays"}),
            names={"name": "logGroupName"},
        ),
    ),
    "cloudwatch/LogStream": (
        Call(service="logs", operation="CreateLogStream", names={"name": "logStreamName"}),
    ),
    "cloudwatch/MetricAlarm": (
        Call(
            service="cloudwatch",
            operation="PutMetricAlarm",
            names={"name": "AlarmName", "metricQueries": "Metrics"},
            rewrite=nest_metrics,
        ),
    ),
    "iam/Role": (
        Call(
            service="iam",
            operation="CreateRole",
            names={"name": "RoleName", "assumeRolePolicy": "AssumeRolePolicyDocument"},
        ),
    ),
    "iam/RolePolicy": (
        Call(
            service="iam",
            operation="PutRolePolicy",
            names={"name": "PolicyName", "policy": "PolicyDocument", "role": "RoleName"},
        ),
    ),
    "kinesis/FirehoseDeliveryStream": (
        Call(
            service="firehose",
            operation="CreateDeliveryStream",
            names={
                "name": "DeliveryStreamName",
                "serverSideEncryption": "DeliveryStreamEncryptionConfigurationInput",
                "extendedS3Configuration": "ExtendedS3DestinationConfiguration",
            },
            elsewhere=frozenset({"destination"}),
            rewrite=_destination,
        ),
    ),
    "lambda/Alias": (Call(service="lambda", operation="CreateAlias"),),
    "lambda/EventSourceMapping": (Call(service="lambda", operation="CreateEventSourceMapping"),),
    "lambda/Function": (
        Call(
            service="lambda",
            operation="CreateFunction",
            names={"name": "FunctionName"},
            also={"Code": {"S3Bucket": "archives", "S3Key": "answer.zip"}},
            elsewhere=frozenset({"code", "reservedConcurrentExecutions"}),
            rewrite=_placed,
        ),
        Call(
            service="lambda",
            operation="PutFunctionConcurrency",
            only=frozenset({"name", "reservedConcurrentExecutions"}),
            names={"name": "FunctionName"},
        ),
    ),
    "lambda/Permission": (
        Call(
            service="lambda",
            operation="AddPermission",
            names={"function": "FunctionName"},
            also={"StatementId": "made-by-the-provider"},
        ),
    ),
    "scheduler/Schedule": (Call(service="scheduler", operation="CreateSchedule"),),
    "scheduler/ScheduleGroup": (Call(service="scheduler", operation="CreateScheduleGroup"),),
}
