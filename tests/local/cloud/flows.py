"""Small flows, and one as the program hands it over."""

import json
from typing import Any


def said(text: str, **parameters: Any) -> dict[str, Any]:
    """A flow that says something and hangs up."""
    return {
        "Version": "2019-10-30",
        "StartAction": "say",
        "Metadata": {},
        "Actions": [
            {
                "Identifier": "say",
                "Type": "MessageParticipant",
                "Parameters": {"Text": text, **parameters},
                "Transitions": {
                    "NextAction": "end",
                    "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}],
                },
            },
            {
                "Identifier": "end",
                "Type": "DisconnectParticipant",
                "Parameters": {},
                "Transitions": {},
            },
        ],
    }


def invoking(arn: str) -> dict[str, Any]:
    """A flow that invokes a function and hangs up."""
    flow = said("안녕하세요")
    flow["Actions"][0]["Type"] = "InvokeLambdaFunction"
    flow["Actions"][0]["Parameters"] = {
        "LambdaFunctionARN": arn,
        "InvocationTimeLimitSeconds": "8",
        "ResponseValidation": {"ResponseType": "STRING_MAP"},
    }
    return flow


def queueing(arn: str) -> dict[str, Any]:
    """A flow that chooses a queue and hangs up."""
    flow = said("안녕하세요")
    flow["Actions"][0]["Type"] = "UpdateContactTargetQueue"
    flow["Actions"][0]["Parameters"] = {"QueueId": arn}
    return flow


def state(content: dict[str, Any], name: str = "tried") -> str:
    """The flow as the program hands it to Cloud Control."""
    return json.dumps(
        {
            "InstanceArn": "arn:aws:connect:ap-northeast-2:000000000000:instance/i",
            "Name": name,
            "Type": "CONTACT_FLOW",
            "Content": json.dumps(content, ensure_ascii=False),
        }
    )
