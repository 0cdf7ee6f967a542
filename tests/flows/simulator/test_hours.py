from datetime import UTC, datetime

import pytest

from flows.simulator.hours import DeployedHours
from tests.flows.worlds import ALWAYS, OFFICE, SEOUL


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 3, 2, 9, 0, tzinfo=SEOUL), True),
        (datetime(2026, 3, 2, 8, 59, tzinfo=SEOUL), False),
        (datetime(2026, 3, 2, 17, 59, tzinfo=SEOUL), True),
        (datetime(2026, 3, 2, 18, 0, tzinfo=SEOUL), False),
        (datetime(2026, 3, 1, 12, 0, tzinfo=SEOUL), False),
        (datetime(2026, 3, 2, 0, 30, tzinfo=UTC), True),
    ],
)
def test_office_hours_are_hours_of_their_time_zone(at: datetime, is_open: bool) -> None:
    assert OFFICE.is_open(at) is is_open


@pytest.mark.parametrize("hour", [0, 9, 23])
@pytest.mark.parametrize("day", range(1, 8))
def test_round_the_clock_means_always(day: int, hour: int) -> None:
    assert ALWAYS.is_open(datetime(2026, 3, day, hour, 59, 59, tzinfo=SEOUL))


def night_shift(**names: str) -> DeployedHours:
    day, start, end = (names.get(key, key) for key in ("Day", "StartTime", "EndTime"))
    return DeployedHours(
        time_zone="Asia/Seoul",
        config=[
            {
                day: "SUNDAY",
                start: {"Hours": 22, "Minutes": 0},
                end: {"Hours": 6, "Minutes": 30},
            }
        ],
    )


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 3, 1, 23, 0, tzinfo=SEOUL), True),
        (datetime(2026, 3, 2, 6, 29, tzinfo=SEOUL), True),
        (datetime(2026, 3, 2, 6, 30, tzinfo=SEOUL), False),
        (datetime(2026, 3, 1, 6, 0, tzinfo=SEOUL), False),
        (datetime(2026, 3, 2, 23, 0, tzinfo=SEOUL), False),
    ],
)
def test_hours_may_go_over_midnight(at: datetime, is_open: bool) -> None:
    assert night_shift().is_open(at) is is_open


@pytest.mark.parametrize(
    "names",
    [
        {"Day": "day", "StartTime": "startTime", "EndTime": "endTime"},
        {"Day": "day", "StartTime": "start_time", "EndTime": "end_time"},
    ],
)
def test_hours_may_be_written_as_pulumi_does(names: dict[str, str]) -> None:
    assert night_shift(**names).is_open(datetime(2026, 3, 1, 23, 0, tzinfo=SEOUL))


def test_without_a_period_it_is_never_open() -> None:
    closed = DeployedHours(time_zone="Asia/Seoul", config=[])

    assert not closed.is_open(datetime(2026, 3, 2, 12, 0, tzinfo=SEOUL))
