"""Resources as a program would declare them, and a table of prices that is easy to add up."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from local.cost.prices import Assumptions, PriceTable, price_table
from local.cost.volume import Volume


@dataclass(frozen=True)
class Resource:
    """What the bill looks at."""

    type: str
    name: str
    inputs: Mapping[str, Any]


def resource(kind: str, name: str = "it", **inputs: Any) -> Resource:
    """`lambda/function:Function` and the like."""
    return Resource(f"aws:{kind}", name, inputs)


def flow(action: str, parameters: Mapping[str, Any]) -> Resource:
    """A published flow of one action, as Cloud Control is given it."""
    content = json.dumps({"Actions": [{"Type": action, "Parameters": parameters}]})
    return resource(
        "cloudcontrol/resource:Resource",
        typeName="AWS::Connect::ContactFlow",
        desiredState=json.dumps({"Content": content}),
    )


ASSUMED = replace(
    price_table().assumptions,
    turns_per_minute=2.0,
    agent_minutes=4.0,
    input_tokens=3000.0,
    output_tokens=180.0,
    second_draft_share=0.1,
    english_share=0.05,
    english_tokens=180.0,
    missed_share=0.2,
    called_back_share=0.02,
    recording_mb_minute=1.92,
    stored_a_call=5.0,
    embedding_tokens=40.0,
    answer_seconds=2.0,
    builds=10.0,
    build_seconds=60.0,
    build_tokens=100_000.0,
)


def volume(
    calls: int = 1000,
    minutes: float = 3.0,
    escalation: float = 0.25,
    plan: str = "customer",
    assumed: Assumptions = ASSUMED,
    chats: int = 0,
) -> Volume:
    return Volume(
        calls=calls,
        minutes=minutes,
        escalation=escalation,
        plan=plan,
        assumed=assumed,
        chats=chats,
    )


def table() -> PriceTable:
    """The program's own prices."""
    return replace(price_table(), assumptions=ASSUMED)
