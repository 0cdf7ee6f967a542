"""boto3 clients that check every call against the service's own model and send nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from botocore.exceptions import ClientError

from local.cloud.clients import Clients
from local.cloud.engine import Create, Created
from local.cloud.inputs import Inputs

ROLE_ARN = "arn:aws:iam::000000000000:role/answer"
FUNCTION_ARN = "arn:aws:lambda:ap-northeast-2:000000000000:function:answer"

RESPONSES: Mapping[str, dict[str, Any]] = {
    "CreateRole": {"Role": {"Arn": ROLE_ARN, "RoleId": "AROA1"}},
    "CreateFunction": {"FunctionArn": f"{FUNCTION_ARN}:1", "Version": "1"},
    "CreateAlias": {"AliasArn": f"{FUNCTION_ARN}:live"},
    "CreateEventSourceMapping": {"UUID": "5f7e"},
    "CreateQueue": {"QueueUrl": "http://127.0.0.1:1/000000000000/ingest"},
    "CreateTopic": {"TopicArn": "arn:aws:sns:ap-northeast-2:000000000000:alerts"},
    "Subscribe": {"SubscriptionArn": "arn:aws:sns:ap-northeast-2:000000000000:alerts:1"},
}


@dataclass(frozen=True)
class Call:
    """One call that passed the service model's check."""

    operation: str
    parameters: dict[str, Any]


@dataclass
class Answers:
    """What calls give back, by operation: a body, or an error. `calls` keeps what was called."""

    by_operation: dict[str, dict[str, Any] | ClientError] = field(
        default_factory=lambda: dict(RESPONSES)
    )
    calls: list[Call] = field(default_factory=list[Call])


class RecordingClients(Clients):
    """The local cloud's own clients, cut off just before they would send.

    botocore has checked and serialised the parameters by then, so a wrong name or type fails.
    """

    def __init__(self) -> None:
        """Answers as `RESPONSES` says until told otherwise."""
        super().__init__("http://127.0.0.1:1")
        self._recording: set[str] = set()
        self.answers = Answers()

    @property
    def calls(self) -> list[Call]:
        """Every call so far."""
        return self.answers.calls

    def parameters_of(self, operation: str) -> dict[str, Any]:
        """What the only call of an operation was given."""
        [found] = [call for call in self.calls if call.operation == operation]
        return found.parameters

    @property
    def operations(self) -> list[str]:
        """The operations called, in order."""
        return [call.operation for call in self.calls]

    def forget(self) -> None:
        """As new; the clients, which are slow to make, stay."""
        self.answers = Answers()

    def __call__(self, service: str) -> Any:
        """The real client of a service."""
        client = super().__call__(service)
        if service not in self._recording:
            self._recording.add(service)
            client.meta.events.register("provide-client-params", self._record)
            client.meta.events.register("before-call", self._answer)
        return client

    def _record(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        self.calls.append(Call(operation=model.name, parameters=params))

    def _answer(self, model: Any, **_: Any) -> tuple[SimpleNamespace, dict[str, Any]]:
        body = self.answers.by_operation.get(model.name, {})
        if isinstance(body, ClientError):
            raise body
        return SimpleNamespace(status_code=200), {"ResponseMetadata": {}, **body}


def create(handler: Create, values: Mapping[str, Any], name: str = "it") -> Created:
    """Runs a handler as the engine does, including its refusal of inputs that nobody took."""
    inputs = Inputs("aws:test/test:Test", name, values)
    created = handler(inputs)
    inputs.check_all_taken()
    return created
