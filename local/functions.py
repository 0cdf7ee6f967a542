"""Invokes deployed functions through the emulator's Lambda API, and reads what they kept."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

import boto3.dynamodb.types as dynamodb_types
from botocore.exceptions import BotoCoreError, ClientError

from ai.contract import Language, Parameter, Result
from ai.service_errors import code_of
from flows.json_values import JsonObject
from flows.simulator.world import FunctionResult
from local.cloud.clients import Clients
from local.errors import OutsideError
from local.state import CloudState

DEAD: Final = (
    "the local cloud stopped answering during the call: the next `callcenter call` starts it again"
)


@dataclass(kw_only=True)
class Functions:
    """Deployed functions. `outages` counts invocations that did not reach the emulator."""

    state: CloudState
    clients: Clients
    outages: int = field(default=0)

    def invoke(self, arn: str, event: JsonObject, _seconds: float) -> FunctionResult:
        """One invocation; an error of the function, or of the emulator, is a result."""
        started = time.monotonic()
        try:
            answer = self.clients("lambda").invoke(
                FunctionName=arn, Payload=json.dumps(event, ensure_ascii=False).encode()
            )
            payload = json.loads(answer["Payload"].read() or b"null")
        except ClientError as error:
            code = code_of(error)
            return FunctionResult(
                error=str(error),
                seconds=time.monotonic() - started,
                retryable=code in {"TooManyRequestsException", "ServiceException"},
            )
        except BotoCoreError as error:
            self.outages += 1
            return FunctionResult(error=str(error), seconds=time.monotonic() - started)
        seconds = time.monotonic() - started
        if answer.get("FunctionError"):
            return FunctionResult(error=_told(payload), seconds=seconds)
        return FunctionResult(payload=payload, seconds=seconds)

    def ask(
        self, question: str, contact_id: str, language: Language = Language.KOREAN
    ) -> dict[str, Any]:
        """One question, as a flow would ask it; the whole answer as JSON.

        Raises:
            OutsideError: when the answer function can not be invoked or breaks its contract.
        """
        arn = str(self.state.outputs["answer_function_alias_arn"])
        parameters = {
            Parameter.QUESTION.value: question,
            Parameter.CONTACT_ID.value: contact_id,
            Parameter.LANGUAGE.value: language.value,
        }
        result = self.invoke(arn, connect_event(contact_id, parameters), 30.0)
        if result.error is not None:
            raise OutsideError(f"the answer function failed: {result.error}")
        try:
            payload = cast("Mapping[str, str]", result.payload)
            found: dict[str, Any] = json.loads(payload[Result.ANSWER.value])
        except (TypeError, KeyError, ValueError) as error:
            raise OutsideError(f"the answer function broke its contract: {error!r}") from error
        return found

    def answers_of(self, contact_id: str) -> list[dict[str, Any]]:
        """The answers that the assistant kept for a contact, in order; none when it is down."""
        try:
            found = self.clients("dynamodb").query(
                TableName=str(self.state.outputs["contacts_table"]),
                KeyConditionExpression="contact_id = :contact",
                ExpressionAttributeValues={":contact": {"S": contact_id}},
            )
        except (BotoCoreError, ClientError):
            self.outages += 1
            return []
        reader = dynamodb_types.TypeDeserializer()
        rows = [{key: reader.deserialize(v) for key, v in item.items()} for item in found["Items"]]
        return [json.loads(str(row["answer"])) for row in rows if "answer" in row]


def _told(payload: Any) -> str:
    """What a failed function said."""
    if isinstance(payload, dict):
        return str(cast("dict[str, Any]", payload).get("errorMessage"))
    return str(payload)


def connect_event(contact_id: str, parameters: Mapping[str, str]) -> dict[str, Any]:
    """An event as Connect sends it to a function (admin guide, connect-lambda-functions)."""
    return {
        "Name": "ContactFlowEvent",
        "Details": {
            "ContactData": {
                "Attributes": {},
                "Channel": "VOICE",
                "ContactId": contact_id,
                "CustomerEndpoint": None,
                "CustomerId": None,
                "Description": None,
                "InitialContactId": contact_id,
                "InitiationMethod": "API",
                "InstanceARN": "",
                "LanguageCode": "ko-KR",
                "MediaStreams": {"Customer": {"Audio": None}},
                "Name": None,
                "PreviousContactId": contact_id,
                "Queue": None,
                "References": {},
                "SystemEndpoint": None,
            },
            "Parameters": dict(parameters),
        },
    }
