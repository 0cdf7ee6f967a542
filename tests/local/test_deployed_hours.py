"""The deployed opening hours of a call."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from local.deployed_hours import deployed_hours
from local.errors import OutsideError

SEOUL = ZoneInfo("Asia/Seoul")
ARN = "arn:aws:connect:ap-northeast-2:000000000000:instance/i/operating-hours/h"
WEEK = [
    {
        "Day": day,
        "StartTime": {"Hours": 9, "Minutes": 0},
        "EndTime": {"Hours": 18, "Minutes": 0},
    }
    for day in ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY")
]


def override(first: str, last: str, hours: list[Any] | None = None) -> dict[str, Any]:
    return {"EffectiveFrom": first, "EffectiveTill": last, "OverrideConfig": hours or []}


def with_closed_days(*overrides: dict[str, Any]) -> list[dict[str, Any]]:
    state = {"TimeZone": "Asia/Seoul", "Config": WEEK, "HoursOfOperationOverrides": overrides}
    inputs = {
        "typeName": "AWS::Connect::HoursOfOperation",
        "desiredState": json.dumps(state),
    }
    return [{"type": "aws:cloudcontrol/resource:Resource", "id": ARN, "inputs": inputs}]


def is_open(resources: list[dict[str, Any]], at: datetime) -> bool:
    return deployed_hours(resources, at, None)[ARN].is_open(at)


THURSDAY = datetime(2026, 9, 24, 10, 0, tzinfo=SEOUL)


def test_nobody_is_there_on_a_closed_day() -> None:
    chuseok = with_closed_days(override("2026-09-24", "2026-09-26"))
    assert not is_open(chuseok, THURSDAY)
    assert is_open(chuseok, THURSDAY.replace(day=23))
    assert is_open(chuseok, THURSDAY.replace(day=28))


def test_the_day_is_the_centers_own_not_the_callers() -> None:
    closed = with_closed_days(override("2026-09-24", "2026-09-24"))
    utc = datetime(2026, 9, 23, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert utc.astimezone(SEOUL).hour == 8
    assert deployed_hours(closed, utc, None)[ARN].config == []


def test_a_day_with_other_hours_is_not_taken_for_a_closed_one() -> None:
    shorter = with_closed_days(override("2026-09-24", "2026-09-24", WEEK[:1]))
    assert is_open(shorter, THURSDAY)


def test_hours_without_closed_days_are_read_as_well() -> None:
    plain = [
        {
            "type": "aws:connect/hoursOfOperation:HoursOfOperation",
            "inputs": {"timeZone": "Asia/Seoul", "configs": WEEK},
            "outputs": {"arn": ARN},
        }
    ]
    assert is_open(plain, THURSDAY)
    assert not is_open(plain, THURSDAY.replace(hour=20))


def test_hours_can_be_put_aside() -> None:
    closed = with_closed_days(override("2026-09-24", "2026-09-24"))
    assert deployed_hours(closed, THURSDAY, "open")[ARN].is_open(THURSDAY)
    assert not deployed_hours(with_closed_days(), THURSDAY, "closed")[ARN].is_open(THURSDAY)


def test_a_stack_without_hours_is_named() -> None:
    with pytest.raises(OutsideError, match="no HoursOfOperation"):
        deployed_hours([], THURSDAY, None)
