"""A sound action of every type there is, for one thing to be changed in it."""

import json
from collections.abc import Mapping
from typing import Any, Final

from flows.checks.branches import wanted_errors
from flows.document import read
from flows.json_values import Json, JsonObject, is_true
from flows.language import ACTION_TYPES, Ending, FlowType
from flows.validate import Severity, find_problems
from tests.flows.actions import action, content

_ARN: Final = "arn:aws:connect:ap-northeast-2:123456789012:instance/a/thing/b"
_PROFILE: Final[Json] = {
    "IdentifierName": "_phone",
    "IdentifierValue": "$.CustomerEndpoint.Address",
}
_TEMPLATE: Final[Json] = {"MessageSourceType": "RAW"}
_ENDPOINT: Final[Json] = {"Address": _ARN, "Type": "CONNECT_PHONENUMBER_ARN"}
_CALLER: Final[Json] = {"Address": "$.CustomerEndpoint.Address", "Type": "TELEPHONE_NUMBER"}

PARAMETERS: Final[Mapping[str, dict[str, Json]]] = {
    "MessageParticipant": {"Text": "안녕하세요."},
    "GetParticipantInput": {"Text": "1번", "StoreInput": "False", "InputTimeLimitSeconds": "5"},
    "ConnectParticipantWithLexBot": {"Text": "말씀하세요.", "LexV2Bot": {"AliasArn": _ARN}},
    "ConnectParticipantWithAgenticCX": {"AgentConfiguration": {"ApplicationId": "a"}},
    "MessageParticipantIteratively": {"Messages": [{"Text": "기다려 주세요."}]},
    "ShowView": {"ViewResource": {"Id": _ARN}, "InvocationTimeLimitSeconds": "400", "ViewData": {}},
    "AuthenticateParticipant": {"CognitoConfiguration": {"UserPoolArn": _ARN}},
    "TransferParticipantToThirdParty": {
        "ThirdPartyPhoneNumber": "+8225550100",
        "ThirdPartyConnectionTimeLimitSeconds": "30",
        "ContinueFlowExecution": "True",
    },
    "RenderMessageTemplate": {
        "WisdomKnowledgeBaseArn": _ARN,
        "WisdomMessageTemplateArn": _ARN,
    },
    "InvokeLambdaFunction": {"LambdaFunctionARN": _ARN, "InvocationTimeLimitSeconds": "8"},
    "Compare": {"ComparisonValue": "$.Attributes.tier"},
    "Loop": {"LoopCount": "3"},
    "Wait": {"TimeLimitSeconds": "60"},
    "InvokeFlowModule": {"FlowModuleId": _ARN},
    "CheckHoursOfOperation": {"HoursOfOperationId": _ARN},
    "CheckMetricData": {"MetricType": "NumberOfAgentsAvailable"},
    "UpdateContactAttributes": {"Attributes": {"tier": "gold"}, "TargetContact": "Current"},
    "UpdateFlowAttributes": {"FlowAttributes": {"tries": {"Value": "1"}}},
    "UpdateContactData": {"LanguageCode": "ko-KR"},
    "UpdateContactTextToSpeechVoice": {"TextToSpeechVoice": "Seoyeon"},
    "UpdateContactTargetQueue": {"QueueId": _ARN},
    "TransferToFlow": {"ContactFlowId": _ARN},
    "UpdateContactCallbackNumber": {"CallbackNumber": "$.CustomerEndpoint.Address"},
    "CreateCallbackContact": {
        "InitialCallDelaySeconds": "5",
        "MaximumConnectionAttempts": "1",
        "RetryDelaySeconds": "600",
    },
    "UpdateContactEventHooks": {"EventHooks": {"CustomerQueue": _ARN}},
    "UpdateContactRecordingBehavior": {
        "RecordingBehavior": {"RecordedParticipants": ["Agent", "Customer"]}
    },
    "UpdateContactRecordingAndAnalyticsBehavior": {
        "VoiceBehavior": {"VoiceRecordingBehavior": {"RecordedParticipants": ["Agent"]}}
    },
    "UpdateContactMediaStreamingBehavior": {
        "MediaStreamingState": "Enabled",
        "MediaStreamType": "Audio",
        "Participants": [{"ParticipantType": "Customer", "MediaDirections": ["From", "To"]}],
    },
    "UpdateFlowLoggingBehavior": {"FlowLoggingBehavior": "Enabled"},
    "UpdateContactRoutingBehavior": {"QueuePriority": "1"},
    "UpdateContactRoutingCriteria": {"RoutingCriteria": {"Steps": [{"Expiry": {}}]}},
    "UpdateRoutingCriteria": {"RoutingCriteria": {"Steps": [{"Expiry": {}}]}},
    "UpdatePreviousContactParticipantState": {"PreviousContactParticipantState": "OffHold"},
    "CreateTask": {"Name": "다시 걸기", "ContactFlowId": _ARN},
    "CreateContact": {"Channel": "EMAIL", "RelatedContact": "CURRENT"},
    "StartOutboundEmailContact": {
        "FromEmailAddress": {"EmailAddress": "help@example.com"},
        "EmailMessage": _TEMPLATE,
    },
    "StartOutboundChatContact": {
        "SourceEndpoint": _ENDPOINT,
        "DestinationEndpoint": _CALLER,
        "ContactFlowArn": _ARN,
        "ContactSubtype": "connect:SMS",
    },
    "CreatePersistentContactAssociation": {
        "RehydrationType": "FROM_SEGMENT",
        "SourceContactId": "$.Attributes.before",
    },
    "LoadContactContent": {"ContentType": "EmailMessage"},
    "TagContact": {"Tags": {"campaign": "spring"}},
    "UntagContact": {"TagKeys": ["campaign"]},
    "UnTagContact": {"TagKeys": ["campaign"]},
    "CreateCase": {"CaseTemplateId": _ARN, "LinkContactToCase": "true"},
    "GetCase": {"GetLastUpdatedCase": "true", "CaseResponseFields": ["status"]},
    "UpdateCase": {"CaseId": "$.Attributes.case", "CaseRequestFields": {"status": "closed"}},
    "GetCustomerProfile": {"ProfileRequestData": _PROFILE, "ProfileResponseData": ["FirstName"]},
    "GetCustomerProfileObject": {"ProfileRequestData": _PROFILE},
    "GetCalculatedAttributesForCustomerProfile": {"ProfileRequestData": _PROFILE},
    "CreateCustomerProfile": {"ProfileRequestData": _PROFILE},
    "UpdateCustomerProfile": {"ProfileRequestData": _PROFILE},
    "AssociateContactToCustomerProfile": {"ProfileRequestData": _PROFILE},
    "EvaluateDataTableValues": {"DataTableId": _ARN, "Queries": [{"QueryName": "q"}]},
    "ListDataTableValues": {"DataTableId": _ARN},
    "UpsertDataTableValues": {"DataTableId": _ARN},
    "CreateWisdomSession": {"WisdomAssistantArn": _ARN},
    "CheckVoiceId": {"CheckVoiceIdOption": "enrollmentStatus"},
    "SendSMS": {"Message": _TEMPLATE},
    "SendOutboundEmail": {"EmailMessage": _TEMPLATE},
    "GetOutboundCommunicationStatus": {
        "OutboundCommunicationIds": ["$.OutboundCommunication.Latest.Id"]
    },
}
"""Types that are not named here need no parameters."""

RESULTS: Final[Mapping[str, tuple[str, ...]]] = {
    "GetParticipantInput": ("1", "*"),
    "ConnectParticipantWithLexBot": ("EngineerIntent",),
    "Compare": ("gold",),
    "Loop": ("ContinueLooping", "DoneLooping"),
    "Wait": ("WaitCompleted",),
    "DistributeByPercentage": ("NumberLessThan 31", "NumberLessThan 61"),
    "CheckHoursOfOperation": ("True", "False"),
    "CheckMetricData": ("NumberGreaterThan 0",),
    "CheckOutboundCallStatus": ("CallAnswered", "NotDetected"),
    "ShowView": ("Next",),
}


def sample(kind: str, **changes: Json) -> dict[str, Any]:
    """A sound action of a type. `changes` are parameters; None takes one out."""
    known = ACTION_TYPES[kind]
    parameters = {**PARAMETERS.get(kind, {}), **changes}
    parameters = {name: value for name, value in parameters.items() if value is not None}
    bare = read({"Actions": [{"Type": kind, "Parameters": parameters}]}).actions[0]
    needed, usual, _ = wanted_errors(bare, known)
    stores = is_true(parameters.get("StoreInput")) or "EnableDTMFBuffer" in parameters
    ends = known.ending is Ending.ALWAYS
    made = action(
        "it",
        kind,
        next=None if ends else "end",
        errors={} if ends else dict.fromkeys(sorted(needed | usual), "end"),
        when={} if stores else dict.fromkeys(RESULTS.get(kind, ()), "end"),
    )
    return json.loads(json.dumps({**made, "Parameters": parameters}))


def home(kind: str) -> FlowType:
    """A flow type in which every source allows the action."""
    allowed = ACTION_TYPES[kind].flow_types
    return next(found for found in FlowType if not allowed or found in allowed)


def verdicts(
    changed: Mapping[str, Any],
    *,
    type: str | None = None,  # noqa: A002 - the API's name for it
) -> list[str]:
    """What is said of one action: "error dangling", "warning tags", in order, each once.

    Without a type the action stands where every source allows it.
    """
    kind = str(changed.get("Type"))
    flow_type = type or (home(kind) if kind in ACTION_TYPES else FlowType.CONTACT_FLOW)
    flow = dict(content(changed))
    if flow_type == FlowType.MODULE:
        flow["Settings"] = {"InputParameters": [], "OutputParameters": [], "Transitions": []}
    last = "EndFlowExecution"
    if flow_type in {FlowType.CONTACT_FLOW, FlowType.AGENT_TRANSFER, FlowType.QUEUE_TRANSFER}:
        last = "DisconnectParticipant"
    flow["Actions"] = [changed, action("end", last)]
    return list(
        dict.fromkeys(
            f"{problem.severity} {problem.code}"
            for problem in find_problems(flow, type=flow_type)
            if problem.action == "it" or problem.action is None
        )
    )


def severities(flow: JsonObject) -> dict[str, Severity]:
    """The gravest severity of each code."""
    found: dict[str, Severity] = {}
    for problem in find_problems(flow):
        found.setdefault(problem.code, problem.severity)
    return found
