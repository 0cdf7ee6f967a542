"""Addresses: a road or lot number below a district, and flats. Pure.

A road alone ("테헤란로") is no address; nor is "서울 리전으로 3개". What makes one is a number
where a house stands, within a named district, or a flat ("101동 1203호").
"""

import re
from typing import Final

from ai.patterns import Pattern

NAME: Final = "[주소]"
_DIGIT: Final = Pattern(r"\d")

_REGION: Final = (
    r"(?:(?:서울|부산|대구|인천|광주|대전|울산|세종|제주)(?:특별시|광역시|특별자치시|특별자치도|시|도)?"
    r"|(?:경기|강원|충북|충남|전북|전남|경북|경남|충청[남북]|전라[남북]|경상[남북])(?:도|특별자치도)?)"
)
_DISTRICT: Final = r"[가-힣]{1,5}(?:시|군|구|읍|면)"
_GAP: Final = r"[ ,]{1,2}"
_ROAD: Final = r"[가-힣]{1,8}(?:\d{1,3}(?:번)?)?(?:대로|로|길)(?:\s?\d{1,4}(?:번)?길)?"
_COUNTED: Final = r"(?:개|명|원|일|월|년|시간|분|초|회|건|%|퍼센트|배|GB|TB)"
_HOUSE: Final = (
    r"\s?\d{1,5}(?:\s?(?:-|다시)\s?\d{1,4})?(?:번지|번)?"
    rf"(?!\d|[.,]\d|\s?{_COUNTED})"
)
_HOME: Final = (
    r"(?:[가-힣A-Za-z0-9]{0,14}"
    r"(?:아파트|빌라|오피스텔|맨션|타워|자이|푸르지오|래미안|힐스테이트|빌딩)\s?)?"
)
_BY_ROAD: Final = Pattern(
    rf"(?<![가-힣])(?:{_REGION}{_GAP})?(?:{_DISTRICT}{_GAP}){{1,3}}(?:[가-힣]{{1,5}}\d?[동리가]{_GAP})?"
    rf"{_ROAD}{_HOUSE}"
)
_BY_LOT: Final = Pattern(
    rf"(?<![가-힣])(?:{_REGION}{_GAP})?(?:{_DISTRICT}{_GAP}){{1,3}}(?:[가-힣]{{1,5}}\d?[동리가]){{1}}\s?{_HOUSE}"
)
_BARE_LOT: Final = Pattern(r"(?<![가-힣])[가-힣]{1,5}\d?[동리가] \d{1,4}(?:-\d{1,4})?번지")
_BARE_ROAD: Final = Pattern(
    r"(?<![가-힣])[가-힣]{1,8}(?:대로|로|길)(?:\s?\d{1,4}번?길)? \d{1,4}(?:-\d{1,4})?"
    r"(?=,? (?:\d{1,4}동 ?)?\d{1,4}호)"
)
_FLAT_ALONE: Final = Pattern(rf"(?<![가-힣0-9])(?:{_HOME})\d{{1,4}}동\s?\d{{1,4}}호(?!기)")
_FLAT: Final = r"(?:(?:\d{1,4}|[가-하A-Za-z])동\s?\d{1,4}호|\d{1,3}층(?:\s?\d{1,4}호)?|\d{1,4}호)"
_TAIL: Final = Pattern(
    rf"{re.escape(NAME)}[ ,]{{0,2}}(?:\(?{_HOME}{_FLAT}\)?|{_HOME}{re.escape(NAME)})"
)


def without_addresses(text: str) -> str:
    """The text with every address named only, its flat included."""
    if not _DIGIT.search(text):
        return text
    for pattern in (_BY_ROAD, _BY_LOT, _BARE_LOT, _BARE_ROAD, _FLAT_ALONE):
        text = pattern.sub(NAME, text)
    return _TAIL.sub(NAME, text)
