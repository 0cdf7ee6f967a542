"""Native Korean counting, as before a counter: 3 → 세, 20 → 스무, 24 → 스물네."""

from typing import Final

from ai.speech.sino import sino

_ONES: Final = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_TENS: Final = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")


def native(number: int) -> str:
    """The words for a number before a native counter.

    Up to 99 all native. From 100 on people mix: the hundreds are Sino-Korean, and only a single
    digit behind them stays native (백한 개, but 백이십 개).
    """
    if number == 20:
        return "스무"
    if 0 < number < 100:
        return _TENS[number // 10] + _ONES[number % 10]
    if 100 < number < 1_000 and 0 < number % 100 < 10:
        return sino(number - number % 100) + _ONES[number % 10]
    return sino(number)
