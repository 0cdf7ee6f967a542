"""Number words before units as digits: "스물네 시간" → "24 시간", "하루" → "1일". Pure.

Reads more than speech does, because a figure that is overlooked is a figure that is not checked;
but only before units: "이 시간" is "this hour", "만일" is "if", "한 번" is "once".
"""

import re
from functools import cache
from typing import Final

from ai.speech.hangul_numbers import read_digits, read_number

_DAYS: Final = {
    "하루": "1일", "이틀": "2일", "사흘": "3일", "나흘": "4일", "닷새": "5일", "엿새": "6일",
    "열흘": "10일", "보름": "15일", "일주일": "1주", "반년": "6개월", "정오": "12:00",
    "자정": "00:00", "절반": "50%", "반 시간": "30분",
}  # fmt: skip
_ENDS: Final = (
    r"(?:(?![가-힣])|(?=은|는|이|가|을|를|에|의|로|까지|부터|마다|당|씩|입니|예요|만|도|와|과|나|간|동안"
    r"|안|정도|째|뒤|후|전|뿐|보다|짜리|인|내|하고|든|반|쯤|경|정각|넘|이상|이하|초과|미만))"
)
_NATIVE_UNITS: Final = (
    "시간|시|개월|달|주|개|명|가지|번|대|곳|건|배|종류|종|단계|차례|군데|장|권|코어|계정"
)
_SINO_UNITS: Final = (
    "퍼센트|프로|시간|개월|영업일|주일|기가|테라|메가|원|년|월|일|분|초|주|명|건|개|회|대|배|달러"
    "|코어"
)
_ONCE_UNITS: Final = frozenset({"시간", "시", "개월", "달", "주"})
"""Of these, one is a figure; "한 번", "한 분" and "한 가지" are ways of speaking."""

_NOT_NUMBERS: Final = (
    *(
        "만일",
        "사일",
        "오일",
        "사건",
        "사회",
        "사대",
        "천일",
        "구분",
        "사분",
        "구원",
        "사원",
        "사명",
    ),
    *("천주", "구주", "오대", "백일", "천대", "만주"),
)


def with_digits(text: str) -> str:
    """The text with number words before units as digits."""
    text = _day_words().sub(lambda match: _DAYS[match.group()], text)
    text = _sino().sub(_sino_digits, text)
    return _native().sub(_native_digits, text)


@cache
def _day_words() -> re.Pattern[str]:
    longest_first = sorted(_DAYS, key=len, reverse=True)
    return re.compile(rf"(?<![가-힣])(?:{'|'.join(longest_first)})")


@cache
def _native() -> re.Pattern[str]:
    tens = "열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔"
    ones = "한|두|세|석|네|넉|다섯|여섯|일곱|여덟|아홉"
    return re.compile(
        rf"(?<![가-힣])(?P<number>(?:{tens})\s?(?:{ones})|{tens}|{ones})"
        rf"(?P<gap>\s?)(?P<unit>{_NATIVE_UNITS}){_ENDS}"
    )


@cache
def _sino() -> re.Pattern[str]:
    words = "일이삼사오육칠팔구십백천만억"
    return re.compile(
        rf"(?<![가-힣\d])(?P<whole>[영{words}조]+(?:(?<=[만억조]) [{words}]+)*)"
        r"(?:\s?점\s?(?P<part>[영공일이삼사오육칠팔구]+))?"
        rf"(?P<gap>\s?)(?=(?P<unit>{_SINO_UNITS}){_ENDS})"
    )


def _native_digits(match: re.Match[str]) -> str:
    words, unit = match.group("number"), match.group("unit")
    number = read_number(re.sub(r"\s", "", words))
    if number is None or (number == 1 and unit not in _ONCE_UNITS):
        return match.group()
    return f"{number}{match.group('gap')}{'개월' if unit == '달' else unit}"


def _sino_digits(match: re.Match[str]) -> str:
    whole, part, gap = match.group("whole"), match.group("part"), match.group("gap")
    number = read_number(whole.replace(" ", ""))
    if number is None or (len(whole) == 1 and not part and not _stands_alone(match)):
        return match.group()
    decimals = f".{read_digits(part)}" if part else ""
    return f"{number}{decimals}{gap}"


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether one syllable is a number: "삼 개월" is, "이 분" ("this person") is not."""
    word, unit, gap = match.group("whole"), match.group("unit"), match.group("gap")
    if word == "일":
        return bool(gap) and unit in {"년", "개월", "퍼센트", "분"}
    return word in "삼사오육칠팔구십백천만" and (bool(gap) or word + unit not in _NOT_NUMBERS)
