"""What functions use: processor, models, logs. How often each runs follows from its name."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from local.cost import callbacks
from local.cost.answering import build_uses, question_uses
from local.cost.use import Declared, Use, variables_of
from local.cost.volume import DAYS, SECONDS, Volume

ANSWER: Final = "answer"
INGEST: Final = "ingest"
GAP_REPORT: Final = "gap-report"
CUSTOMER: Final = "customer"
PINS_A_CALL: Final = 2
"""At most, and only of those calls that go on to people."""

PIN_SECONDS: Final = 0.6
"""A slow hash on half a processor."""

CHAT: Final = "chat"
RECORDS: Final = "contact-record"
"""Beginning of the names of what carries contact records and of what reads them."""

WITHOUT_CALLS: Final = frozenset({CHAT, GAP_REPORT, INGEST})
"""Functions that run as often whether somebody calls or not."""

ACCESS_LOG_KB: Final = 0.4
"""A request to the chat API, as the API itself logs it."""

LOOKUP_LOG_KB: Final = 0.5
"""A lookup, or a contact record: a line or two of its own, and what Lambda adds."""

FLOWS_KB: Final = 3.0
"""A turn in a private network: some twenty connections of a record of about 120 bytes each."""


def function_uses(resource: Declared, volume: Volume) -> Iterator[Use]:
    """Seconds and requests, what SnapStart keeps, and the models that the function calls."""
    gigabytes = float(resource.inputs.get("memorySize", 128)) / 1024
    variables = variables_of(resource)
    runs, seconds = _runs(resource.name, volume)
    use = Use.fixed if resource.name in WITHOUT_CALLS else Use.call
    busy = runs * seconds
    if "PIN_TRIES_TABLE" in variables:
        checks = PINS_A_CALL * volume.calls * volume.escalation
        runs, busy = runs + checks, busy + checks * PIN_SECONDS
    yield use("lambda-gb-second", busy * gigabytes)
    yield use("lambda-request", runs / 1e6)
    tracing: Mapping[str, Any] = resource.inputs.get("tracingConfig") or {}
    if tracing.get("mode") == "Active":
        # At so few calls a second nearly every run is sampled.
        yield use("trace", runs / 1e6)
    if resource.inputs.get("snapStart"):
        yield Use.fixed("snapstart-cache", gigabytes * SECONDS)
        begun = volume.chats if resource.name == CHAT else volume.calls
        restores = begun * volume.assumed.restores_per_call
        yield use("snapstart-restore", restores * gigabytes)
    yield from _models(resource.name, variables, volume)
    yield from callbacks.contact_uses(resource.name, variables, volume)


def _runs(name: str, volume: Volume) -> tuple[float, float]:
    """How often a function runs in a month, and how long; one that is not known once a call."""
    assumed = volume.assumed
    if name == ANSWER:
        return volume.turns, assumed.answer_seconds
    if name == CHAT:
        return float(volume.chats), assumed.answer_seconds
    if name == INGEST:
        return assumed.builds, assumed.build_seconds
    if name == GAP_REPORT:
        return DAYS, assumed.function_seconds
    booked = callbacks.runs_of(name, volume)
    return float(volume.calls) if booked is None else booked, assumed.function_seconds


def _models(name: str, variables: Mapping[str, Any], volume: Volume) -> Iterator[Use]:
    if name == INGEST:
        yield from build_uses(variables, volume)
    if name == ANSWER:
        yield from question_uses(volume.turns, variables, volume, Use.call)
    if name == CHAT and volume.chats:
        yield from question_uses(volume.chats, variables, volume, Use.fixed)


def log_uses(resource: Declared, volume: Volume) -> Iterator[Use]:
    """What is written, and what of it is still kept at the end of a month like the ones before."""
    assumed = volume.assumed
    name = str(resource.inputs["name"])
    if name.startswith("/aws/connect/"):
        kilobytes, use = volume.calls * assumed.call_log_kb, Use.call
    elif name.startswith("/aws/vpc/"):
        kilobytes, use = volume.turns * FLOWS_KB, Use.call
    elif resource.name == "chat-api-logs":
        kilobytes, use = volume.chats * ACCESS_LOG_KB, Use.fixed
    elif resource.name.startswith(CHAT):
        kilobytes, use = volume.chats * assumed.answer_log_kb, Use.fixed
    elif resource.name.startswith(INGEST):
        kilobytes, use = assumed.builds * assumed.build_log_kb, Use.fixed
    elif resource.name.startswith(GAP_REPORT):
        kilobytes, use = DAYS * assumed.build_log_kb, Use.fixed
    elif resource.name.startswith(callbacks.ASKED):  # and of what is due
        kilobytes = volume.bookings * callbacks.TIMES_ASKED * LOOKUP_LOG_KB
        use = Use.call
    elif resource.name.startswith((CUSTOMER, RECORDS)):
        kilobytes, use = volume.calls * LOOKUP_LOG_KB, Use.call
    else:
        kilobytes, use = volume.turns * assumed.answer_log_kb, Use.call
    months = float(resource.inputs["retentionInDays"]) / 30
    yield use("log-ingest", kilobytes / 1e6)
    yield use("log-storage", kilobytes / 1e6 * months)
