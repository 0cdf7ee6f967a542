"""References to values of the contact (`$.Attributes.name`) inside parameters."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from flows.json_values import Json
from flows.simulator.contact import Contact

Path: TypeAlias = tuple[str, ...]
Template: TypeAlias = tuple["str | Path", ...]

_BRACKETS: Final = r"""\[(?:'[^']*'|"[^"]*"|\d+)\]"""
_SEGMENT: Final = rf"(?:\.[A-Za-z0-9_-]+|\.?{_BRACKETS})"
_PATH: Final = re.compile(rf"\$(?:(?=\.[A-Za-z]){_SEGMENT}+|(?:{_BRACKETS})+)", re.ASCII)
"""A key in dot form is ASCII and ends at anything else; other keys stand in brackets.

A path that begins with brackets has no other keys: `$['Attributes']['language'].wav`.
"""

_KEY: Final = re.compile(r"\.([A-Za-z0-9_-]+)|\['([^']*)'\]|\[\"([^\"]*)\"\]|\[(\d+)\]")


def _endpoint(contact: Contact, number: str) -> Json:
    kind = "TELEPHONE_NUMBER" if contact.channel == "VOICE" else "CONTACT_FLOW"
    return {"Address": number, "Type": kind}


def _segment(contact: Contact) -> Json:
    subtype = "connect:Telephony" if contact.channel == "VOICE" else "connect:Chat"
    return {"connect:Subtype": subtype, **contact.segment}


def _streams(contact: Contact) -> Json:
    arn = f"{contact.instance_arn}/stream/{contact.contact_id}" if contact.streaming else None
    return {"Customer": {"Audio": {"StreamARN": arn}}}


_ROOTS: Final[Mapping[str, Callable[[Contact], Json]]] = {
    "Agent": lambda contact: contact.agent,
    "Attributes": lambda contact: contact.attributes,
    "AwsRegion": lambda contact: contact.region,
    "Case": lambda contact: contact.case,
    "Channel": lambda contact: contact.channel,
    "ContactId": lambda contact: contact.contact_id,
    "Customer": lambda contact: contact.customer_profile,
    "CustomerEndpoint": lambda contact: _endpoint(contact, contact.customer),
    "CustomerId": lambda contact: contact.customer_id,
    "DataTables": lambda contact: contact.data_tables,
    "Description": lambda contact: contact.description,
    "External": lambda contact: contact.external,
    "FlowAttributes": lambda contact: contact.flow_attributes,
    "InitialContactId": lambda contact: contact.contact_id,
    "InitiationMethod": lambda contact: contact.initiation,
    "InstanceARN": lambda contact: contact.instance_arn,
    "LambdaInvocation": lambda contact: {
        "ResultData": contact.external,
        "InvocationId": contact.invocation_id,
    },
    "LanguageCode": lambda contact: contact.language,
    "Lex": lambda contact: contact.lex,
    "Loop": lambda contact: contact.loop_values,
    "MediaStreams": _streams,
    "Metrics": lambda contact: contact.metrics,
    "Modules": lambda contact: contact.modules,
    "Name": lambda contact: contact.name,
    "Queue": lambda contact: contact.queue_values(),
    "References": lambda contact: contact.references,
    "RoutingCriteria": lambda contact: contact.routing,
    "SegmentAttributes": _segment,
    "StoredCustomerInput": lambda contact: contact.stored_input,
    "SystemEndpoint": lambda contact: _endpoint(contact, contact.dialed),
    "Tags": lambda contact: contact.tags,
    "TextToSpeechVoiceId": lambda contact: contact.voice,
    "Views": lambda contact: contact.view,
    "Wisdom": lambda contact: {"SessionArn": contact.assistant_session},
}
"""Roots of adminguide, connect-attrib-list. `$.Media` never holds anything."""


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
    return _text(_value(contact, path))


def look_up_list(contact: Contact, text: str) -> Sequence[Json] | None:
    """The list at a path, for loops alone: nothing else can refer to one."""
    template = parse(text)
    if len(template) != 1 or isinstance(template[0], str):
        return None
    value = _value(contact, template[0])
    return value if isinstance(value, list) else None


def _value(contact: Contact, path: Path) -> Json:
    root = _ROOTS.get(path[0])
    if root is None:
        return None
    value = root(contact)
    for key in path[1:]:
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


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
