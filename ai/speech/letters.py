"""Letters and digits by their names: SLA → 에스엘에이, S3 → 에스쓰리, T101 → 티 일공일."""

import re
from typing import Final

_NAMES: Final = (
    "에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 "
    "엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트"
)
_LETTERS: Final = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _NAMES.split(" "), strict=True))
_ENGLISH: Final = ("제로", "원", "투", "쓰리", "포", "파이브", "식스", "세븐", "에잇", "나인")
_CODE_DIGITS: Final = ("공", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
_RUN: Final = re.compile(r"[A-Za-z]+|\d+")


def spelled(letters: str) -> str:
    """The names of Latin letters, without a space; other characters are left out."""
    return "".join(_LETTERS.get(letter, "") for letter in letters.upper())


def code_digits(digits: str) -> str:
    """Digits one by one as in telephone numbers and codes, where nought is 공."""
    return "".join(_CODE_DIGITS[int(digit)] for digit in digits)


def english_digit(digit: str) -> str:
    """One digit as it is said within an English name: 3 → 쓰리."""
    return _ENGLISH[int(digit)]


def read_code(token: str) -> str:
    """Letters and digits mixed: one digit in English, several one by one."""
    words = ""
    for run in _RUN.findall(token):
        if run.isalpha():
            words += spelled(run)
        elif len(run) == 1:
            words += english_digit(run)
        else:
            words = f"{words} {code_digits(run)} ".lstrip()
    return words.strip()
