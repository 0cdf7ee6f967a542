"""JSONPath references inside the values of a flow."""

import re
from collections.abc import Iterator
from typing import Final

from flows.json_values import Json

_ROOT: Final = re.compile(r"\$(?:\.([A-Za-z]\w*)|\[['\"]([A-Za-z]\w*)['\"]\])")
_KEY: Final = re.compile(r"\.?\[['\"]([^'\"\]]+)['\"]\]|\.([A-Za-z0-9_-]+)")

ROOTS: Final = frozenset(
    [
        "AdditionalEmailRecipients",
        "Agent",
        "Attributes",
        "AwsRegion",
        "Campaign",
        "Case",
        "Channel",
        "ContactData",
        "ContactId",
        "Customer",
        "CustomerEndpoint",
        "CustomerId",
        "DataTables",
        "DeliveryReceipts",
        "Description",
        "Email",
        "External",
        "FlowAttributes",
        "InitialContactId",
        "InitiationMethod",
        "InstanceARN",
        "LambdaInvocation",
        "LanguageCode",
        "Lex",
        "Loop",
        "Media",
        "MediaStreams",
        "Metrics",
        "Modules",
        "Name",
        "OutboundCommunication",
        "PreviousContactId",
        "Queue",
        "References",
        "RelatedContactId",
        "RoutingCriteria",
        "SegmentAttributes",
        "StoredCustomerInput",
        "Subject",
        "SystemEndpoint",
        "Tags",
        "Task",
        "TaskTemplateId",
        "TextToSpeechVoiceId",
        "Views",
        "Wisdom",
    ]
)
"""Namespaces of contact and flow data (adminguide, connect-attrib-list)."""


def references(text: str) -> Iterator[tuple[str, str]]:
    """Namespace and first key ("" when there is none) of each reference in a text."""
    if "$" not in text:
        return
    for match in _ROOT.finditer(text):
        key = _KEY.match(text, match.end())
        yield match[1] or match[2], (key[1] or key[2]) if key else ""


def is_reference(text: str) -> bool:
    """Whether a reference stands anywhere in the text."""
    return "$" in text and _ROOT.search(text) is not None


def is_whole(text: str) -> bool:
    """Whether the text is one reference and nothing else.

    Lenient about what a key may hold; backticks quote a reference inside a key.
    """
    text = text.strip()
    if not text.startswith(("$.", "$[")) or _ROOT.match(text) is None:
        return False
    return "`" in text or len(_ROOT.findall(text)) == 1


def texts(value: Json) -> Iterator[str]:
    """Every text inside a value, keys of objects too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
