"""How long taking out personal data takes, and how the time grows with the text.

    .venv/bin/python -m bench.privacy

Sixteen times the text must take about sixteen times as long; a pattern that backtracks takes 256.
"""

import time
from typing import Final

from ai.privacy import redact

_UNITS: Final = (
    *("0", "1-", "공 ", "010-", "a.", "a@", "가", "서울시 ", "강남구 ", "로 1 ", "저는 "),
    *("골뱅이 ", "에이 ", "a.b@c."),
)
_SENTENCE: Final = (
    "제 번호는 공일공 일이삼사 오육칠팔이고 서울 강남구 테헤란로 152에 살아요. "
    "요금은 99,000원인가요? "
)


def main() -> None:
    """Print a line for each unit that a long text is made of, and one for ordinary speech."""
    print(f"{'text of':<10} {'1,000 chars':>12} {'16,000 chars':>13} {'ratio':>6}")
    for unit in _UNITS:
        short, long = (_milliseconds((unit * size)[:size]) for size in (1_000, 16_000))
        print(f"{unit!r:<10} {short:>9.2f} ms {long:>10.2f} ms {long / short:>6.1f}")
    print(f"a sentence of {len(_SENTENCE)} characters: {_milliseconds(_SENTENCE):.3f} ms")


def _milliseconds(text: str) -> float:
    spent: list[float] = []
    for _ in range(5):
        begun = time.perf_counter()
        redact(text)
        spent.append(time.perf_counter() - begun)
    return min(spent) * 1_000


if __name__ == "__main__":
    main()
