"""Contacts that functions start, checked as Connect would and kept for people and tests to see."""

import json
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, cast

from botocore.loaders import Loader
from botocore.model import ServiceModel

from local.connect.deployed import Center, DeployedFlow, DeployedQueue
from local.loopback import Answer, Request, json_answer, refusal
from local.vectors.shapes import problems

STARTED: Final = "/_callcenter/contacts"
"""Where contacts that were started can be read; no path of Connect's."""

VOICE: Final = "VOICE"
TASK: Final = "TASK"
LARGEST_BODY: Final = 1_000_000
MOST_ATTRIBUTE_BYTES: Final = 32_768
"""Of all names and values (StartOutboundVoiceContact, StartTaskContact API references)."""


@dataclass(frozen=True, kw_only=True)
class StartedContact:
    """One contact. `number` is who is called; `queue` and `flow` are names; `at` is ISO 8601."""

    id: str
    channel: str
    flow: str
    flow_arn: str
    at: str
    number: str = ""
    queue: str = ""
    name: str = ""
    description: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])


class ConnectError(Exception):
    """One of Connect's errors; `kind` is its name in the model."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind

    def answer(self) -> Answer:
        """With the status that the model gives the error."""
        error = connect_model().shape_for(self.kind).metadata.get("error", {})
        return refusal(int(error.get("httpStatusCode", 400)), self.kind, str(self))


@cache
def connect_model() -> ServiceModel:
    """The model that ships with botocore."""
    return ServiceModel(Loader().load_service_model("connect", "service-2"), "connect")


@cache
def operations() -> Mapping[tuple[str, str], str]:
    """Every operation of Connect without names in its path, by method and path."""
    model = connect_model()
    routes = {name: model.operation_model(name).http for name in model.operation_names}
    return {(http["method"], http["requestUri"]): name for name, http in routes.items()}


class Contacts:
    """`deployed` says what can be named in a request; it is asked for every request."""

    def __init__(self, deployed: Callable[[], Center]) -> None:
        self._deployed = deployed
        self._started: list[StartedContact] = []
        self._by_token: dict[str, str] = {}
        self._lock = threading.Lock()

    def respond(self, request: Request) -> Answer:
        """The HTTP answer to a signed call of Connect, or the list of what was started."""
        if (request.method, request.path) == ("GET", STARTED):
            return json_answer({"contacts": [asdict(contact) for contact in self._started]})
        operation = operations().get((request.method, request.path.partition("?")[0]))
        start = {"StartOutboundVoiceContact": self._call, "StartTaskContact": self._task}
        if operation not in start:
            named = operation or f"{request.method} {request.path}"
            message = f"the local Connect does not know {named}"
            return refusal(404, "UnknownOperationException", message)
        if "/connect/aws4_request" not in (request.header("Authorization") or ""):
            return refusal(403, "MissingAuthenticationTokenException", "the call is not signed")
        try:
            asked = _checked(operation, request.body)
            return json_answer({"ContactId": self._once(asked, start[operation])})
        except ConnectError as error:
            return error.answer()

    def _once(
        self, asked: Mapping[str, Any], start: Callable[[Mapping[str, Any]], StartedContact]
    ) -> str:
        """The same client token starts nothing twice."""
        token = asked.get("ClientToken")
        with self._lock:
            if token is not None and token in self._by_token:
                return self._by_token[token]
            contact = start(asked)
            self._started.append(contact)
            if token is not None:
                self._by_token[token] = contact.id
            return contact.id

    def _call(self, asked: Mapping[str, Any]) -> StartedContact:
        center = self._center(asked)
        queue = _queue(center, asked.get("QueueId"))
        if "SourcePhoneNumber" not in asked and not (queue and queue.calls_out):
            raise ConnectError(
                "InvalidRequestException",
                "the call has no number to call from, nor has its queue",
            )
        flow = _flow(center, asked["ContactFlowId"])
        number = str(asked["DestinationPhoneNumber"])
        return _contact(asked, VOICE, flow, number=number, queue=queue.name if queue else "")

    def _task(self, asked: Mapping[str, Any]) -> StartedContact:
        center = self._center(asked)
        if "ContactFlowId" not in asked:
            raise ConnectError("InvalidRequestException", "the task names no flow")
        return _contact(asked, TASK, _flow(center, asked["ContactFlowId"]))

    def _center(self, asked: Mapping[str, Any]) -> Center:
        center = self._deployed()
        if asked["InstanceId"] != center.instance_id:
            raise ConnectError("ResourceNotFoundException", "there is no such instance")
        return center


def _checked(operation: str, body: bytes) -> Mapping[str, Any]:
    try:
        asked: Any = json.loads(body or b"{}")
    except ValueError:
        raise ConnectError("InvalidRequestException", "the request is no JSON") from None
    shape = connect_model().operation_model(operation).input_shape
    wrong = [f"{path} {what}" for path, what in problems(shape, asked)]
    if wrong:
        raise ConnectError("InvalidParameterException", "; ".join(wrong))
    attributes: Mapping[str, str] = asked.get("Attributes", {})
    held = sum(len(part.encode()) for pair in attributes.items() for part in pair)
    if held > MOST_ATTRIBUTE_BYTES:
        raise ConnectError("InvalidParameterException", f"the attributes have {held} bytes")
    return cast("Mapping[str, Any]", asked)


def _flow(center: Center, named: str) -> DeployedFlow:
    flow = center.flows.get(named)
    if flow is None:
        raise ConnectError("ResourceNotFoundException", f"there is no flow {named}")
    if flow.type != "CONTACT_FLOW":
        message = f"the flow {flow.name} is of type {flow.type} and can not begin a contact"
        raise ConnectError("InvalidRequestException", message)
    return flow


def _queue(center: Center, named: str | None) -> DeployedQueue | None:
    if named is not None and named not in center.queues:
        raise ConnectError("ResourceNotFoundException", f"there is no queue {named}")
    return None if named is None else center.queues[named]


def _contact(
    asked: Mapping[str, Any], channel: str, flow: DeployedFlow, number: str = "", queue: str = ""
) -> StartedContact:
    return StartedContact(
        id=str(uuid.uuid4()),
        channel=channel,
        flow=flow.name,
        flow_arn=flow.arn,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        number=number,
        queue=queue,
        name=asked.get("Name", ""),
        description=asked.get("Description", ""),
        attributes=dict(asked.get("Attributes", {})),
    )
