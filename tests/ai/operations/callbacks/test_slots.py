import json
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from ai.operations.callbacks.opening import WEEKDAYS as NAMES
from ai.operations.callbacks.opening import Opening, Span, span_of
from ai.operations.callbacks.slots import NOTICE, Calendar, by_day, free
from tests.ai.operations.callbacks.world import ALWAYS, SEOUL, WEEKDAYS, seoul


def calendar(
    opening: str = WEEKDAYS, hours: str = "09:00-20:00", days: int = 3, zone: str = "Asia/Seoul"
) -> Calendar:
    return Calendar(
        opening=Opening.of(opening),
        zone=ZoneInfo(zone),
        hours=span_of(*hours.split("-")),
        days=days,
        capacity=2,
    )


def offered(at: str, made: Calendar) -> dict[str, list[int]]:
    days = by_day(made.coming(seoul(at)))
    return {day.isoformat(): [begin.hour for begin in begins] for day, begins in days.items()}


def test_whole_hours_within_opening_hours_are_offered_on_the_next_open_days() -> None:
    assert offered("2026-11-20 12:00", calendar()) == {  # a Friday
        "2026-11-20": [13, 14, 15, 16, 17],
        "2026-11-23": [9, 10, 11, 12, 13, 14, 15, 16, 17],
        "2026-11-24": [9, 10, 11, 12, 13, 14, 15, 16, 17],
    }


def test_a_day_that_is_nearly_over_is_not_one_of_them() -> None:
    assert list(offered("2026-11-23 16:31", calendar())) == [
        "2026-11-24",
        "2026-11-25",
        "2026-11-26",
    ]


def test_a_call_is_never_nearer_than_the_notice() -> None:
    assert offered("2026-11-23 16:30", calendar(days=1)) == {"2026-11-23": [17]}


def test_closed_days_are_left_out() -> None:
    assert list(offered("2026-12-24 08:00", calendar(days=2))) == ["2026-12-24", "2026-12-28"]


def test_a_center_that_never_closes_calls_nobody_at_night() -> None:
    ((_, hours),) = offered("2026-11-22 00:00", calendar(ALWAYS, days=1)).items()
    assert (hours[0], hours[-1]) == (9, 19)


def test_an_hour_that_does_not_fit_before_closing_is_not_offered() -> None:
    half = json.dumps(
        {"days": [{"day": "MONDAY", "opens": "09:30", "closes": "12:30"}], "closed": []}
    )
    assert offered("2026-11-23 00:00", calendar(half, days=1)) == {"2026-11-23": [10, 11]}


def test_a_center_that_does_not_open_offers_nothing() -> None:
    assert calendar('{"days": [], "closed": []}').coming(seoul("2026-11-23 09:00")) == ()


def test_an_hour_that_clocks_leave_out_is_not_offered() -> None:
    always = calendar(ALWAYS, hours="00:00-24:00", days=1, zone="America/New_York")
    begins = always.coming(datetime(2026, 3, 8, 0, 0, tzinfo=ZoneInfo("America/New_York")))
    assert [begin.hour for begin in begins][:3] == [1, 3, 4]
    assert len({begin.astimezone(UTC) for begin in begins}) == len(begins)


CLOCKS = st.integers(0, 47).map(lambda half: f"{half // 2:02}:{half % 2 * 30:02}")
SPANS = st.tuples(CLOCKS, CLOCKS).filter(lambda span: span[0] < span[1])
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
SPELLS = st.lists(
    st.tuples(DAYS, st.integers(0, 20)).map(
        lambda spell: [spell[0].isoformat(), (spell[0] + timedelta(days=spell[1])).isoformat()]
    ),
    max_size=4,
)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    week = draw(st.dictionaries(st.sampled_from(NAMES), SPANS))
    days = [{"day": day, "opens": opens, "closes": closes} for day, (opens, closes) in week.items()]
    return Calendar(
        opening=Opening.of(json.dumps({"days": days, "closed": draw(SPELLS)})),
        zone=SEOUL,
        hours=span_of(*draw(SPANS)),
        days=draw(st.integers(1, 14)),
        capacity=draw(st.integers(1, 5)),
    )


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001  below
    lambda naive: naive.replace(tzinfo=UTC)
)


def _inside(begin: datetime, span: Span) -> bool:
    minute = begin.hour * 60
    return span.opens <= minute and minute + 60 <= span.closes


@settings(deadline=None)
@given(calendars(), MOMENTS)
def test_nothing_is_offered_outside_of_hours_on_closed_days_or_in_the_past(
    made: Calendar, now: datetime
) -> None:
    begins = made.coming(now)
    for begin in begins:
        assert begin.time() == time(begin.hour)
        assert begin >= now + NOTICE
        assert _inside(begin, made.hours)
        assert any(_inside(begin, span) for span in made.opening.week[begin.weekday()])
        assert not any(first <= begin.date() <= last for first, last in made.opening.closed)
        assert made.is_open(begin)
        assert made.is_open(begin + timedelta(minutes=59))
    assert list(begins) == sorted(set(begins))
    assert len(by_day(begins)) <= made.days


@settings(deadline=None)
@given(calendars(), MOMENTS)
def test_no_hour_that_could_be_offered_on_these_days_is_left_out(
    made: Calendar, now: datetime
) -> None:
    begins = made.coming(now)
    for day in by_day(begins):
        possible = {
            begin
            for hour in range(24)
            if (begin := datetime.combine(day, time(hour), SEOUL)) >= now + NOTICE
            and _inside(begin, made.hours)
            and any(_inside(begin, span) for span in made.opening.on(day))
        }
        assert {begin for begin in begins if begin.date() == day} == possible


@settings(deadline=None)
@given(calendars(), MOMENTS, st.data())
def test_an_hour_is_free_until_as_many_are_booked_as_fit(
    made: Calendar, now: datetime, data: st.DataObject
) -> None:
    begins = made.coming(now)[:6]
    counts = {begin: data.draw(st.integers(0, 7)) for begin in begins}
    found = free(begins, counts, made.capacity)
    assert set(found) == {begin for begin in begins if counts[begin] < made.capacity}
