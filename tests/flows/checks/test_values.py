"""Each kind and form of value, at the places where they stand."""

from typing import Any

import pytest

from flows.json_values import Json
from flows.validate import find_problems
from tests.flows.samples import sample, verdicts

E, W = "error ", "warning "
KIND, RANGE, VALUE, SHAPE = "wrong-value-kind", "out-of-range", "wrong-value", "wrong-shape"
ID, EMPTY, STRING = "unset-id", "empty-string", "not-a-string"


def at(kind: str, path: str, value: Json) -> dict[str, Any]:
    changed = sample(kind)
    place: Any = changed["Parameters"]
    *way, last = path.split("/")
    for step in way:
        place = place.setdefault(step, {})
    place[int(last) if last.isdigit() else last] = value
    return changed


@pytest.mark.parametrize(
    ("kind", "path", "value", "verdict"),
    [
        # literal only
        ("GetParticipantInput", "InputTimeLimitSeconds", "$.Attributes.seconds", E + KIND),
        ("GetParticipantInput", "StoreInput", "$.Attributes.store", E + KIND),
        ("InvokeLambdaFunction", "InvocationTimeLimitSeconds", "$.Attributes.s", E + KIND),
        ("InvokeLambdaFunction", "InvocationType", "$.Attributes.type", E + KIND),
        ("CheckMetricData", "MetricType", "$.Attributes.metric", E + KIND),
        ("UpdateFlowLoggingBehavior", "FlowLoggingBehavior", "$.Attributes.x", E + KIND),
        ("UpdateContactAttributes", "TargetContact", "$.Attributes.x", E + KIND),
        ("CreateCallbackContact", "InitialCallDelaySeconds", "$.Attributes.x", E + KIND),
        ("CreateCallbackContact", "RetryDelaySeconds", "$.Attributes.x", E + KIND),
        ("UntagContact", "TagKeys/0", "$.Attributes.x", E + KIND),
        # literal, or one reference that is all of it
        ("UpdateContactTargetQueue", "QueueId", "$.Attributes.queue", None),
        ("UpdateContactTargetQueue", "QueueId", "$['Attributes']['queue']", None),
        ("UpdateContactTargetQueue", "QueueId", "$.Attributes.['my queue']", None),
        ("UpdateContactTargetQueue", "QueueId", "arn:aws:connect:$.AwsRegion:queue", E + KIND),
        ("UpdateContactTargetQueue", "QueueId", "$.Attributes.a$.Attributes.b", E + KIND),
        ("TransferToFlow", "ContactFlowId", "$.Attributes.flow", None),
        ("TransferToFlow", "ContactFlowId", "flow-$.Attributes.flow", E + KIND),
        ("CheckHoursOfOperation", "HoursOfOperationId", "hours/$.Attributes.h", E + KIND),
        ("MessageParticipant", "PromptId", "prompt/$.Attributes.p", E + KIND),
        ("UpdateContactEventHooks", "EventHooks/CustomerQueue", "$.Attributes.flow", None),
        ("UpdateContactEventHooks", "EventHooks/CustomerQueue", "x$.Attributes.f", E + KIND),
        ("Loop", "LoopCount", "$.Attributes.count", None),
        ("Loop", "LoopCount", "1$.Attributes.count", E + KIND),
        ("Wait", "TimeLimitSeconds", "$.Attributes.seconds", None),
        ("ShowView", "ViewResource/Id", "$.Attributes.view", None),
        ("GetMetricData", "QueueChannel", "$.Channel", None),
        # a reference and nothing else
        ("Compare", "ComparisonValue", "$.Attributes.tier", None),
        ("Compare", "ComparisonValue", "$.Attributes.sfdc-RTT_flag__c", None),
        ("Compare", "ComparisonValue", "$.SegmentAttributes['connect:Subtype']", None),
        ("Compare", "ComparisonValue", "$.Channel", None),
        ("Compare", "ComparisonValue", "gold", E + KIND),
        ("Compare", "ComparisonValue", "tier: $.Attributes.tier", E + KIND),
        ("Compare", "ComparisonValue", "$.Attributes.a $.Attributes.b", E + KIND),
        ("UpdateContactCallbackNumber", "CallbackNumber", "+821012345678", E + KIND),
        # both, mixed
        ("MessageParticipant", "Text", "$.Attributes.name 고객님, 안녕하세요.", None),
        ("MessageParticipant", "Text", "Your balance is $1000.", None),
        ("InvokeLambdaFunction", "LambdaFunctionARN", "arn:aws:lambda:$.AwsRegion:x", None),
        ("UpdateContactAttributes", "Attributes/journey", "$.Attributes.j >> main", None),
        ("ConnectParticipantWithLexBot", "LexV2Bot/AliasArn", "$.Attributes.bot", None),
        ("UpdateFlowAttributes", "FlowAttributes/k", {"Value": "a-$.ContactId"}, None),
        # numbers
        ("GetParticipantInput", "InputTimeLimitSeconds", "1", None),
        ("GetParticipantInput", "InputTimeLimitSeconds", "180", None),
        ("GetParticipantInput", "InputTimeLimitSeconds", "0", E + RANGE),
        ("GetParticipantInput", "InputTimeLimitSeconds", "181", E + RANGE),
        ("GetParticipantInput", "InputTimeLimitSeconds", "five", E + RANGE),
        ("GetParticipantInput", "InputTimeLimitSeconds", "2.5", E + RANGE),
        ("GetParticipantInput", "InputTimeLimitSeconds", "５", E + RANGE),
        ("GetParticipantInput", "DTMFConfiguration/InterdigitTimeLimitSeconds", "20", None),
        ("GetParticipantInput", "DTMFConfiguration/InterdigitTimeLimitSeconds", "21", E + RANGE),
        ("InvokeLambdaFunction", "InvocationTimeLimitSeconds", "8", None),
        ("InvokeLambdaFunction", "InvocationTimeLimitSeconds", "9", E + RANGE),
        ("InvokeLambdaFunction", "InvocationTimeLimitSeconds", "30", E + RANGE),
        ("Loop", "LoopCount", "0", None),
        ("Loop", "LoopCount", "100", None),
        ("Loop", "LoopCount", "101", E + RANGE),
        ("Loop", "LoopCount", "-1", E + RANGE),
        ("Wait", "TimeLimitSeconds", "604800", None),
        ("Wait", "TimeLimitSeconds", "604801", E + RANGE),
        ("ShowView", "InvocationTimeLimitSeconds", "undefined", E + RANGE),
        ("CreateCallbackContact", "InitialCallDelaySeconds", "259200", None),
        ("CreateCallbackContact", "InitialCallDelaySeconds", "259201", E + RANGE),
        ("CreateCallbackContact", "MaximumConnectionAttempts", "0", E + RANGE),
        ("UpdateContactRoutingBehavior", "QueuePriority", "0", E + RANGE),
        ("UpdateContactData", "VoiceAuthenticationThreshold", "101", E + RANGE),
        ("UpdateContactData", "VoiceAuthenticationResponseTime", "4", E + RANGE),
        ("CreateTask", "DelaySeconds", "518401", E + RANGE),
        ("CompleteOutboundCall", "ConnectionTimeLimitSeconds", "601", E + RANGE),
        # words of a closed list
        ("UpdateFlowLoggingBehavior", "FlowLoggingBehavior", "Disabled", None),
        ("UpdateFlowLoggingBehavior", "FlowLoggingBehavior", "Enable", E + VALUE),
        ("UpdateFlowLoggingBehavior", "FlowLoggingBehavior", "enabled", W + VALUE),
        ("UpdateContactAttributes", "TargetContact", "Related", None),
        ("UpdateContactAttributes", "TargetContact", "Other", E + VALUE),
        ("CheckMetricData", "MetricType", "NumberOfAgentsHappy", E + VALUE),
        ("InvokeLambdaFunction", "InvocationType", "RequestResponse", E + VALUE),
        ("InvokeLambdaFunction", "ResponseValidation/ResponseType", "JSON", None),
        ("InvokeLambdaFunction", "ResponseValidation/ResponseType", "STRING", E + VALUE),
        ("UpdateContactMediaStreamingBehavior", "MediaStreamingState", "On", E + VALUE),
        (
            "UpdatePreviousContactParticipantState",
            "PreviousContactParticipantState",
            "OnHold",
            E + VALUE,
        ),
        # words of a list that may grow
        ("UpdateContactTextToSpeechVoice", "TextToSpeechEngine", "Neural", None),
        ("UpdateContactTextToSpeechVoice", "TextToSpeechEngine", "neural", None),
        ("UpdateContactTextToSpeechVoice", "TextToSpeechEngine", "connect:agentic", None),
        ("UpdateContactTextToSpeechVoice", "TextToSpeechEngine", "Turbo", W + VALUE),
        ("UpdateContactTextToSpeechVoice", "TextToSpeechStyle", "Coversational", W + VALUE),
        ("GetMetricData", "QueueChannel", "Fax", W + VALUE),
        # switches
        ("MessageParticipant", "SkipWhenDTMFBufferEnabled", "false", None),
        ("MessageParticipant", "SkipWhenDTMFBufferEnabled", "False", None),
        ("MessageParticipant", "SkipWhenDTMFBufferEnabled", "no", E + VALUE),
        ("UpdateContactData", "IsVoiceIdStreamingEnabled", "TRUE", None),
        ("TransferParticipantToThirdParty", "ContinueFlowExecution", "Yes", E + VALUE),
        # emptiness
        ("UpdateContactTargetQueue", "QueueId", "", W + ID),
        ("TransferToFlow", "ContactFlowId", "", W + ID),
        ("ConnectParticipantWithLexBot", "LexV2Bot/AliasArn", "", W + ID),
        ("MessageParticipant", "Text", "", E + EMPTY),
        ("MessageParticipant", "Text", " ", None),
        ("UpdateContactAttributes", "Attributes/tier", "", E + EMPTY),
        ("UpdateContactAttributes", "Attributes/tier", " ", None),
        ("ShowView", "ViewData", {"Heading": ""}, E + EMPTY),
        ("ShowView", "ViewData", {"Sections": [{"Label": ""}]}, E + EMPTY),
        ("InvokeLambdaFunction", "LambdaInvocationAttributes", {"a": {"b": ""}}, E + EMPTY),
        ("Compare", "ComparisonValue", "", E + EMPTY),
        # JSON values that should be texts
        ("Loop", "LoopCount", 3, W + STRING),
        ("MessageParticipant", "SkipWhenDTMFBufferEnabled", False, W + STRING),
        ("InvokeLambdaFunction", "InvocationTimeLimitSeconds", 8, W + STRING),
        ("UpdateContactAttributes", "Attributes/count", 1, W + STRING),
        ("InvokeLambdaFunction", "LambdaInvocationAttributes", {"a": True}, W + STRING),
        ("ShowView", "ViewData", {"Copyable": True, "Columns": 4}, None),
        ("InvokeFlowModule", "Input", {"count": 7}, None),
        # shapes
        ("UpdateContactTargetQueue", "QueueId", {"QueueId": "a"}, E + SHAPE),
        ("UpdateContactTargetQueue", "QueueId", None, E + SHAPE),
        ("UpdateContactAttributes", "Attributes", [{"Name": "a"}], E + SHAPE),
        ("UpdateFlowAttributes", "FlowAttributes", {"a": "flat"}, E + SHAPE),
        ("MessageParticipantIteratively", "Messages", {"Text": "a"}, E + SHAPE),
        ("MessageParticipantIteratively", "Messages", ["a"], E + SHAPE),
        ("ConnectParticipantWithLexBot", "LexV2Bot", "arn", E + SHAPE),
        ("ConnectParticipantWithLexBot", "LexV2Bot", "{{bot}}", None),
        ("UntagContact", "TagKeys", "campaign", E + SHAPE),
        ("InvokeLambdaFunction", "LambdaInvocationAttributes", "$.Attributes.all", None),
    ],
)
def test_a_value_is_held_to_its_place(
    kind: str, path: str, value: Json, verdict: str | None
) -> None:
    found = at(kind, path, value)
    if path == "PromptId":
        found["Parameters"].pop("Text")
    about = [one for one in verdicts(found) if one.split()[1] in {*CODES}]

    assert about == ([] if verdict is None else [verdict])


CODES = (KIND, RANGE, VALUE, SHAPE, ID, EMPTY, STRING)

PLACEHOLDERS = [
    *("{{x}}", "{{queue:engineer}}", "${Queue}", "$${connect:Queue:Sales}", "%%QUEUE%%", "%QUEUE%"),
    *("<<queue>>", "[[queue]]", "@@QUEUE@@", "__QUEUE__", "{QUEUE_ARN}", "<queue-arn>"),
    *("REPLACE_ME", "YOUR_QUEUE_ARN", "ENTER LAMBDA HERE", "arn:aws:connect:${AWS::Region}:x"),
]


@pytest.mark.parametrize("value", PLACEHOLDERS)
@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("UpdateContactTargetQueue", "QueueId"),
        ("Loop", "LoopCount"),
        ("UpdateFlowLoggingBehavior", "FlowLoggingBehavior"),
        ("Compare", "ComparisonValue"),
        ("MessageParticipant", "Text"),
        ("InvokeLambdaFunction", "LambdaFunctionARN"),
    ],
)
def test_what_is_filled_in_later_is_not_judged(kind: str, path: str, value: str) -> None:
    assert verdicts(at(kind, path, value)) == []


@pytest.mark.parametrize(
    ("kind", "name", "advice"),
    [
        ("UpdateContactTextToSpeechVoice", "VoiceId", "write TextToSpeechVoice"),
        ("TransferContactToQueue", "QueueId", "UpdateContactTargetQueue"),
        ("UpdateFlowLoggingBehavior", "LoggingBehavior", "write FlowLoggingBehavior"),
        ("InvokeLambdaFunction", "RequestAttributes", "write LambdaInvocationAttributes"),
        ("GetParticipantInput", "InputTimeLimitSecond", "did you mean InputTimeLimitSeconds?"),
        ("GetParticipantInput", "MaxDigits", "delete it"),
    ],
)
def test_a_wrong_name_is_answered_with_the_right_one(kind: str, name: str, advice: str) -> None:
    flow = {"Version": "2019-10-30", "StartAction": "it", "Actions": [at(kind, name, "x")]}
    told = [p.message for p in find_problems(flow) if p.code == "unknown-parameter"]

    assert len(told) == 1
    assert advice in told[0]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("InvokeLambdaFunction", "LambdaFunctionArn"), ("MessageParticipant", "text")],
)
def test_a_name_in_other_letters_is_an_error(kind: str, name: str) -> None:
    assert "error unknown-parameter" in verdicts(at(kind, name, "x"))
