"""The center's opening hours as Connect takes them, closed days included.

Only CloudFormation's type knows overrides. An update of it through Cloud Control names overrides
by their place in a list whose order Connect does not promise, so hours with closed days are never
updated: other hours are other hours, named by their content, and queues and flows move over to
them before the old ones go (docs/adr/0014).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pulumi
import pulumi_aws as aws

from infra.connect.ids import id_of
from infra.connect.instance import Instance
from infra.deployment import Deployment
from infra.holidays import ClosedSpell
from infra.hours import ClockTime, OpenDay
from infra.tags import tag_list

HOURS: Final = "main"
HOURS_TYPE: Final = "AWS::Connect::HoursOfOperation"

_DESCRIPTION: Final = "상담 가능 시간"
_SHORT_HASH: Final = 8


@dataclass(frozen=True, kw_only=True)
class HoursArgs:
    """`time_zone` is an IANA name; `week` has the open days, `closed` the days that are none."""

    deployment: Deployment
    component: str
    instance: Instance
    time_zone: str
    week: tuple[OpenDay, ...]
    closed: tuple[ClosedSpell, ...]


@dataclass(frozen=True, kw_only=True)
class MadeHours:
    """Queues take the id, flows the ARN."""

    id: pulumi.Output[str]
    arn: pulumi.Output[str]


def create_hours(args: HoursArgs, parent: pulumi.Resource) -> MadeHours:
    """One hours of operation, named `main`, or `main-<hash>` with closed days."""
    return _with_closed_days(args, parent) if args.closed else _without(args, parent)


def _without(args: HoursArgs, parent: pulumi.Resource) -> MadeHours:
    made = aws.connect.HoursOfOperation(
        f"{HOURS}-hours",
        name=HOURS,
        description=_DESCRIPTION,
        instance_id=args.instance.id,
        time_zone=args.time_zone,
        configs=[_open_day(day) for day in args.week],
        tags=args.deployment.tags(args.component),
        opts=pulumi.ResourceOptions(parent=parent),
    )
    return MadeHours(id=made.hours_of_operation_id, arn=made.arn)


def _with_closed_days(args: HoursArgs, parent: pulumi.Resource) -> MadeHours:
    name = f"{HOURS}-{content_hash(args)}"
    made = aws.cloudcontrol.Resource(
        f"{name}-hours",
        type_name=HOURS_TYPE,
        desired_state=args.instance.arn.apply(lambda arn: hours_state(args, name, arn)),
        opts=pulumi.ResourceOptions(parent=parent),
    )
    return MadeHours(id=id_of(made.id), arn=made.id)


def content_hash(args: HoursArgs) -> str:
    """Changes exactly when somebody would be there at another time."""
    content = json.dumps(_times(args), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:_SHORT_HASH]


def hours_state(args: HoursArgs, name: str, instance_arn: str) -> str:
    """Hours as Cloud Control wants them."""
    state: dict[str, Any] = {
        "InstanceArn": instance_arn,
        "Name": name,
        "Description": _DESCRIPTION,
        "Tags": tag_list(args.deployment.tags(args.component)),
        **_times(args),
    }
    return json.dumps(state, sort_keys=True, ensure_ascii=False)


def _times(args: HoursArgs) -> dict[str, Any]:
    return {
        "TimeZone": args.time_zone,
        "Config": [
            {"Day": day.day, "StartTime": _clock(day.opens), "EndTime": _clock(day.closes)}
            for day in args.week
        ],
        "HoursOfOperationOverrides": _overrides(args.closed),
    }


def _overrides(closed: Sequence[ClosedSpell]) -> list[Mapping[str, Any]]:
    """An override that names no hours has none: nobody is there."""
    return [
        {
            "OverrideName": f"closed-{spell.first.isoformat()}",
            "OverrideDescription": spell.name,
            "EffectiveFrom": spell.first.isoformat(),
            "EffectiveTill": spell.last.isoformat(),
            "OverrideConfig": [],
        }
        for spell in closed
    ]


def _clock(time: ClockTime) -> dict[str, int]:
    return {"Hours": time.hours, "Minutes": time.minutes}


def _open_day(day: OpenDay) -> aws.connect.HoursOfOperationConfigArgs:
    opens = aws.connect.HoursOfOperationConfigStartTimeArgs(
        hours=day.opens.hours, minutes=day.opens.minutes
    )
    closes = aws.connect.HoursOfOperationConfigEndTimeArgs(
        hours=day.closes.hours, minutes=day.closes.minutes
    )
    return aws.connect.HoursOfOperationConfigArgs(day=day.day, start_time=opens, end_time=closes)
