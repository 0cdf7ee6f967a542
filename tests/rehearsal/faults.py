"""Answers with something wrong in them."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from tests.live.account import Reply
from tests.rehearsal.stage import Answer, Operation


@dataclass(frozen=True, kw_only=True)
class Fault:
    """`operation` answers something else, or `fetch` does."""

    operation: Operation | None = None
    changed: Callable[[Any], Any] = lambda answer: answer
    fetch: Callable[..., Reply] | None = None

    def spoilt(self, answer: Answer) -> Answer:
        """The answer with the fault in it."""
        return lambda params: self.changed(answer(params))


def says(service: str, operation: str, **answer: Any) -> Fault:
    """The answer has other fields."""
    return Fault(operation=(service, operation), changed=lambda told: {**told, **answer})


def empty(service: str, operation: str, field: str) -> Fault:
    """A list has nothing in it."""
    return says(service, operation, **{field: []})


def replies(status: int, body: bytes = b"{}") -> Fault:
    """A web server says the same to everything."""
    return Fault(fetch=lambda *_: Reply(status=status, body=body))


def payload(text: bytes, **more: Any) -> Fault:
    """A function answers the same to everything."""
    return Fault(
        operation=("lambda", "Invoke"),
        changed=lambda _: {"StatusCode": 200, "Payload": BytesIO(text), **more},
    )


def instead(words: bytes, others: bytes) -> Fault:
    """A function says something else wherever it would say one thing."""

    def changed(told: Any) -> Any:
        text = told["Payload"].read().replace(words, others)
        return {**told, "Payload": BytesIO(text)}

    return Fault(operation=("lambda", "Invoke"), changed=changed)


def inside(service: str, operation: str, *path: str, to: Any) -> Fault:
    """One field, deep in the answer, is another."""

    def changed(told: Any) -> Any:
        place = told
        for key in path[:-1]:
            place = place[int(key)] if key.isdecimal() else place[key]
        place[path[-1]] = to
        return told

    return Fault(operation=(service, operation), changed=changed)


def alarming(told: Any) -> Any:
    """Every alarm of the answer is raised; some answers have none."""
    raised = [{**each, "StateValue": "ALARM"} for each in told["MetricAlarms"]]
    return {**told, "MetricAlarms": raised}
