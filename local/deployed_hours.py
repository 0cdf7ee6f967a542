"""The deployed opening hours, with or without closed days, as the simulator keeps them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

from flows.simulator.hours import AROUND_THE_CLOCK, DeployedHours
from local.errors import OutsideError

Hours: TypeAlias = Literal["open", "closed"]


@dataclass(frozen=True, kw_only=True)
class _Recorded:
    arn: str
    time_zone: str
    week: Sequence[Mapping[str, Any]]
    overrides: Sequence[Mapping[str, Any]]


def deployed_hours(
    resources: Sequence[Mapping[str, Any]], at: datetime, forced: Hours | None
) -> dict[str, DeployedHours]:
    """Hours by ARN, for a call at `at`. On a closed day they have no open period at all.

    `forced` "open" or "closed" holds in their place. A call that goes on past midnight keeps the
    hours of the day on which it began.

    Raises:
        local.errors.OutsideError: nothing was deployed that has hours.
    """
    recorded = [_provided(item) for item in resources if _is(item, "HoursOfOperation")]
    recorded += [_controlled(item) for item in resources if _holds_hours(item)]
    if not recorded:
        raise OutsideError(
            "the deployed stack has no HoursOfOperation: run `callcenter down`, then "
            "`callcenter up`"
        )
    return {hours.arn: _simulated(hours, at, forced) for hours in recorded}


def _simulated(hours: _Recorded, at: datetime, forced: Hours | None) -> DeployedHours:
    if forced == "open":
        return AROUND_THE_CLOCK
    day = at.astimezone(ZoneInfo(hours.time_zone)).date()
    closed = forced == "closed" or any(_covers(override, day) for override in hours.overrides)
    return DeployedHours(time_zone=hours.time_zone, config=[] if closed else hours.week)


def _covers(override: Mapping[str, Any], day: date) -> bool:
    first, last = (date.fromisoformat(override[end]) for end in ("EffectiveFrom", "EffectiveTill"))
    return first <= day <= last and not override["OverrideConfig"]


def _is(item: Mapping[str, Any], name: str) -> bool:
    return str(item["type"]).endswith(f":{name}")


def _holds_hours(item: Mapping[str, Any]) -> bool:
    of_hours = "AWS::Connect::HoursOfOperation"
    return _is(item, "Resource") and item["inputs"].get("typeName") == of_hours


def _provided(item: Mapping[str, Any]) -> _Recorded:
    inputs = item["inputs"]
    return _Recorded(
        arn=item["outputs"]["arn"],
        time_zone=inputs["timeZone"],
        week=inputs["configs"],
        overrides=(),
    )


def _controlled(item: Mapping[str, Any]) -> _Recorded:
    state = json.loads(item["inputs"]["desiredState"])
    return _Recorded(
        arn=str(item["id"]),
        time_zone=state["TimeZone"],
        week=state["Config"],
        overrides=state["HoursOfOperationOverrides"],
    )
