import pytest

from flows.spoken_hours import spoken_hours
from infra.hours import parse_hours


@pytest.mark.parametrize(
    ("written", "korean", "english"),
    [
        ("24x7", "연중무휴 24시간", "24 hours a day, every day"),
        (
            "MON-FRI 09:00-18:00",
            "평일 오전 9시부터 오후 6시까지",
            "Monday to Friday from 9 AM to 6 PM",
        ),
        (
            "MON-FRI 08:30-12:00, SAT 00:15-13:05",
            "평일 오전 8시 30분부터 오후 12시까지, 토요일 오전 12시 15분부터 오후 1시 5분까지",
            "Monday to Friday from 8:30 AM to 12 PM, on Saturday from 12:15 AM to 1:05 PM",
        ),
        (
            "MON-SUN 10:00-20:00",
            "매일 오전 10시부터 오후 8시까지",
            "every day from 10 AM to 8 PM",
        ),
        (
            "TUE-THU 10:00-20:00, SAT-SUN 11:00-15:00",
            "화요일부터 목요일까지 오전 10시부터 오후 8시까지, 주말 오전 11시부터 오후 3시까지",
            "Tuesday to Thursday from 10 AM to 8 PM, on weekends from 11 AM to 3 PM",
        ),
        (
            "MON 09:00-18:00, TUE 09:00-17:00, WED-FRI 09:00-18:00",
            (
                "월요일 오전 9시부터 오후 6시까지, 화요일 오전 9시부터 오후 5시까지, "
                "수요일부터 금요일까지 오전 9시부터 오후 6시까지"
            ),
            (
                "on Monday from 9 AM to 6 PM, on Tuesday from 9 AM to 5 PM, "
                "Wednesday to Friday from 9 AM to 6 PM"
            ),
        ),
    ],
)
def test_hours_are_told_as_people_say_them(written: str, korean: str, english: str) -> None:
    days = parse_hours(written)

    assert spoken_hours(days, "ko") == korean
    assert spoken_hours(days, "en") == english


def test_no_days_mean_around_the_clock() -> None:
    assert spoken_hours((), "ko") == "연중무휴 24시간"


def test_a_whole_day_has_no_times() -> None:
    sunday = parse_hours("24x7")[6:]

    assert spoken_hours(sunday, "ko") == "일요일 하루 종일"
    assert spoken_hours(sunday, "en") == "on Sunday all day"
