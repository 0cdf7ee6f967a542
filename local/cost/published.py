"""What the flows that a stack publishes switch on: none of it is a resource of its own."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

from local.cost.use import Declared

_ANALYSIS: Final = ("AnalyticsBehavior", "VoiceAnalyticsBehavior")
_RECORDING: Final = ("RecordingBehavior", "VoiceRecordingBehavior")
_OF_CHATS: Final = "ChatBehavior"


@dataclass(frozen=True, kw_only=True)
class Published:
    """Whether any flow records people, records the automated part, analyses, or calls back."""

    records_people: bool
    records_automated: bool
    analyses: bool
    calls_back: bool


def published(resources: Iterable[Declared]) -> Published:
    """What the flows among these resources switch on for calls."""
    flows = [_switched_on(content) for content in _contents(resources)]
    return Published(
        records_people=any(flow.records_people for flow in flows),
        records_automated=any(flow.records_automated for flow in flows),
        analyses=any(flow.analyses for flow in flows),
        calls_back=any(flow.calls_back for flow in flows),
    )


def _contents(resources: Iterable[Declared]) -> Iterator[str]:
    for resource in resources:
        if resource.type == "aws:connect/contactFlow:ContactFlow" and "content" in resource.inputs:
            yield resource.inputs["content"]
        if resource.inputs.get("typeName") == "AWS::Connect::ContactFlow":
            state: Mapping[str, Any] = json.loads(resource.inputs["desiredState"])
            if state.get("State", "ACTIVE") == "ACTIVE":
                yield state["Content"]


@cache
def _switched_on(content: str) -> Published:
    """By one flow. A budget asks for the same flows some hundred times."""
    actions: Sequence[Mapping[str, Any]] = json.loads(content)["Actions"]
    given = [action.get("Parameters", {}) for action in actions]
    recording = [found for parameters in given for found in _settings(parameters, _RECORDING)]
    analysis = [found for parameters in given for found in _settings(parameters, _ANALYSIS)]
    return Published(
        records_people=any(found.get("RecordedParticipants") for found in recording),
        records_automated=any(
            found.get("IVRRecordingBehavior") == "Enabled" for found in recording
        ),
        analyses=any(_of_calls(found) for found in analysis),
        calls_back=any(action["Type"] == "CreateCallbackContact" for action in actions),
    )


def _settings(given: Any, names: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    """Objects under one of these names, however deep; those of chats are none."""
    if not isinstance(given, dict):
        return
    for name, value in cast("Mapping[str, Any]", given).items():
        if name in names and isinstance(value, dict):
            yield cast("Mapping[str, Any]", value)
        elif name != _OF_CHATS:
            yield from _settings(value, names)


def _of_calls(analysis: Mapping[str, Any]) -> bool:
    channels: Mapping[str, Any] = analysis.get("ChannelConfiguration") or {"Voice": {}}
    return analysis.get("Enabled") == "True" and "Voice" in channels
