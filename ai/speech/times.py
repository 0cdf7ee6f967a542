"""Clock times and ranges: 09:00~18:30 → 9시에서 18시 30분."""

import re
from typing import Final

_CLOCK: Final = re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])")
_RANGE: Final = re.compile(r"(?<=[\d시분일월년요원%개건])\s*[~〜∼]\s*(?=[\d가-힣])")


def read_times(text: str) -> str:
    """Hours and minutes in words, a tilde between two values as "from … to"."""
    return _CLOCK.sub(_words, _RANGE.sub("에서 ", text))


def _words(match: re.Match[str]) -> str:
    hour, minute = int(match.group(1)), int(match.group(2))
    return f"{hour}시" if minute == 0 else f"{hour}시 {minute}분"
