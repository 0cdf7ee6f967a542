"""Answers that only tell what was declared: nothing that a test does changes them."""

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from tests.infra.engine import Recording, Registered
from tests.rehearsal.settled_connect import THEN, connect_answers
from tests.rehearsal.stage import Answer, Operation, always
from tests.rehearsal.stand_ins import KEY, OTHER_ACCOUNT

Params = Mapping[str, Any]


def settled(declared: Recording, outputs: Mapping[str, Any]) -> dict[Operation, Answer]:
    """Of every operation that only looks, or whose effect nobody looks at."""
    return {
        **_empty(),
        **_storage(declared),
        **_watching(declared),
        **connect_answers(declared, outputs),
        **_language(outputs),
        **_access(),
        **_optional(declared),
    }


def _empty() -> dict[Operation, Answer]:
    """Calls whose answer nobody reads."""
    calls = (
        ("cloudwatch", "SetAlarmState"),
        ("connect", "DeleteHoursOfOperation"),
        ("connect", "DeleteTestCase"),
        ("connect", "StopContact"),
    )
    return {call: always({}) for call in calls}


def _by_name(declared: Recording, kind: str) -> dict[str, Registered]:
    return {str(each.inputs["name"]): each for each in declared.of(kind)}


def _storage(declared: Recording) -> dict[Operation, Answer]:
    groups = _by_name(declared, "cloudwatch/LogGroup")
    queues = _by_name(declared, "sqs/Queue")

    def group(params: Params) -> Any:
        name = params["logGroupNamePrefix"]
        days = groups[name].inputs["retentionInDays"]
        found = {"logGroupName": name, "retentionInDays": days, "kmsKeyId": KEY}
        return {"logGroups": [found, {**found, "logGroupName": f"{name}-other"}]}

    def attributes(params: Params) -> Any:
        queue = queues[params["QueueUrl"].rpartition("/")[2]]
        redrive = {"RedrivePolicy": "{}"} if "redrivePolicy" in queue.inputs else {}
        found = {"KmsMasterKeyId": KEY, "ApproximateNumberOfMessages": "0", **redrive}
        return {"Attributes": found}

    return {
        ("kms", "DescribeKey"): always({"KeyMetadata": {"KeyId": "9f8e", "Arn": KEY}}),
        ("kms", "GetKeyRotationStatus"): always({"KeyRotationEnabled": True}),
        ("kms", "ListGrants"): always(
            {"Grants": [{"GranteePrincipal": "arn:aws:iam::1:role/AWSServiceRoleForAmazonConnect"}]}
        ),
        ("logs", "DescribeLogGroups"): group,
        ("sqs", "GetQueueUrl"): lambda params: {"QueueUrl": f"https://sqs/{params['QueueName']}"},
        ("sqs", "GetQueueAttributes"): attributes,
        **_tables(declared),
        **_buckets(declared),
    }


def _tables(declared: Recording) -> dict[Operation, Answer]:
    tables = _by_name(declared, "dynamodb/Table")

    def table(params: Params) -> Any:
        protected = bool(tables[params["TableName"]].inputs.get("deletionProtectionEnabled"))
        described = {
            "SSEDescription": {"Status": "ENABLED", "KMSMasterKeyArn": KEY},
            "DeletionProtectionEnabled": protected,
        }
        return {"Table": described}

    def backups(params: Params) -> Any:
        recovery: Params = tables[params["TableName"]].inputs.get("pointInTimeRecovery") or {}
        status = "ENABLED" if recovery.get("enabled") else "DISABLED"
        return {
            "ContinuousBackupsDescription": {
                "ContinuousBackupsStatus": "ENABLED",
                "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": status},
            }
        }

    return {
        ("dynamodb", "DescribeTable"): table,
        ("dynamodb", "DescribeContinuousBackups"): backups,
        ("dynamodb", "DescribeTimeToLive"): always(
            {"TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED"}}
        ),
    }


def _buckets(declared: Recording) -> dict[Operation, Answer]:
    rules = {
        str(each.inputs["bucket"]).replace("123456789012", OTHER_ACCOUNT): each.inputs["rules"][0]
        for each in declared.of("s3/BucketServerSideEncryptionConfiguration")
    }

    def encryption(params: Params) -> Any:
        default = rules[params["Bucket"]]["applyServerSideEncryptionByDefault"]
        rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": default["sseAlgorithm"]}}
        return {"ServerSideEncryptionConfiguration": {"Rules": [rule]}}

    blocked = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
    return {
        ("s3", "GetBucketEncryption"): encryption,
        ("s3", "GetPublicAccessBlock"): always(
            {"PublicAccessBlockConfiguration": dict.fromkeys(blocked, True)}
        ),
        ("s3", "GetBucketPolicyStatus"): always({"PolicyStatus": {"IsPublic": False}}),
        ("s3", "GetBucketVersioning"): always({"Status": "Enabled"}),
    }


def _watching(declared: Recording) -> dict[Operation, Answer]:
    composites = {
        str(each.inputs["alarmName"]) for each in declared.of("cloudwatch/CompositeAlarm")
    }

    def alarms(params: Params) -> Any:
        found = [
            {"AlarmName": name, "StateValue": "OK", "AlarmActions": ["arn:aws:sns:::alerts"]}
            for name in params["AlarmNames"]
        ]
        return {
            "MetricAlarms": [each for each in found if each["AlarmName"] not in composites],
            "CompositeAlarms": [each for each in found if each["AlarmName"] in composites],
        }

    history = {"HistorySummary": "Successfully executed action arn:aws:sns:::alerts"}
    return {
        ("cloudwatch", "DescribeAlarms"): alarms,
        ("cloudwatch", "DescribeAlarmHistory"): always({"AlarmHistoryItems": [history]}),
        ("cloudwatch", "GetDashboard"): always({"DashboardBody": "{}"}),
        ("budgets", "DescribeNotificationsForBudget"): always(
            {"Notifications": list(_notifications(declared))}
        ),
        ("scheduler", "GetSchedule"): lambda params: {
            "Name": params["Name"],
            "State": "ENABLED",
            "Target": {"Arn": "a", "RoleArn": "r", "DeadLetterConfig": {"Arn": "arn:aws:sqs:::d"}},
        },
        ("scheduler", "GetScheduleGroup"): always({"State": "ACTIVE"}),
    }


def _notifications(declared: Recording) -> Iterator[Params]:
    [budget] = declared.of("budgets/Budget")
    for each in budget.inputs["notifications"]:
        yield {
            "NotificationType": each["notificationType"],
            "ComparisonOperator": each["comparisonOperator"],
            "Threshold": float(each["threshold"]),
        }


def _language(outputs: Mapping[str, Any]) -> dict[Operation, Answer]:
    policy = json.dumps({"Principal": {"Service": "connect.amazonaws.com"}})
    alias = {"LexV2Bot": {"AliasArn": outputs["inquiry_bot_alias_arn"]}}
    return {
        ("polly", "SynthesizeSpeech"): lambda _: {"AudioStream": BytesIO(b"\0\0")},
        ("lexv2-models", "DescribeBotAlias"): always(
            {
                "botAliasStatus": "Available",
                "botVersion": "3",
                "botAliasLocaleSettings": {
                    "ko_KR": {"enabled": True},
                    "en_US": {"enabled": True},
                },
            }
        ),
        ("lexv2-models", "DescribeBotLocale"): lambda params: {
            "localeId": params["localeId"],
            "botLocaleStatus": "Built",
        },
        ("lexv2-models", "DescribeResourcePolicy"): always({"policy": policy}),
        ("connect", "ListBots"): always({"LexBots": [alias]}),
    }


def _access() -> dict[Operation, Answer]:
    def simulate(params: Params) -> Any:
        allowed = "implicitDeny" if "*" in params["ResourceArns"] else "allowed"
        results = [
            {"EvalActionName": action, "EvalDecision": allowed} for action in params["ActionNames"]
        ]
        return {"EvaluationResults": results}

    return {
        ("iam", "SimulatePrincipalPolicy"): simulate,
        ("accessanalyzer", "ValidatePolicy"): always({"findings": []}),
    }


def _optional(declared: Recording) -> dict[Operation, Answer]:
    zones = sorted({each.inputs["availabilityZone"] for each in declared.of("ec2/Subnet")})
    common = {
        "vectorBucketName": "vectors",
        "indexName": "knowledge",
        "indexArn": "arn:aws:s3vectors:::bucket/vectors/index/knowledge",
        "creationTime": THEN,
    }
    text = {"metadataKey": "text", "language": "ko", "status": "ACTIVE"}
    index = {
        **common,
        "dataType": "float32",
        "dimension": 512,
        "distanceMetric": "cosine",
        "indexMode": "ENHANCED",
        "metadataConfiguration": {"textSearchConfigurations": [text]},
    }
    return {
        ("ec2", "DescribeVpcEndpointServices"): lambda params: {
            "ServiceDetails": [
                {"ServiceName": name, "AvailabilityZones": list(zones)}
                for name in params["ServiceNames"]
            ]
        },
        ("s3vectors", "ListIndexes"): always({"indexes": [common]}),
        ("s3vectors", "GetIndex"): lambda _: {"index": dict(index)},
    }
