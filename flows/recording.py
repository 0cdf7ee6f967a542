"""What is recorded of a call, and what Contact Lens makes of it."""

from dataclasses import dataclass
from enum import StrEnum

from flows.builder.steps import Step, Target
from flows.json_values import Json, JsonObject


class CallAnalysis(StrEnum):
    """Whether Contact Lens writes down what callers and people say, and how it is meant."""

    NONE = "none"
    AFTER_CALL = "after-call"
    DURING_CALL = "during-call"
    """While they speak, which rules need, and once more afterwards."""


_MODE = {CallAnalysis.AFTER_CALL: "PostContact", CallAnalysis.DURING_CALL: "RealTime"}
"""Exports of flows that do both have RealTime alone (devguide, UpdateContactRecordingBehavior)."""


@dataclass(frozen=True, kw_only=True)
class Recording:
    """How calls are recorded. `language` is what is spoken in them: `ko-KR`.

    Analysed is what a person and the caller say to each other, and never the automated part: the
    action has no mode for it. Personal data is not taken out of it; Contact Lens can not do that in
    Korean.
    """

    language: str
    analysis: CallAnalysis

    def everything(self, *, then: Target) -> Step:
        """Records caller and agent, and the automated part of the call."""
        return self._step("record", automated="Enabled", then=then)

    def people(self, *, then: Target) -> Step:
        """Records caller and agent, and nothing of the automated part."""
        return self._step("record people", automated="Disabled", then=then)

    def _step(self, name: str, *, automated: str, then: Target) -> Step:
        behaviour: JsonObject = {
            "RecordedParticipants": ["Agent", "Customer"],
            "IVRRecordingBehavior": automated,
        }
        return Step(
            name=name,
            type="UpdateContactRecordingBehavior",
            parameters={"RecordingBehavior": behaviour, **self._analysis()},
            next=then,
        )

    def _analysis(self) -> dict[str, Json]:
        mode = _MODE.get(self.analysis)
        if mode is None:
            return {}
        return {
            "AnalyticsBehavior": {
                "Enabled": "True",
                "AnalyticsLanguage": self.language,
                "ChannelConfiguration": {"Voice": {"AnalyticsModes": [mode]}},
                "SentimentConfiguration": {"Enabled": "True"},
            }
        }
