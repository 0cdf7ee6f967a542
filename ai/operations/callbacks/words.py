"""Days and times as a caller hears them, and as people read them. Plain text, no markup."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from ai.speech.native import native

KOREAN: Final = "ko"
ENGLISH: Final = "en"

_WEEKDAYS: Final = "월화수목금토일"
_ENGLISH_DAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
)  # fmt: skip
_ENGLISH_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}


def offered_days(days: Sequence[date], today: date, language: str) -> str:
    """Each with the key that chooses it: "오늘은 1번, 내일은 2번입니다."."""
    # Every name of a day ends in a consonant: 오늘, 내일, 화요일.
    return _offered([_day(day, today, language) for day in days], "은", language)


def offered_times(begins: Sequence[datetime], language: str) -> str:
    """Each with the key that chooses it: "오전 열 시는 1번, 오후 두 시는 2번입니다."."""
    return _offered([_time(begin, language) for begin in begins], "는", language)


def booked(begin: datetime, today: date, language: str) -> str:
    """The time of a booking: "24일 화요일 오후 두 시에", "on Tuesday the 24th at 2 PM.".

    A flow can put nothing right behind a value: the particle, or the full stop, comes with it.
    """
    day, hour = _day(begin.date(), today, language), _time(begin, language)
    if language == ENGLISH:
        return f"{day} at {hour}." if day in _NEAR[ENGLISH] else f"on {day} at {hour}."
    return f"{day} {hour}에"


def written(begin: datetime, language: str) -> str:
    """The same for a screen, whenever it is read: "11월 24일 화요일 오후 2시"."""
    weekday = begin.weekday()
    if language == ENGLISH:
        month = _ENGLISH_MONTHS[begin.month - 1]
        return f"{_ENGLISH_DAYS[weekday]}, {month} {begin.day} at {_time(begin, ENGLISH)}"
    half = "오전" if begin.hour < 12 else "오후"
    hour = f"{half} {begin.hour % 12 or 12}시"
    return f"{begin.month}월 {begin.day}일 {_WEEKDAYS[weekday]}요일 {hour}"


def reminder(begin: datetime, language: str) -> str:
    """A text message: who writes, and when they will call."""
    at = written(begin, language)
    if language == ENGLISH:
        return f"Saltware customer center: we will call you on {at}, as you asked."
    return f"[Saltware 고객센터] {at}에 예약하신 상담 전화를 드리겠습니다."


_NEAR: Final = {KOREAN: ("오늘", "내일"), ENGLISH: ("today", "tomorrow")}


def _offered(names: Sequence[str], particle: str, language: str) -> str:
    numbered = enumerate(names, start=1)
    if language == ENGLISH:
        said = ", ".join(f"for {name}, press {key}" for key, name in numbered)
        return f"{said[:1].upper()}{said[1:]}."
    return ", ".join(f"{name}{particle} {key}번" for key, name in numbered) + "입니다."


def _day(day: date, today: date, language: str) -> str:
    near = dict(zip((today, today + timedelta(days=1)), _NEAR[language], strict=True))
    if day in near:
        return near[day]
    same_month = (day.year, day.month) == (today.year, today.month)
    if language == ENGLISH:
        ordinal = f"{day.day}{_ending(day.day)}"
        name = _ENGLISH_DAYS[day.weekday()]
        month = _ENGLISH_MONTHS[day.month - 1]
        return f"{name} the {ordinal}" if same_month else f"{name}, {month} {ordinal}"
    month = "" if same_month else f"{day.month}월 "
    return f"{month}{day.day}일 {_WEEKDAYS[day.weekday()]}요일"


def _time(begin: datetime, language: str) -> str:
    """Korean "오후 두 시", English "2 PM"; noon and midnight by the names that leave no doubt."""
    hour = begin.hour
    if language == ENGLISH:
        named = {0: "midnight", 12: "noon"}
        return named.get(hour) or f"{hour % 12} {'AM' if hour < 12 else 'PM'}"
    half = {0: "밤", 12: "낮"}.get(hour) or ("오전" if hour < 12 else "오후")
    return f"{half} {native(hour % 12 or 12)} 시"


def _ending(number: int) -> str:
    return "th" if number in {11, 12, 13} else _ENDINGS.get(number % 10, "th")
