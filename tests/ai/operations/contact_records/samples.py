"""Contact records of the shapes that Connect delivers (admin guide, contact records data model).

Everything in them is made up.
"""

import json
from collections.abc import Mapping
from typing import Any

INSTANCE = "arn:aws:connect:ap-northeast-2:123456789012:instance/0a1b2c3d"
CALLER = "+821098765432"
"""Must stand in nothing that is kept."""

NAME = "홍길동"
QUESTION = "환불은 며칠 걸리나요"

QUEUE: Mapping[str, Any] = {
    "ARN": f"{INSTANCE}/queue/11111111-aaaa-bbbb-cccc-000000000001",
    "Name": "engineer",
    "EnqueueTimestamp": "2026-11-22T01:00:40Z",
    "DequeueTimestamp": "2026-11-22T01:02:40Z",
    "Duration": 120,
}

AGENT: Mapping[str, Any] = {
    "ARN": f"{INSTANCE}/agent/22222222-aaaa-bbbb-cccc-000000000002",
    "Username": "gildong.hong",
    "AcceptedByAgentTimestamp": None,
    "AgentInteractionDuration": 180,
    "AfterContactWorkDuration": 30,
    "AfterContactWorkStartTimestamp": "2026-11-22T01:06:00Z",
    "AfterContactWorkEndTimestamp": "2026-11-22T01:06:30Z",
    "ConnectedToAgentTimestamp": "2026-11-22T01:02:40Z",
    "CustomerHoldDuration": 20,
    "HierarchyGroups": None,
    "LongestHoldDuration": 20,
    "NumberOfHolds": 1,
    "RoutingProfile": {"ARN": f"{INSTANCE}/routing-profile/3", "Name": "engineers"},
    "StateTransitions": None,
}

ATTRIBUTES: Mapping[str, str] = {
    "language": "ko",
    "customer_known": "true",
    "customer_name": NAME,
    "customer_tier": "vip",
    "customer_company": "솔트웨어",
    "caller": "010-****-****",
    "question": QUESTION,
    "status": "abstained",
    "reason": "not_in_documents",
    "summary": f"문의: {QUESTION}",
}

CALL: Mapping[str, Any] = {
    "AWSAccountId": "123456789012",
    "AWSContactTraceRecordFormatVersion": "2017-03-10",
    "Agent": AGENT,
    "AgentConnectionAttempts": 1,
    "AnsweringMachineDetectionStatus": None,
    "Attributes": ATTRIBUTES,
    "Campaign": {"CampaignId": None},
    "Channel": "VOICE",
    "ConnectedToSystemTimestamp": "2026-11-22T01:00:00Z",
    "ContactDetails": {},
    "ContactId": "c0000000-0000-4000-8000-000000000001",
    "ContactLens": {"ConversationalAnalytics": {"Configuration": {"Enabled": True}}},
    "CustomerEndpoint": {"Address": CALLER, "Type": "TELEPHONE_NUMBER"},
    "CustomerVoiceActivity": None,
    "DisconnectReason": "AGENT_DISCONNECT",
    "DisconnectTimestamp": "2026-11-22T01:06:00Z",
    "InitialContactId": None,
    "InitiationMethod": "INBOUND",
    "InitiationTimestamp": "2026-11-22T01:00:00Z",
    "InstanceARN": INSTANCE,
    "LastUpdateTimestamp": "2026-11-22T01:07:15Z",
    "MediaStreams": [{"Type": "AUDIO"}],
    "NextContactId": None,
    "PreviousContactId": None,
    "QualityMetrics": {"Agent": {"Audio": {"QualityScore": 4.35, "PotentialQualityIssues": []}}},
    "Queue": QUEUE,
    "Recording": {"Location": "recordings/call-recordings/x.wav", "Status": "AVAILABLE"},
    "Recordings": [{"Location": "recordings/call-recordings/x.wav", "ParticipantType": "All"}],
    "References": [],
    "ScheduledTimestamp": None,
    "SegmentAttributes": {"connect:Subtype": {"ValueString": "connect:Telephony"}},
    "SystemEndpoint": {"Address": "+82700000000", "Type": "TELEPHONE_NUMBER"},
    "Tags": {"aws:connect:instanceId": "0a1b2c3d"},
    "TransferCompletedTimestamp": None,
    "TransferredToEndpoint": None,
    "VoiceIdResult": None,
}

UNANSWERED: Mapping[str, Any] = {
    "Agent": None,
    "DisconnectReason": "CUSTOMER_DISCONNECT",
    "DisconnectTimestamp": "2026-11-22T01:02:40Z",
    "LastUpdateTimestamp": "2026-11-22T01:03:55Z",
}
"""What is different where the caller hung up in the queue."""


def record(**changes: Any) -> dict[str, Any]:
    """A call that an engineer took, with some fields changed."""
    return {**CALL, **changes}


def abandoned(**changes: Any) -> dict[str, Any]:
    """A call whose caller hung up in the queue."""
    return {**CALL, **UNANSWERED, **changes}


def marked(mark: str, **changes: Any) -> dict[str, Any]:
    """A call whose caller gave a mark."""
    return record(Attributes={**ATTRIBUTES, "csat": mark}, **changes)


def line(value: Mapping[str, Any]) -> bytes:
    """As Firehose writes it: on one line."""
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def version(contact: str, second: int, *, left: bool, mark: str) -> dict[str, Any]:
    """A version of a contact of the chain `c1`, updated at that second of a minute."""
    return {
        **(abandoned() if left else record()),
        "ContactId": contact,
        "InitialContactId": "c1",
        "LastUpdateTimestamp": f"2026-11-22T02:00:{second:02d}Z",
        "Attributes": {"csat": mark} if mark else {},
    }
