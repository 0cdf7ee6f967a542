"""Number words to numbers: 스물네 → 24, 천이백오십만 → 12500000, 공일공 → 010. Pure."""

import re
from functools import cache
from typing import Final

_SINO: Final = {
    "영": 0,
    "공": 0,
    "일": 1,
    "이": 2,
    "삼": 3,
    "사": 4,
    "오": 5,
    "육": 6,
    "륙": 6,
    "칠": 7,
    "팔": 8,
    "구": 9,
}
_PLACES: Final = {"십": 10, "백": 100, "천": 1_000}
_MYRIADS: Final = {"만": 10**4, "억": 10**8, "조": 10**12}
_TENS: Final = {
    "열": 10,
    "스물": 20,
    "스무": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
_ONES: Final = {
    "하나": 1,
    "한": 1,
    "둘": 2,
    "두": 2,
    "셋": 3,
    "세": 3,
    "석": 3,
    "넷": 4,
    "네": 4,
    "넉": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
}
DAYS: Final = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}
"""Spans of days that have a word of their own, in days."""


def _choice(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_NATIVE: Final = re.compile(
    r"([\d일이삼사오육칠팔구십백천만억조 ]*[백천만억])?\s?"
    rf"({_choice(_TENS)})?\s?({_choice(_ONES)})?"
)
_DIGIT_RUN: Final = re.compile(r"[영공일이삼사오육륙칠팔구]+")
_COUNTERS: Final = (
    "시간(?!표)|개월|영업일|퍼센트|프로(?![가-힣])|기가|메가|테라|킬로|분기|단계|등급|달|월(?!요)|가지|곳|배(?!송|포|정|경|치|너)|"
    "시(?!스템|작|점|기|장|험|청|내|민)|개(?!인|발|선|념|통|설|수)|명(?!령|세|칭)|대(?!상|해|금|신|표|화|기|응|출)|"
    "건(?!물|강|설)|일(?!반|부(?!터)|정|시|단|회|괄|본)|주(?!소|문|말|요|의|제)|초(?!기|과|대)|원(?!칙|장|래|본|격)|"
    "회(?!사|의|원|신|복)|년|분(?!류|석|산|리)|번(?!호|역)|살|세(?!션|팅|부|금)|인(?!스|증|터)|층|차(?!단|이|액)|호(?!스|출)"
)
_SINO_WORDS: Final = (
    r"(?!만일)[일이삼사오육칠팔구십백천만억조](?:\s?[일이삼사오육륙칠팔구십백천만억조]){1,16}"
    r"(?:\s?점\s?[영공일이삼사오육칠팔구]{1,8})?"
)
_FEW: Final = (
    r"[일이삼사오육칠팔구십백천만]\s?(?=개월|영업일|퍼센트|년(?!도))"
    r"|[십백천만]\s?(?=원(?!칙|장|래|본|격))"
    r"|[백천만]\s(?=시간|개(?!인|발|선|월|념|통|설)|명|대(?!상|기|신|표)|건(?!물|강)|곳|가지)"
    r"|[삼사오육칠팔구십]\s?(?=일\s?(?:안|이내|동안|뒤|후|전|까지|간|만에|마다))"
    r"|[삼사오육칠팔구십백천만]\s(?=(?:주|초|회|건|분|단계|분기)(?:\s|$|안|이|에|간|마|까|동|전|후|뒤|입|예))"
)
_NATIVE_WORDS: Final = (
    rf"(?:[일이삼사오육칠팔구]?백)?"
    rf"(?:(?:{_choice(_TENS)})\s?(?:{_choice(_ONES)})?|{_choice(_ONES)})\s?"
    "(?=시간(?!표)|시(?!스템|작|점|기|장|험|청|내|민)|개(?!인|발|선|월|념|정|요|통|설|수)|명(?!령|세|칭)|"
    "대(?!상|해|금|신|표|한|화|기|응|출)|건(?!물|강|설)|달|가지|곳|배(?!송|포|정|경|치|너)|살)"
)


@cache
def _written() -> re.Pattern[str]:
    return re.compile(rf"(?<![가-힣\d])(?:{_NATIVE_WORDS}|{_SINO_WORDS}\s?(?={_COUNTERS})|{_FEW})")


def read_number(words: str) -> int | None:
    """The whole number that a phrase says, with or without spaces; None when it says none.

    Sino-Korean, native, mixed with digits ("1억 2천", "125만") or with each other ("백스물네").
    A run of single digits of three or more ("공일공") is not a number: see `read_digits`.
    """
    phrase = words.strip().replace(",", "")
    if not phrase:
        return None
    if phrase.isascii() and phrase.isdecimal():
        return int(phrase)
    found = _NATIVE.fullmatch(phrase)
    if found and (found.group(2) or found.group(3)):
        head = _sino(found.group(1)) if found.group(1) else 0
        ten, one = _TENS.get(found.group(2) or "", 0), _ONES.get(found.group(3) or "", 0)
        return None if head is None else head + ten + one
    return _sino(phrase)


def read_digits(words: str) -> str | None:
    """The digits of a phrase that names them one by one: "공일공" → "010"; None otherwise."""
    phrase = "".join(words.split())
    if not _DIGIT_RUN.fullmatch(phrase):
        return None
    return "".join(str(_SINO[word]) for word in phrase)


def with_digits(text: str) -> str:
    """The text with number words before a counter as digits: "이십사 시간" → "24시간".

    Only where the words can hardly mean anything else: "이 시간" (this hour) and "한 번" stay.
    """
    return _written().sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    whole, _, fraction = match.group().partition("점")
    number = read_number(whole)
    if number is None:
        return match.group()
    return f"{number}.{read_digits(fraction)}" if fraction else str(number)


def _sino(phrase: str) -> int | None:
    """Myriads times what stands before them, in falling order."""
    total, group, pending, last = 0, 0, None, 10**16
    for word in re.findall(r"\d+|\S", phrase):
        if word.isascii() and word.isdecimal() and pending is None:
            pending = int(word)
        elif word in _SINO and pending is None:
            pending = _SINO[word]
        elif word in _PLACES and (group == 0 or group % (_PLACES[word] * 10) == 0):
            group, pending = group + (1 if pending is None else pending) * _PLACES[word], None
        elif word in _MYRIADS and _MYRIADS[word] < last:
            last = _MYRIADS[word]
            total, group, pending = total + (group + (pending or 0) or 1) * last, 0, None
        else:
            return None
    if last == 10**8 and pending is None and group:
        group *= 10**4  # "일억 이천" leaves out the myriad that everybody hears
    return total + group + (pending or 0)
