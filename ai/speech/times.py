"""Clock times: 09:00~18:30 → 오전 아홉 시에서 오후 여섯 시 삼십 분."""

import re
from typing import Final

from ai.speech.marks import said
from ai.speech.native import native
from ai.speech.sino import sino

_HALVES: Final = {"am": "오전", "pm": "오후"}
_CLOCK: Final = re.compile(
    r"(?P<half>(?:오전|오후|새벽|아침|낮|저녁|밤)\s?)?"
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:])"
    r"(?P<latin>\s?[AaPp]\.?[Mm]\.?(?![A-Za-z]))?"
)
_LATIN_FIRST: Final = re.compile(r"(?<![A-Za-z])([AaPp])\.?[Mm]\.?\s?(?=\d{1,2}(?::\d\d|시))")
_LATIN_HOUR: Final = re.compile(r"(?<![\d:.])(1[0-2]|[1-9])\s?([AaPp])\.?[Mm]\.?(?![A-Za-z])")
_HOUR: Final = r"(?:[01]?\d|2[0-4])"
_RANGE: Final = re.compile(
    r"(?:(?P<half>오전|오후|새벽|아침|낮|저녁|밤)\s?)?(?<![\d:])"
    rf"(?P<from>{_HOUR}:[0-5]\d)\s?[~〜∼–-]\s?"
    rf"(?:(?P<other>오전|오후|저녁|밤)\s?)?(?P<to>{_HOUR}:[0-5]\d)(?![\d:])"
)
_REPEATED: Final = re.compile(
    r"(?P<before>[^()\n]{0,40}(?:시|분|까지))\s?\("
    r"(?P<from>\d{1,2}):\d\d\s?[~〜∼–-]\s?(?P<to>\d{1,2}):\d\d(?:,\s?(?P<rest>[^()\n]{1,40}))?\)"
)
_SPAN: Final = re.compile(r"(?<![\dA-Za-z.])(\d{1,2})h\s?(\d{1,2})m(?:in)?(?![A-Za-z])")
_RATIO: Final = re.compile(r"(?<![\d:.])(\d{1,3}):(\d{1,3})(?![\d:.])")


def read_times(text: str) -> str:
    """Hours and minutes in words. A 24-hour time gets its half of the day: 18:00 → 오후 여섯 시."""
    text = _REPEATED.sub(_without_repetition, text)
    text = _LATIN_FIRST.sub(lambda match: f"{_HALVES[match.group(1).lower() + 'm']} ", text)
    text = _LATIN_HOUR.sub(
        lambda match: f"{_HALVES[match.group(2).lower() + 'm']} {match.group(1)}시", text
    )
    text = _SPAN.sub(r"\1시간 \2분", text)
    text = _RANGE.sub(_range, text)
    text = _CLOCK.sub(_clock, text)
    return _RATIO.sub(
        lambda match: said(f"{sino(int(match.group(1)))} 대 {sino(int(match.group(2)))}"), text
    )


def _without_repetition(match: re.Match[str]) -> str:
    """오전 9시부터 오후 6시까지(09:00~18:00) says the same twice; a caller wants it once."""
    before = match.group("before")
    hours = (int(match.group("from")), int(match.group("to")))
    told = all(re.search(rf"(?<!\d)(?:{hour}|{hour % 12 or 12})시", before) for hour in hours)
    if not told:
        return match.group()
    return f"{before}({match.group('rest')})" if match.group("rest") else before


def _range(match: re.Match[str]) -> str:
    start = _spoken(match.group("half"), *match.group("from").split(":"))
    end = _spoken(match.group("other"), *match.group("to").split(":"))
    half = start.split(" ")[0]
    if not match.group("other"):  # said once; and not at all when the beginning leaves it open
        end = end.removeprefix(f"{half if half in _HALVES.values() else '오전'} ")
    return f"{said(start)}에서 {said(end)}"


def _clock(match: re.Match[str]) -> str:
    half, latin = (match.group("half") or "").strip(), (match.group("latin") or "").strip()
    if latin:
        half = _HALVES[latin[0].lower() + "m"]
    return said(
        _spoken(half, match.group("hour"), match.group("minute"), match.group("second") or "0")
    )


def _spoken(half: str | None, hour: str, minute: str, second: str = "0") -> str:
    words = f"{half} {_hour(int(hour))}" if half else _of_day(hour)
    if int(minute):
        words = f"{words} {sino(int(minute))} 분"
    return f"{words} {sino(int(second))} 초" if int(second) else words


def _of_day(hour: str) -> str:
    number = int(hour)
    if number in {0, 12, 24} or (number < 10 and not hour.startswith("0")):
        return _hour(number)
    return f"오후 {_hour(number - 12)}" if number > 12 else f"오전 {_hour(number)}"


def _hour(number: int) -> str:
    return f"{native(number) if 0 < number <= 12 else sino(number)} 시"
