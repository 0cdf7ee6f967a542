"""What is billed of talking, and follows from several resources together.

The telephone number, calls back as soon as somebody is free, Contact Lens, and recordings.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from local.cost.callbacks import UNANSWERED_MINUTES, called, calls_booked_callers, reached
from local.cost.published import Published, published
from local.cost.use import Declared, Use
from local.cost.volume import BASIC, DAYS, Volume
from local.errors import CommandError

_NUMBER: Final = "aws:connect/phoneNumber:PhoneNumber"
_ATTACHED: Final = "aws:connect/phoneNumberContactFlowAssociation:PhoneNumberContactFlowAssociation"
_STORAGE: Final = "aws:connect/instanceStorageConfig:InstanceStorageConfig"
_LIFECYCLE: Final = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"


class KeptForeverError(CommandError):
    """Recordings that nobody deletes cost more each month: there is no monthly sum."""


def conversation_uses(resources: Sequence[Declared], volume: Volume) -> Iterator[Use]:
    """What these resources together are billed for.

    Raises:
        KeptForeverError: recordings have no last day.
    """
    flows = published(resources)
    numbers = _numbers(resources)
    if numbers:
        yield Use.fixed("number", numbers * DAYS)
    returned = volume.calls_back if numbers and flows.calls_back else 0.0
    talked = volume.assumed.agent_minutes
    if returned:
        yield from called(returned * (talked + UNANSWERED_MINUTES), volume)
    if calls_booked_callers(resources):
        returned += reached(volume)
    with_people = volume.calls * volume.agent_minutes_a_call + returned * talked
    if flows.analyses and volume.plan == BASIC:
        yield Use.call("contact-lens", with_people)
    yield from _recordings(resources, flows, with_people, volume)


def _numbers(resources: Sequence[Declared]) -> int:
    """Claimed ones, or those attached: one that is there already is attached and not claimed."""
    types = [resource.type for resource in resources]
    return max(types.count(_NUMBER), types.count(_ATTACHED))


def _recordings(
    resources: Sequence[Declared], flows: Published, with_people: float, volume: Volume
) -> Iterator[Use]:
    """What lies in the bucket when each month has been like this one."""
    minutes = with_people if flows.records_people else 0.0
    minutes += volume.calls * volume.minutes if flows.records_automated else 0.0
    if minutes or flows.records_people:
        for place in _places(resources):
            gigabytes = minutes * volume.assumed.recording_mb_minute / 1e3
            yield Use.call("recording-storage", gigabytes * _days(resources, place) / DAYS)
            yield Use.call("s3-write", volume.calls * volume.assumed.stored_a_call / 1e3)


def _places(resources: Sequence[Declared]) -> Iterator[Mapping[str, Any]]:
    for resource in resources:
        if (
            resource.type == _STORAGE
            and resource.inputs.get("resourceType") == "CALL_RECORDINGS"
            and (place := resource.inputs["storageConfig"].get("s3Config"))
        ):
            yield place


def _days(resources: Sequence[Declared], place: Mapping[str, Any]) -> float:
    """Until a recording is deleted."""
    days = [
        float(rule["expiration"]["days"])
        for resource in resources
        if resource.type == _LIFECYCLE and resource.inputs["bucket"] == place["bucketName"]
        for rule in resource.inputs["rules"]
        if _deletes(rule, str(place.get("bucketPrefix", "")))
    ]
    if not days:
        raise KeptForeverError(
            f"recordings in {place['bucketName']} are never deleted, so no month costs the same"
        )
    return min(days)


def _deletes(rule: Mapping[str, Any], prefix: str) -> bool:
    expiration: Mapping[str, Any] = rule.get("expiration") or {}
    under: Mapping[str, Any] = rule.get("filter") or {}
    enabled = rule["status"] == "Enabled" and bool(expiration.get("days"))
    return enabled and prefix.startswith(under.get("prefix", ""))
