from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai.operations.callbacks import words
from tests.ai.operations.callbacks.world import SEOUL, seoul

SUNDAY = date(2026, 11, 22)


def days(*offsets: int, today: date = SUNDAY) -> list[date]:
    return [today + timedelta(days=offset) for offset in offsets]


@pytest.mark.parametrize(
    ("offsets", "language", "said"),
    [
        ((0, 1, 2), "ko", "오늘은 1번, 내일은 2번, 24일 화요일은 3번입니다."),
        ((9,), "ko", "12월 1일 화요일은 1번입니다."),
        (
            (0, 1, 2),
            "en",
            "For today, press 1, for tomorrow, press 2, for Tuesday the 24th, press 3.",
        ),
        ((9,), "en", "For Tuesday, December 1st, press 1."),
    ],
)
def test_days_are_offered_with_their_keys(
    offsets: tuple[int, ...], language: str, said: str
) -> None:
    assert words.offered_days(days(*offsets), SUNDAY, language) == said


def test_times_are_offered_with_their_keys() -> None:
    begins = [seoul(f"2026-11-24 {hour:02}:00") for hour in (9, 12, 14, 19)]
    assert words.offered_times(begins, "ko") == (
        "오전 아홉 시는 1번, 낮 열두 시는 2번, 오후 두 시는 3번, 오후 일곱 시는 4번입니다."
    )
    assert words.offered_times(begins, "en") == (
        "For 9 AM, press 1, for noon, press 2, for 2 PM, press 3, for 7 PM, press 4."
    )


@pytest.mark.parametrize(
    ("at", "korean", "english"),
    [
        ("2026-11-22 11:00", "오늘 오전 열한 시에", "today at 11 AM."),
        ("2026-11-23 00:00", "내일 밤 열두 시에", "tomorrow at midnight."),
        ("2026-11-24 12:00", "24일 화요일 낮 열두 시에", "on Tuesday the 24th at noon."),
        ("2026-12-02 14:00", "12월 2일 수요일 오후 두 시에", "on Wednesday, December 2nd at 2 PM."),
        ("2027-05-24 13:00", "5월 24일 월요일 오후 한 시에", "on Monday, May 24th at 1 PM."),
    ],
)
def test_a_booked_time_fits_into_a_sentence(at: str, korean: str, english: str) -> None:
    assert words.booked(seoul(at), SUNDAY, "ko") == korean
    assert words.booked(seoul(at), SUNDAY, "en") == english


@pytest.mark.parametrize(
    ("at", "korean", "english"),
    [
        ("2026-11-24 14:00", "11월 24일 화요일 오후 2시", "Tuesday, November 24 at 2 PM"),
        ("2026-11-24 12:00", "11월 24일 화요일 오후 12시", "Tuesday, November 24 at noon"),
        ("2026-11-24 00:00", "11월 24일 화요일 오전 12시", "Tuesday, November 24 at midnight"),
    ],
)
def test_a_time_is_written_so_that_it_is_right_on_any_day(
    at: str, korean: str, english: str
) -> None:
    assert words.written(seoul(at), "ko") == korean
    assert words.written(seoul(at), "en") == english


@pytest.mark.parametrize(
    ("day", "ordinal"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (22, "22nd"), (23, "23rd"), (30, "30th")],
)  # fmt: skip
def test_english_days_have_their_ending(day: int, ordinal: str) -> None:
    said = words.offered_days([date(2026, 12, day)], date(2026, 12, 28), "en")
    assert f"the {ordinal}," in said


@settings(deadline=None)
@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)), st.sampled_from(["ko", "en"]))  # noqa: DTZ001  made aware below
def test_a_reminder_fits_into_one_text_message(naive: datetime, language: str) -> None:
    text = words.reminder(naive.replace(tzinfo=SEOUL), language)
    assert len(text) <= (70 if language == "ko" else 140)


@settings(deadline=None)
@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)), st.sampled_from(["ko", "en"]))  # noqa: DTZ001  made aware below
def test_nothing_that_is_said_could_be_taken_for_markup(naive: datetime, language: str) -> None:
    at = naive.replace(tzinfo=SEOUL)
    said = [
        words.offered_days(days(0, 1, 7, today=at.date()), at.date(), language),
        words.offered_times([at], language),
        words.booked(at, SUNDAY, language),
        words.written(at, language),
    ]
    assert not set("".join(said)) & set("<>&$")
