"""Money and prices into the order they are said: ₩30,000 → 30,000원, 5,000원/월 → 월 5,000원."""

import re
from typing import Final

from ai.speech.numbers import FIGURE

_SIGNED: Final = re.compile(rf"(?:US|U\.S\.)?([₩￦$€£¥])\s?({FIGURE})")
_CURRENCIES: Final = {"₩": "원", "￦": "원", "$": "달러", "€": "유로", "£": "파운드", "¥": "엔"}
_CODE_FIRST: Final = re.compile(rf"(?<![A-Za-z])(USD|KRW|EUR|JPY)\s?({FIGURE})")
_RATE: Final = re.compile(
    rf"((?<![\d.,])(?:{FIGURE})\s?"
    r"(?:원|달러|유로|엔|USD|KRW|회|건|개|번|KB|MB|GB|TB|Mb|Gb|명|포인트))\s?/\s?"
    r"(년|연|월|주|일|시간|분|초|s|sec|h|hour|month|year|day|"
    r"GB|TB|MB|건|개|명|인|대|계정|서버|사용자|회|user)(?![A-Za-z가-힣]{2})"
)
_PER: Final = {
    **dict.fromkeys(("년", "연", "year"), "연"),
    **dict.fromkeys(("월", "month"), "월"),
    **dict.fromkeys(("일", "day"), "하루"),
    **dict.fromkeys(("시간", "h", "hour"), "시간당"),
    **dict.fromkeys(("초", "s", "sec"), "초당"),
    **dict.fromkeys(("사용자", "user"), "사용자당"),
    "GB": "기가바이트당",
    "TB": "테라바이트당",
    "MB": "메가바이트당",
}
"""What else a rate may be for is said as it is written, with 당."""


def order_money(text: str) -> str:
    """Currency behind its number, and what a rate is for before it."""
    text = _SIGNED.sub(lambda match: f"{match.group(2)}{_CURRENCIES[match.group(1)]}", text)
    text = _CODE_FIRST.sub(r"\2 \1", text)
    return _RATE.sub(
        lambda match: f"{_PER.get(match.group(2), f'{match.group(2)}당')} {match.group(1)}", text
    )
