"""Passports, dates of birth, card codes and passwords: numbers told by the words around. Pure."""

import re
from collections.abc import Callable
from typing import Final

from ai.patterns import Pattern

_PASSPORT: Final = Pattern(
    r"(?<![A-Za-z0-9])(?:[MSRODGPT]M?\d{3}[A-Z]\d{4}|[MSRODG](?:\s?\d){8})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_NEW_PASSPORT: Final = Pattern(r"M\d{3}[A-Z]\d{4}", re.IGNORECASE)
"""Since December 2021: a letter, three digits, a letter, four digits; M is the ordinary one."""

_LICENCE_BY_REGION: Final = Pattern(
    r"(?:서울|부산|경기(?: ?[남북]부)?|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전"
    r"|울산)"
    r"\s?\d{2}\s?-\s?\d{6}\s?-\s?\d{2}(?!\d)"
)
_MASKED_RESIDENT: Final = Pattern(r"(?<!\d)\d{6}\s?-\s?[1-8](?:[*xX●○]{6}|\d[*xX●○]{5})")
_FRONT_OF_RESIDENT: Final = Pattern(
    r"(주민(?:등록)? ?번호(?: ?앞자리)?(?:는|가|이|은)? ?)(\d{6}(?:\s?-\s?[1-8])?)(?![\d-])"
)
_BIRTH: Final = Pattern(
    r"((?:생년월일|생일)(?:은|이|는|가)? ?)"
    r"((?:19|20)?\d{2}(?: ?년 ?\d{1,2} ?월 ?\d{1,2} ?일|[.\-/ ]{1,2}\d{1,2}[.\-/ ]{1,2}\d{1,2}"
    r"|[01]\d[0-3]\d)(?:생|일)?)(?!\d)"
)
_CARD_CODE: Final = Pattern(
    r"((?:CVC|CVV|씨브이씨|카드 ?보안 ?코드)(?:는|가|번호는|번호)? ?)(\d{3,4})(?!\d)", re.IGNORECASE
)
_PASSWORD: Final = Pattern(
    r"((?:비밀번호|비번)(?:는|가|을|를)? ?)(?=[A-Za-z!@#$]{0,12}\d)([A-Za-z0-9!@#$]{4,20})"
    r"(?![A-Za-z0-9]|[자일번개회년])"
)
_NEAR: Final = 24
_DIGIT: Final = Pattern(r"\d")


def without_document_numbers(text: str) -> str:
    """The text with such numbers named only."""
    if not _DIGIT.search(text):
        return text
    text = _PASSPORT.sub(_passport(text), text)
    text = _LICENCE_BY_REGION.sub("[운전면허번호]", text)
    text = _MASKED_RESIDENT.sub("[주민등록번호]", text)
    text = _FRONT_OF_RESIDENT.sub(r"\1[주민등록번호]", text)
    text = _BIRTH.sub(r"\1[생년월일]", text)
    text = _CARD_CODE.sub(r"\1[카드보안코드]", text)
    return _PASSWORD.sub(r"\1[비밀번호]", text)


def _passport(text: str) -> Callable[[re.Match[str]], str]:
    """In its new form it stands for itself; the old form is also that of product codes."""

    def named(match: re.Match[str]) -> str:
        before = text[max(0, match.start() - _NEAR) : match.start()].lower()
        if "여권" in before or "passport" in before:
            return "[여권번호]"
        about_a_thing = re.search(r"제품|모델|코드|주문|시리얼|품번|일련|계약", before)
        new = _NEW_PASSPORT.fullmatch(match.group())
        return "[여권번호]" if new and not about_a_thing else match.group()

    return named
