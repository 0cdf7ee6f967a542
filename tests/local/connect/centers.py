"""Recorded resources of a small contact center."""

import json
from typing import Any

INSTANCE = "0a1b2c3d-0000-4000-8000-000000000000"
ARN = f"arn:aws:connect:ap-northeast-2:000000000000:instance/{INSTANCE}"


def instance() -> dict[str, Any]:
    """The instance itself."""
    return {
        "type": "aws:connect/instance:Instance",
        "name": "instance",
        "id": INSTANCE,
        "inputs": {},
        "outputs": {"arn": ARN},
    }


def queue(name: str, **calling: str) -> dict[str, Any]:
    """A queue; `calling` is its outbound caller configuration."""
    return {
        "type": "aws:connect/queue:Queue",
        "name": f"{name}-queue",
        "id": f"{INSTANCE}:{name}",
        "inputs": {"name": name, "outboundCallerConfig": calling},
        "outputs": {"arn": f"{ARN}/queue/{name}-id"},
    }


def flow(name: str, kind: str = "CONTACT_FLOW") -> dict[str, Any]:
    """A published flow."""
    state = {"Name": name, "Type": kind, "Content": "{}"}
    return {
        "type": "aws:cloudcontrol/resource:Resource",
        "name": name,
        "id": f"{ARN}/contact-flow/{name}-id",
        "inputs": {"typeName": "AWS::Connect::ContactFlow", "desiredState": json.dumps(state)},
        "outputs": {},
    }


def resources() -> list[dict[str, Any]]:
    """Everything that a booked call needs, and a table that it does not."""
    table: dict[str, Any] = {"type": "aws:dynamodb/table:Table", "name": "t", "id": "t"}
    return [
        instance(),
        queue("callback", outboundCallerIdNumberId="n-1"),
        queue("silent"),
        flow("callback_call"),
        flow("callback_task"),
        flow("whisper", "OUTBOUND_WHISPER"),
        {**table, "inputs": {}, "outputs": {}},
    ]
