"""Opening hours."""

import pytest

from infra.hours import DAYS, ClockTime, parse_hours


def test_24x7_is_every_day_from_midnight_to_midnight() -> None:
    days = parse_hours("24x7")
    midnight = ClockTime(hours=0, minutes=0)
    assert [day.day for day in days] == list(DAYS)
    assert all(day.opens == day.closes == midnight for day in days)


def test_spans_are_read_day_by_day_in_the_order_of_the_week() -> None:
    days = parse_hours("SAT 10:00-13:30, mon-tue 09:00-18:00")
    assert [(day.day, day.opens.hours, day.closes.hours, day.closes.minutes) for day in days] == [
        ("MONDAY", 9, 18, 0),
        ("TUESDAY", 9, 18, 0),
        ("SATURDAY", 10, 13, 30),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is no span"),
        ("MON-FRI", "is no span"),
        ("MON 9:00-18:00", "is no span"),
        ("MON 09:00-24:00", "is no span"),
        ("FRI-MON 09:00-18:00", "names no days from first to last"),
        ("XYZ 09:00-18:00", "names no days from first to last"),
        ("MON 18:00-09:00", "closes before it opens"),
        ("MON-WED 09:00-12:00, WED 13:00-18:00", "a day stands twice"),
    ],
)
def test_what_is_wrong_with_hours_is_said(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse_hours(text)
