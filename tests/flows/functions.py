"""Functions for flows and bots to call: what they answer, and what they were asked."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flows.json_values import JsonObject, as_object, as_text
from flows.simulator.world import FunctionResult

CONTACT = "11111111-2222-3333-4444-555555555555"


@dataclass
class Functions:
    """Answers invocations, and remembers them."""

    answer: Callable[[JsonObject], FunctionResult]
    events: list[JsonObject] = field(default_factory=list[JsonObject])

    @property
    def turns(self) -> list[JsonObject]:
        """What the bot asked, without what the flow asked of functions before it."""
        return [event for event in self.events if "sessionState" in event]

    def __call__(self, _arn: str, event: JsonObject, _seconds: float) -> FunctionResult:
        self.events.append(event)
        return self.answer(event)


def elicit(text: str, **session: str) -> JsonObject:
    """A hook's answer that says something and listens again."""
    return {
        "sessionState": {"dialogAction": {"type": "ElicitIntent"}, "sessionAttributes": session},
        "messages": [
            {"contentType": "SSML" if text.startswith("<") else "PlainText", "content": text}
        ],
    }


def close(intent: str, text: str = "", *, state: str = "Fulfilled", **session: str) -> JsonObject:
    """A hook's answer that ends the conversation."""
    return {
        "sessionState": {
            "dialogAction": {"type": "Close"},
            "intent": {"name": intent, "state": state},
            "sessionAttributes": session,
        },
        "messages": [{"contentType": "PlainText", "content": text}] if text else [],
    }


STRANGER: JsonObject = {"customer_lookup": "unknown", "customer_known": "false"}
"""What the customer lookup says of a number that nobody has."""


def answering(text: str = "<speak>한 시간 안에 응답해 드립니다.</speak>") -> Functions:
    """The answer function and the customer lookup, as the flows see them. Nobody is known."""

    def answer(event: JsonObject) -> FunctionResult:
        if "Details" in event:
            return FunctionResult(payload=STRANGER, seconds=0.1)
        transcript = as_text(event["inputTranscript"]) or ""
        payload = elicit(
            text,
            contact_id=CONTACT,
            status="answered",
            last_question=transcript,
            last_answer="한 시간 안에 응답해 드립니다.",
            last_sources="sla.pdf",
        )
        return FunctionResult(payload=payload, seconds=1.5)

    return Functions(answer)


def failing(error: str = "the function crashed", *, seconds: float = 0.1) -> Functions:
    return Functions(lambda _event: FunctionResult(error=error, seconds=seconds))


def parameters(event: JsonObject) -> JsonObject:
    """What a flow handed to its function."""
    return as_object(as_object(event["Details"])["Parameters"])


def asked_of(event: JsonObject) -> str:
    """Which action a flow asked its function for."""
    return as_text(parameters(event).get("action")) or ""


def by_action(**results: list[JsonObject] | JsonObject | FunctionResult) -> Functions:
    """The callback function: what it says of each action, one after the other; the last one stays.

    An action of which nothing is told fails, and nobody is known by their number.
    """
    left = {
        action: list(told) if isinstance(told, list) else [told] for action, told in results.items()
    }

    def answer(event: JsonObject) -> FunctionResult:
        action = asked_of(event)
        if not action:
            return FunctionResult(payload=STRANGER, seconds=0.1)
        told = left.get(action)
        if not told:
            return FunctionResult(error=f"nothing is told of {action}")
        said = told.pop(0) if len(told) > 1 else told[0]
        return said if isinstance(said, FunctionResult) else FunctionResult(payload=said)

    return Functions(answer)
