"""References to values of the contact (`$.Attributes.name`) inside parameters."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, TypeAlias

from flows.json_values import Json
from flows.simulator.contact import Contact

Path: TypeAlias = tuple[str, ...]
Template: TypeAlias = tuple["str | Path", ...]

_SEGMENT: Final = r"(?:\.[A-Za-z0-9_-]+|\.?\['[^']*'\]|\.?\[\"[^\"]*\"\]|\.?\[\d+\])"
_PATH: Final = re.compile(rf"\$(?=\.[A-Za-z]|\[){_SEGMENT}+", re.ASCII)
"""A key in dot form is ASCII and ends at anything else; other keys stand in brackets."""

_KEY: Final = re.compile(r"\.([A-Za-z0-9_-]+)|\['([^']*)'\]|\[\"([^\"]*)\"\]|\[(\d+)\]")

_ROOTS: Final[Mapping[str, Callable[[Contact], Json]]] = {
    "Attributes": lambda contact: contact.attributes,
    "FlowAttributes": lambda contact: contact.flow_attributes,
    "External": lambda contact: contact.external,
    "LambdaInvocation": lambda contact: {
        "ResultData": contact.external,
        "InvocationId": contact.invocation_id,
    },
    "Lex": lambda contact: contact.lex,
    "StoredCustomerInput": lambda contact: contact.stored_input,
    "CustomerEndpoint": lambda contact: _endpoint(contact.customer),
    "SystemEndpoint": lambda contact: _endpoint(contact.dialed),
    "ContactId": lambda contact: contact.contact_id,
    "InitialContactId": lambda contact: contact.contact_id,
    "CustomerId": lambda contact: contact.customer_id,
    "Name": lambda contact: contact.name,
    "Description": lambda contact: contact.description,
    "Channel": lambda _: "VOICE",
    "InitiationMethod": lambda _: "INBOUND",
    "InstanceARN": lambda contact: contact.instance_arn,
    "AwsRegion": lambda contact: contact.region,
    "LanguageCode": lambda contact: contact.language,
    "TextToSpeechVoiceId": lambda contact: contact.voice,
    "Queue": lambda contact: contact.queue_values(),
    "Metrics": lambda contact: contact.metrics,
    "Tags": lambda contact: contact.tags,
}
"""Roots of adminguide, connect-attrib-list, that a voice contact in a contact flow has."""


def _endpoint(number: str) -> Json:
    return {"Address": number, "Type": "TELEPHONE_NUMBER"}


@lru_cache(maxsize=8_192)
def parse(text: str) -> Template:
    """The literal parts and the paths of a parameter, in order."""
    parts: list[str | Path] = []
    end = 0
    for match in _PATH.finditer(text):
        if match.start() > end:
            parts.append(text[end : match.start()])
        parts.append(tuple(_key(key) for key in _KEY.finditer(match[0])))
        end = match.end()
    if end < len(text):
        parts.append(text[end:])
    return tuple(parts)


def _key(match: re.Match[str]) -> str:
    return match[match.lastindex] if match.lastindex else ""


def look_up(contact: Contact, path: Path) -> str | None:
    """The value as text; None when it is not there, or when it is an object or a list."""
    root = _ROOTS.get(path[0])
    if root is None:
        return None
    value = root(contact)
    for key in path[1:]:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return _text(value)


def fill(contact: Contact, text: str) -> str | None:
    """A parameter with its paths replaced; None when it is one path and nothing is there.

    Inside a longer text a missing value leaves nothing.
    """
    if "$" not in text:
        return text
    template = parse(text)
    if len(template) == 1:
        only = template[0]
        return only if isinstance(only, str) else look_up(contact, only)
    return "".join(
        part if isinstance(part, str) else look_up(contact, part) or "" for part in template
    )


def _text(value: Json) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else None
