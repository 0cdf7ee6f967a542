"""Small flows in which one thing can happen."""

from flows.explore.explorer import Explorable, explore
from flows.explore.report import Finding, FlowReport
from flows.json_values import JsonObject
from flows.language import FlowType
from tests.flows.actions import END, action, content, say

ERROR = {"NoMatchingError": "sorry"}
SORRY = say("sorry")
QUEUE = action("queue", "TransferContactToQueue", errors={**ERROR, "QueueAtCapacity": "sorry"})


def menu(
    identifier: str = "menu",
    keys: dict[str, str] | None = None,
    *,
    silence: str = "sorry",
    wrong: str = "sorry",
    error: str = "sorry",
    text: str = "메뉴를 골라 주세요.",
) -> JsonObject:
    return action(
        identifier,
        "GetParticipantInput",
        errors={
            "InputTimeLimitExceeded": silence,
            "NoMatchingCondition": wrong,
            "NoMatchingError": error,
        },
        when=keys if keys is not None else {"1": "queue"},
        Text=text,
        StoreInput="False",
        InputTimeLimitSeconds="5",
    )


def explored(
    *actions: JsonObject,
    type: FlowType = FlowType.CONTACT_FLOW,  # noqa: A002 - as in the flow language
) -> FlowReport:
    """The report on a flow of these actions."""
    return explore({"main": Explorable(content=content(*actions), type=type)})[0]


__all__ = ["END", "ERROR", "QUEUE", "SORRY", "action", "content", "explored", "menu", "say"]

BOT = action(
    "bot",
    "ConnectParticipantWithLexBot",
    errors={"NoMatchingCondition": "queue", "NoMatchingError": "queue"},
    when={"Help": "queue"},
    Text="무엇을 도와드릴까요?",
    LexV2Bot={"AliasArn": "alias"},
)


def actions(findings: tuple[Finding, ...]) -> list[str | None]:
    """Of which actions findings speak."""
    return [finding.action for finding in findings]
