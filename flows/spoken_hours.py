"""Opening hours as people say them: "평일 오전 9시부터 오후 6시까지"."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Final, Protocol

DAYS: Final = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


class Clock(Protocol):
    """A time of day."""

    @property
    def hours(self) -> int:
        """0 to 23."""
        ...

    @property
    def minutes(self) -> int:
        """0 to 59."""
        ...


class OpenDay(Protocol):
    """An open day of the week; the same time twice means the whole day."""

    @property
    def day(self) -> str:
        """As Connect writes it: `MONDAY`."""
        ...

    @property
    def opens(self) -> Clock:
        """When it opens."""
        ...

    @property
    def closes(self) -> Clock:
        """When it closes."""
        ...


Span = tuple[int, int]
Times = tuple[int, int]


def spoken_hours(days: Sequence[OpenDay], language: str) -> str:
    """The hours in a language, without a verb. No days at all means around the clock.

    Raises:
        KeyError: nobody has said how to speak of hours in that language.
    """
    always, say_span, say_times = _LANGUAGES[language]
    spans = _spans(days)
    if not spans or (len(spans) == 1 and spans[0] == ((0, 6), (0, 0))):
        return always
    return ", ".join(f"{say_span(span)} {say_times(times)}" for span, times in spans)


def _spans(days: Sequence[OpenDay]) -> list[tuple[Span, Times]]:
    """Days in a row with the same times, as first and last day and minutes of the day."""
    times = {DAYS.index(day.day): (_minute(day.opens), _minute(day.closes)) for day in days}
    numbered = enumerate(sorted(times))
    runs = groupby(numbered, key=lambda pair: (pair[1] - pair[0], times[pair[1]]))
    spans: list[tuple[Span, Times]] = []
    for (_, run_times), run in runs:
        members = [day for _, day in run]
        spans.append(((members[0], members[-1]), run_times))
    return spans


def _minute(clock: Clock) -> int:
    return clock.hours * 60 + clock.minutes


_KOREAN_DAYS: Final = ("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일")
_KOREAN_SPANS: Final[Mapping[Span, str]] = {(0, 6): "매일", (0, 4): "평일", (5, 6): "주말"}
_ENGLISH_DAYS: Final = tuple(day.capitalize() for day in DAYS)
_ENGLISH_SPANS: Final[Mapping[Span, str]] = {(0, 6): "every day", (5, 6): "on weekends"}


def _korean_span(span: Span) -> str:
    first, last = span
    if span in _KOREAN_SPANS:
        return _KOREAN_SPANS[span]
    if first == last:
        return _KOREAN_DAYS[first]
    return f"{_KOREAN_DAYS[first]}부터 {_KOREAN_DAYS[last]}까지"


def _korean_times(times: Times) -> str:
    if times[0] == times[1]:
        return "하루 종일"
    return f"{_korean_clock(times[0])}부터 {_korean_clock(times[1])}까지"


def _korean_clock(minute: int) -> str:
    hours, minutes = divmod(minute, 60)
    half = "오전" if hours < 12 else "오후"
    return f"{half} {(hours - 1) % 12 + 1}시" + (f" {minutes}분" if minutes else "")


def _english_span(span: Span) -> str:
    first, last = span
    if span in _ENGLISH_SPANS:
        return _ENGLISH_SPANS[span]
    if first == last:
        return f"on {_ENGLISH_DAYS[first]}"
    return f"{_ENGLISH_DAYS[first]} to {_ENGLISH_DAYS[last]}"


def _english_times(times: Times) -> str:
    if times[0] == times[1]:
        return "all day"
    return f"from {_english_clock(times[0])} to {_english_clock(times[1])}"


def _english_clock(minute: int) -> str:
    hours, minutes = divmod(minute, 60)
    half = "AM" if hours < 12 else "PM"
    return f"{(hours - 1) % 12 + 1}" + (f":{minutes:02}" if minutes else "") + f" {half}"


_LANGUAGES: Final[Mapping[str, tuple[str, Callable[[Span], str], Callable[[Times], str]]]] = {
    "ko": ("연중무휴 24시간", _korean_span, _korean_times),
    "en": ("24 hours a day, every day", _english_span, _english_times),
}
