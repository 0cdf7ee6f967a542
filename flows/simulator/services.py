"""What Connect does through others: views, profiles, cases, tasks, outside telephones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from flows.json_values import Json, JsonObject


@dataclass(frozen=True, kw_only=True)
class ServiceRequest:
    """An action that needs somebody else. `parameters` are those of the action, filled in."""

    type: str
    parameters: JsonObject
    flow: str
    action: str


@dataclass(frozen=True, kw_only=True)
class ServiceResult:
    """What came of it. `error` is the error branch, `result` what conditions are held against.

    `values` becomes `$.Customer` after actions on profiles, `$.Case` on cases, and
    `$.Views.ViewResultData` after a view.
    """

    values: JsonObject = field(default_factory=dict[str, Json])
    result: str | None = None
    error: str | None = None
    why: str = ""
    seconds: float = 0.0


Service: TypeAlias = Callable[[ServiceRequest], "ServiceResult | None"]
"""None leaves it to the simulator: see flows/simulator/actions/services.py for what then comes."""


def no_services(_request: ServiceRequest) -> None:
    """A world in which nothing is plugged in."""


class CannedServices:
    """Answers by action type, always alike."""

    def __init__(self, results: Mapping[str, ServiceResult]) -> None:
        self._results = dict(results)
        self.requests: list[ServiceRequest] = []

    def __call__(self, request: ServiceRequest) -> ServiceResult | None:
        """What was canned for the type."""
        self.requests.append(request)
        return self._results.get(request.type)


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What a bot that is not deployed makes of an utterance: for playing flows without their bots.

    `intent` None means that it understood nothing, which is the error branch. `values` adds to
    `$.Lex`, such as `SentimentResponse`.
    """

    intent: str | None
    slots: Mapping[str, str] = field(default_factory=dict[str, str])
    session: Mapping[str, str] = field(default_factory=dict[str, str])
    values: JsonObject = field(default_factory=dict[str, Json])
    state: str = "Fulfilled"


Understand: TypeAlias = Callable[[str, str], Understood]
"""Alias ARN and transcript (empty for silence) in, what the bot makes of it out."""
