"""What callers say around a question, and numbers as they say them. Pure."""

import re
from collections.abc import Mapping
from typing import Final

_FILLER: Final = (
    "저기요?|여보세요|안녕하세요|있잖아요?|그니까(?:요)?|그러니까(?:요)?|그니깐|긍까|아니 ?근데|"
    "근데요|음+|어+|아+|흠+|에+|네|예|그게요?|저는요|뭐지|뭐더라|뭐랄까|혹시|이제|막|그냥|좀|일단"
)
_OPENING: Final = re.compile(rf"^\s*(?:(?:{_FILLER})(?:[\s.,…~!?]+))+")
_WITHIN: Final = re.compile(
    r"(?<![^\s.,…~])(?:음+|어+|흠+|그니까|그니깐|긍까|뭐지|뭐더라|뭐랄까|있잖아요?|저기요)"
    r"(?:[.,…~]+\s*|\s+|$)"
)
_STUCK: Final = re.compile(
    r"^\s*(?:저기요|여보세요|안녕하세요|있잖아요|그니까|그러니까)+(?=[가-힣]{4})"
)
_LEAST: Final = 2
"""Letters that must be left: a question of nothing but fillers stays as it is."""

_ONES: Final[Mapping[str, int]] = {
    "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9,
}  # fmt: skip
_TENS: Final[Mapping[str, int]] = {"십": 10, "백": 100, "천": 1_000}
_MYRIADS: Final[Mapping[str, int]] = {"만": 10**4, "억": 10**8}
_NATIVE_ONES: Final[Mapping[str, int]] = {
    "한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4, "다섯": 5,
    "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_TENS: Final[Mapping[str, int]] = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60,
}  # fmt: skip

_SINO_UNITS: Final = (
    "시간|분|초|개월|년|월|일|주|원|달러|퍼센트|프로|명|개|건|회|배|층|호|대|단계|차|번|기가|메가|테라|"
    "바이트|비트|코어|미터|킬로|도|살|세"
)
_SINO: Final = re.compile(
    rf"(?<![가-힣])([일이삼사오육칠팔구십백천만억]{{2,}}|[일삼육칠팔구십백천])\s?({_SINO_UNITS})"
    r"(?=[가-힣]{0,3}(?:[\s?.,!]|$))"
)
_NATIVE: Final = re.compile(
    rf"(?<![가-힣])((?:{'|'.join(_NATIVE_TENS)})?(?:{'|'.join(_NATIVE_ONES)})?)"
    r"(?<=[가-힣])\s?(시간|시|개월|개|명|대|가지|살)(?=[가-힣]{0,3}(?:[\s?.,!]|$))"
)


def without_fillers(question: str) -> str:
    """The question without the sounds and calls around it; as it was when nothing would be left."""
    plain = _WITHIN.sub("", _OPENING.sub("", f"{question} "))
    plain = _STUCK.sub("", plain).strip()
    return plain if sum(map(str.isalnum, plain)) >= _LEAST else question


def with_figures(question: str) -> str:
    """The question with counted numbers as documents write them: 이십사 시간 is 24시간."""
    return _NATIVE.sub(_native, _SINO.sub(_sino, question))


def _sino(match: re.Match[str]) -> str:
    value = sino_value(match[1])
    return match.group() if value is None else f"{_written(value)}{match[2]}"


def _native(match: re.Match[str]) -> str:
    said = match[1]
    tens = next((tens for tens in _NATIVE_TENS if said.startswith(tens)), "")
    ones = said.removeprefix(tens)
    value = _NATIVE_TENS.get(tens, 0) + _NATIVE_ONES.get(ones, 0)
    return f"{value}{match[2]}" if value else match.group()


def _written(value: int) -> str:
    """As documents write large numbers: 300만, not 3000000."""
    written = ""
    for name, myriad in reversed(_MYRIADS.items()):
        if value >= myriad:
            written += f"{value // myriad}{name}"
            value %= myriad
    return f"{written}{value}" if value or not written else f"{written} "


def sino_value(said: str) -> int | None:
    """The number of 이십사 or 삼백만; None for digits said one by one and for what is no number."""
    total = below_myriad = pending = 0
    for syllable in said:
        if syllable in _ONES:
            if pending:
                return None
            pending = _ONES[syllable]
        elif syllable in _TENS:
            below_myriad += max(1, pending) * _TENS[syllable]
            pending = 0
        else:
            total += max(1, below_myriad + pending) * _MYRIADS[syllable]
            below_myriad = pending = 0
    return total + below_myriad + pending
