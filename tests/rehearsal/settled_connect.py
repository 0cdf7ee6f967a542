"""What Connect tells of a stack that is deployed as declared."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tests.infra.engine import Recording
from tests.rehearsal.stage import Answer, Operation, always
from tests.rehearsal.stand_ins import KEY, OTHER_ACCOUNT

THEN = datetime(2026, 11, 22, tzinfo=UTC)
HOURS_ARN = f"arn:aws:connect:ap-northeast-2:{OTHER_ACCOUNT}:instance/0a1b/operating-hours/h"
Params = Mapping[str, Any]


def connect_answers(declared: Recording, outputs: Mapping[str, Any]) -> dict[Operation, Answer]:
    """By operation."""
    answers = {
        **_hours(declared),
        **_numbers(outputs),
        **_people(declared),
        **_storage(outputs),
        **_chat_and_tests(),
        "ListRules": always({"RuleSummaryList": [_rule(name) for name in _rules(declared)]}),
        "DescribeQueue": always({"Queue": {"Status": "ENABLED"}}),
    }
    return {
        **{("connect", name): answer for name, answer in answers.items()},
        ("cloudcontrol", "GetResourceRequestStatus"): always(
            {"ProgressEvent": {"OperationStatus": "SUCCESS"}}
        ),
        ("connectparticipant", "CreateParticipantConnection"): always(
            {"ConnectionCredentials": {"ConnectionToken": "token"}}
        ),
    }


def _states(declared: Recording, kind: str) -> list[dict[str, Any]]:
    return [
        json.loads(each.inputs["desiredState"])
        for each in declared.of("cloudcontrol/Resource")
        if each.inputs["typeName"] == kind
    ]


def _hours(declared: Recording) -> dict[str, Answer]:
    [hours] = _states(declared, "AWS::Connect::HoursOfOperation")
    overrides = [
        {"Name": each["OverrideName"], "EffectiveFrom": each["EffectiveFrom"]}
        for each in hours["HoursOfOperationOverrides"]
    ]
    return {
        "ListHoursOfOperations": always(
            {"HoursOfOperationSummaryList": [{"Id": "h", "Name": hours["Name"]}]}
        ),
        "ListHoursOfOperationOverrides": always({"HoursOfOperationOverrideList": overrides}),
        "GetEffectiveHoursOfOperations": _nobody_there,
        "CreateHoursOfOperation": always(
            {"HoursOfOperationId": "o", "HoursOfOperationArn": f"{HOURS_ARN}-open"}
        ),
    }


def _nobody_there(params: Params) -> Any:
    day: Params = {"Date": params["FromDate"], "OperationalHours": []}
    return {"EffectiveHoursOfOperationList": [day]}


def _numbers(outputs: Mapping[str, Any]) -> dict[str, Answer]:
    flow = outputs["main_flow_arn"]
    return {
        "ListPhoneNumbersV2": always({"ListPhoneNumbersSummaryList": [{"PhoneNumberId": "n"}]}),
        "DescribePhoneNumber": always(
            {"ClaimedPhoneNumberSummary": {"PhoneNumberStatus": {"Status": "CLAIMED"}}}
        ),
        "ListFlowAssociations": always(
            {"FlowAssociationSummaryList": [{"ResourceId": "n", "FlowId": flow}]}
        ),
    }


def _people(declared: Recording) -> dict[str, Answer]:
    profiles = {str(each.inputs["name"]): each for each in declared.of("connect/SecurityProfile")}
    listed = [{"Id": name, "Name": name} for name in profiles]
    users = [{"Username": str(each.inputs["name"])} for each in declared.of("connect/User")]
    return {
        "ListSecurityProfiles": always({"SecurityProfileSummaryList": listed}),
        "ListSecurityProfilePermissions": lambda params: {
            "Permissions": [
                *profiles[params["SecurityProfileId"]].inputs["permissions"],
                "Implied.View",
            ]
        },
        "ListUsers": always({"UserSummaryList": users}),
    }


def _storage(outputs: Mapping[str, Any]) -> dict[str, Answer]:
    def configs(params: Params) -> Any:
        if params["ResourceType"] == "CONTACT_TRACE_RECORDS":
            stream = {"FirehoseArn": "arn:aws:firehose:::deliverystream/records"}
            return {
                "StorageConfigs": [
                    {"StorageType": "KINESIS_FIREHOSE", "KinesisFirehoseConfig": stream}
                ]
            }
        bucket = {
            "BucketName": outputs["recordings_bucket"],
            "BucketPrefix": "x",
            "EncryptionConfig": {"EncryptionType": "KMS", "KeyId": KEY},
        }
        return {"StorageConfigs": [{"StorageType": "S3", "S3Config": bucket}]}

    return {"ListInstanceStorageConfigs": configs}


def _chat_and_tests() -> dict[str, Answer]:
    return {
        "StartChatContact": always({"ContactId": "c", "ParticipantToken": "p"}),
        "CreateTestCase": always({"TestCaseId": "t"}),
        "StartTestCaseExecution": always({"TestCaseExecutionId": "e", "Status": "INITIATED"}),
        "GetTestCaseExecutionSummary": always({"Status": "PASSED"}),
    }


def _rules(declared: Recording) -> list[str]:
    return [str(each["Name"]) for each in _states(declared, "AWS::Connect::Rule")]


def _rule(name: str) -> Params:
    return {
        "Name": name,
        "RuleId": name,
        "RuleArn": name,
        "EventSourceName": "OnMetricDataUpdate",
        "PublishStatus": "PUBLISHED",
        "ActionSummaries": [],
        "CreatedTime": THEN,
        "LastUpdatedTime": THEN,
    }
