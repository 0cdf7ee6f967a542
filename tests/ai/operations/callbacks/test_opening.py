import json
from datetime import date, timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest

from ai.errors import SettingsError
from ai.operations.callbacks import opening
from ai.operations.callbacks.opening import Opening, Span, span_of, zone_of
from tests.ai.operations.callbacks.world import ALWAYS, WEEKDAYS, seoul

HOURS = Opening.of(WEEKDAYS)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-11-23 08:59", False),
        ("2026-11-23 09:00", True),
        ("2026-11-23 17:59", True),
        ("2026-11-23 18:00", False),
        ("2026-11-22 12:00", False),  # Sunday
        ("2026-12-25 12:00", False),  # a Friday on which nobody is there
        ("2026-12-24 12:00", True),
    ],
)
def test_people_are_there_in_opening_hours_and_not_on_closed_days(at: str, is_open: bool) -> None:
    assert HOURS.is_open(seoul(at)) is is_open


def test_midnight_to_midnight_is_the_whole_day() -> None:
    always = Opening.of(ALWAYS)
    assert always.is_open(seoul("2026-11-22 23:59"))
    assert always.is_open(seoul("2026-11-23 00:00"))


def test_a_closed_spell_lasts_from_its_first_to_its_last_day() -> None:
    read = json.loads(ALWAYS)
    closed = Opening.of(json.dumps({**read, "closed": [["2026-12-30", "2027-01-02"]]}))
    days = [date(2026, 12, 29) + timedelta(days=day) for day in range(6)]
    assert [bool(closed.on(day)) for day in days] == [True, False, False, False, False, True]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"days": []}',
        '{"days": [{"day": "MONDAY"}], "closed": []}',
        '{"days": [{"day": "Mon", "opens": "09:00", "closes": "18:00"}], "closed": []}',
        '{"days": [{"day": "MONDAY", "opens": "9", "closes": "18:00"}], "closed": []}',
        '{"days": [{"day": "MONDAY", "opens": "18:00", "closes": "09:00"}], "closed": []}',
        '{"days": [], "closed": [["2026-12-25"]]}',
        '{"days": [], "closed": [["Christmas", "2026-12-25"]]}',
    ],
)
def test_hours_that_can_not_be_read_are_named(text: str) -> None:
    with pytest.raises(SettingsError, match="OPENING"):
        Opening.of(text)


@pytest.mark.parametrize(
    ("opens", "closes", "span"),
    [
        ("09:00", "18:00", Span(opens=540, closes=1_080)),
        ("00:00", "00:00", Span(opens=0, closes=1_440)),
        ("09:00", "24:00", Span(opens=540, closes=1_440)),
    ],
)
def test_a_span_is_counted_in_minutes(opens: str, closes: str, span: Span) -> None:
    assert span_of(opens, closes) == span


@pytest.mark.parametrize(("opens", "closes"), [("09:00", "09:00"), ("09:00", "24:30"), ("", "")])
def test_what_is_no_span_of_a_day_is_refused(opens: str, closes: str) -> None:
    with pytest.raises(ValueError, match=r"span|clock"):
        span_of(opens, closes)


def test_a_zone_is_found_also_where_the_system_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> None:
        raise ZoneInfoNotFoundError(name)

    at = seoul("2026-11-23 09:00")
    assert at.astimezone(zone_of("Asia/Seoul")).hour == 9
    monkeypatch.setattr(opening, "ZoneInfo", nothing)
    assert at.astimezone(zone_of("Asia/Seoul")).hour == 9


@pytest.mark.parametrize("name", ["Asia/Nowhere", "../etc", ""])
def test_what_is_no_zone_is_named(name: str) -> None:
    with pytest.raises(SettingsError, match="TIME_ZONE"):
        zone_of(name)
