"""Days on which nobody answers."""

import itertools
from datetime import date, timedelta

import pytest

from infra.holidays import (
    COMPANY,
    closed_spells,
    last_known_day,
    parse_days,
    public_holidays,
    unknown_holidays,
)


def test_holidays_of_two_years_have_korean_names() -> None:
    holidays = public_holidays(2026)
    assert {day.year for day in holidays} == {2026, 2027}
    assert holidays[date(2026, 10, 9)] == "한글날"
    assert last_known_day(2026) == date(2027, 12, 31)


# Announced by the Korean government; a weekday in place of a holiday on a weekend.
@pytest.mark.parametrize(
    "day", [date(2026, 3, 2), date(2026, 5, 25), date(2026, 8, 17), date(2027, 2, 9)]
)
def test_a_substitute_holiday_is_one_as_well(day: date) -> None:
    assert "대체" in public_holidays(2026)[day]


def test_days_that_follow_each_other_are_one_spell() -> None:
    spells = closed_spells(holidays_from=2026, closed_days=())
    [chuseok] = [spell for spell in spells if "추석" in spell.name and spell.first.year == 2026]
    assert (chuseok.first, chuseok.last) == (date(2026, 9, 24), date(2026, 9, 26))
    assert "추석" in chuseok.name.split(", ")


def test_the_stacks_own_days_join_the_holidays_beside_them() -> None:
    spells = closed_spells(holidays_from=2026, closed_days=[date(2026, 12, 31)])
    [new_year] = [spell for spell in spells if spell.first == date(2026, 12, 31)]
    assert new_year.last == date(2027, 1, 1)
    assert new_year.name.startswith(f"{COMPANY}, ")


def test_a_holiday_that_the_stack_names_too_keeps_its_name() -> None:
    spells = closed_spells(holidays_from=2026, closed_days=[date(2026, 10, 9)])
    [hangul] = [spell for spell in spells if spell.first == date(2026, 10, 9)]
    assert hangul.name == "한글날"


def test_without_holidays_only_the_stacks_own_days_count() -> None:
    [spell] = closed_spells(holidays_from=None, closed_days=[date(2026, 12, 31)])
    assert (spell.first, spell.last, spell.name) == (date(2026, 12, 31),) * 2 + (COMPANY,)


def test_spells_are_in_order_and_apart_from_each_other() -> None:
    spells = closed_spells(holidays_from=2026, closed_days=[date(2026, 12, 30)])
    for before, after in itertools.pairwise(spells):
        assert after.first - before.last > timedelta(days=1)


@pytest.mark.parametrize("year", range(2024, 2040))
def test_two_years_of_holidays_always_fit_into_connect(year: int) -> None:
    assert len(closed_spells(holidays_from=year, closed_days=())) <= 45


def test_more_spells_than_connect_takes_are_refused() -> None:
    days = [date(2026, 1, 1) + timedelta(days=2 * number) for number in range(51)]
    with pytest.raises(ValueError, match="51 closed spells; Connect takes at most 50"):
        closed_spells(holidays_from=None, closed_days=days)


def test_whoever_deploys_is_told_three_months_before_the_known_holidays_end() -> None:
    assert unknown_holidays(2026, date(2027, 9, 29)) is None
    told = unknown_holidays(2026, date(2027, 10, 1)) or ""
    assert told == (
        "holidays are known to 2027-12-31 only: raise `holidaysFrom` to 2027, not further"
    )


@pytest.mark.parametrize("first", [2027, 2099])
def test_whoever_raises_the_year_too_early_is_told_which_holidays_are_lost(first: int) -> None:
    told = unknown_holidays(first, date(2026, 11, 22)) or ""
    assert told.startswith("no holiday of 2026 is known")
    assert "lower `holidaysFrom` to 2026" in told


def test_the_year_that_is_asked_for_is_never_wrong_itself() -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(3 * 365)]
    assert all(unknown_holidays(day.year, day) is None for day in days)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        (["2026-02-30"], "'2026-02-30' is no day such as 2026-12-31"),
        (["tomorrow"], "'tomorrow' is no day"),
        (["2026-12-31", "x"], "'x' is no day"),
        ([20261231], "20261231 is no day"),
        (["2026-W01-1"], "'2026-W01-1' is no day"),
        (["2026-12-31", "2026-12-31"], "stands twice"),
    ],
)
def test_a_wrong_day_is_named(values: list[object], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse_days(values)
