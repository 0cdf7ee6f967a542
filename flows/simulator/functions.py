"""Invoking functions as Connect does: its event, its time limits, its retries."""

from ai.contract import CONNECT_RESPONSE_BYTES
from flows.json_values import Json, JsonObject, compact
from flows.language import FUNCTION_CHAIN_SECONDS, FUNCTION_RETRIES
from flows.simulator.contact import Contact
from flows.simulator.line import Line
from flows.simulator.world import FunctionResult


class FunctionFailedError(Exception):
    """The function gave nothing a flow can use; the message says why."""


def invoke_from_flow(
    line: Line, arn: str, parameters: JsonObject, *, seconds: float, as_map: bool
) -> JsonObject:
    """The function's answer. `as_map`: only a flat object of strings counts (STRING_MAP).

    Raises:
        FunctionFailedError: it failed, took too long, or answered with something else.
    """
    allowed = min(seconds, FUNCTION_CHAIN_SECONDS - line.contact.function_seconds)
    if allowed <= 0:
        raise FunctionFailedError(
            f"functions in a row have used up their {FUNCTION_CHAIN_SECONDS:g} s; play a prompt"
        )
    result = _try(line, arn, connect_event(line.contact, parameters), allowed)
    if result.seconds > allowed:
        raise FunctionFailedError(f"took {result.seconds:.1f} s of {allowed:.1f} s")
    if result.error is not None:
        raise FunctionFailedError(result.error)
    return _checked(result.payload, as_map=as_map)


def _try(line: Line, arn: str, event: JsonObject, allowed: float) -> FunctionResult:
    """Tries, and tries again what may be tried again, all within the time allowed."""
    result = line.world.invoke(arn, event, allowed)
    spent = result.seconds
    for _ in range(FUNCTION_RETRIES):
        if result.error is None or not result.retryable or spent >= allowed:
            break
        result = line.world.invoke(arn, event, allowed - spent)
        spent += result.seconds
    line.contact.function_seconds += min(spent, allowed)
    line.advance(min(spent, allowed))
    return FunctionResult(payload=result.payload, error=result.error, seconds=spent)


def _checked(payload: Json, *, as_map: bool) -> JsonObject:
    if not isinstance(payload, dict):
        raise FunctionFailedError("answered with something that is no JSON object")
    size = len(compact(payload).encode())
    if size > CONNECT_RESPONSE_BYTES:
        raise FunctionFailedError(f"answered with {size} bytes; at most {CONNECT_RESPONSE_BYTES}")
    wrong = sorted(key for key, value in payload.items() if not isinstance(value, str))
    if as_map and wrong:
        raise FunctionFailedError(
            f"answered with {', '.join(wrong)} not as strings, though the flow wants a STRING_MAP"
        )
    return payload


def connect_event(contact: Contact, parameters: JsonObject) -> JsonObject:
    """The event of a flow's function call (adminguide, connect-lambda-functions)."""
    given = contact.queue_values()
    queue = {"OutboundCallerId": None, **given} if given else None
    return {
        "Name": "ContactFlowEvent",
        "Details": {
            "ContactData": {
                "Attributes": dict(contact.attributes),
                "Channel": contact.channel,
                "ContactId": contact.contact_id,
                "CustomerEndpoint": {"Address": contact.customer, "Type": "TELEPHONE_NUMBER"},
                "CustomerId": contact.customer_id,
                "Description": contact.description,
                "InitialContactId": contact.contact_id,
                "InitiationMethod": contact.initiation,
                "InstanceARN": contact.instance_arn,
                "LanguageCode": contact.language,
                "MediaStreams": {"Customer": {"Audio": None}},
                "Name": contact.name,
                "PreviousContactId": contact.contact_id,
                "Queue": queue,
                "References": contact.references,
                "SystemEndpoint": {"Address": contact.dialed, "Type": "TELEPHONE_NUMBER"},
            },
            "Parameters": parameters,
        },
    }
