"""Signs: what they mean is said, what only eyes want is dropped, the rest is a pause."""

import re
import unicodedata
from typing import Final

from ai.speech.counters import unit_at
from ai.speech.marks import SAID, said
from ai.speech.numbers import FIGURE, sino_figure
from ai.speech.sino import sino, sino_digits

_FULLWIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_SAME: Final = str.maketrans(
    {
        "？": "?",
        "！": "!",
        "。": ".",
        "，": ",",
        "：": ":",
        "‐": "-",
        "‑": "-",
        "‒": "–",
        "—": "–",
        "―": "–",
        "⁓": "~",
        "➔": "→",
        "➜": "→",
        "⇒": "→",
        "•": "·",
        "‧": "·",
        "ㆍ": "·",
        "・": "·",
        "∙": "·",
        "⁄": "/",
        "\t": " ",
        "™": None,
        "®": None,
        "©": None,
        "\ufe0f": None,
    }
)
_NUMERAL: Final = re.compile("[Ⅰ-Ⅻ]")
_MEMORIAL: Final = re.compile(r"(?<!\d)(\d{1,2})·(\d{1,2})(?=절|운동|전쟁|혁명|민주)")
_COMPANY: Final = re.compile(r"\s?(?:\(주\)|㈜)\s?")
_ROMAN_WORD: Final = re.compile(r"(?<=[A-Za-z]\s)(II|III|IV|VI|VII|VIII)(?![A-Za-z0-9])")
_ROMAN_ENGLISH: Final = {
    "II": "투",
    "III": "쓰리",
    "IV": "포",
    "VI": "식스",
    "VII": "세븐",
    "VIII": "에잇",
}
_CIRCLED: Final = re.compile("[①-⑳]")
_COMPARED: Final = re.compile(rf"\s?(≥|>=|≧|≤|<=|≦|>|<)\s?({FIGURE})")
_COMPARISONS: Final = {
    "≥": "이상",
    ">=": "이상",
    "≧": "이상",
    "≤": "이하",
    "<=": "이하",
    "≦": "이하",
    ">": "초과",
    "<": "미만",
}
_TIMES_SIGN: Final = re.compile(r"(?<=\d)\s?[x×]\s?(?=\d)")
_HASH: Final = re.compile(r"(?<![\w#])#(?=\d)(\d+)")
_PAIRS: Final = (
    (re.compile(r"[\"“”„‟'‘’`´「」『』《》〈〉]"), ""),
    (re.compile(r"(?<![.…])(?:\.{2,}|…+)$"), "."),
    (re.compile(r"\.{2,}|…+"), ", "),
    (re.compile(r"\s?[&＆]\s?"), " 앤 "),
    (re.compile(rf"(?<=[가-힣{SAID}])\s?\+\s?(?=[가-힣])"), " 플러스 "),
    (re.compile(r"\s?=\s?(?=\S)"), ", "),
    (re.compile(rf"(?<=[가-힣A-Za-z{SAID}])(?:[~〜∼]| [~〜∼] )(?=[가-힣A-Za-z])"), "에서 "),
    (re.compile(r"\s?(?:→|>|»|›|->)\s?"), ", "),
    (re.compile(rf"(?<=[가-힣A-Za-z{SAID}])\s?[·/|]\s?(?=[가-힣A-Za-z])"), ", "),
    (re.compile(r"\s?[([{]\s?"), ", "),
    (re.compile(r"(?<=[가-힣])\s?[)\]}](?=[가-힣])"), SAID),  # a particle must agree with it
    (re.compile(r"\s?[)\]}](?=[가-힣])"), ""),
    (re.compile(r"\s?[)\]}]\s?"), ", "),
    (re.compile(r"\s?[:;]\s?(?=\S)"), ", "),
    (re.compile(r"\s–\s|\s-\s"), ", "),
    (re.compile(r"@"), " 골뱅이 "),
    (re.compile(r"(?<=[A-Za-z가-힣\ue000])[-–_](?=[A-Za-z가-힣])"), " "),
)
_DROPPED: Final = re.compile(r"[^\w\s.,!?\ue000-\uf8ff]|_")
_TIDY: Final = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\s?,(?:\s?,)*"), ","),
    (re.compile(r" ([.,!?])"), r"\1"),
    (re.compile(r",+([.!?])"), r"\1"),
    (re.compile(r"([!?])[.!?]+"), r"\1"),
    (re.compile(r"\.(?:\s?[.,])+"), "."),
    (re.compile(r",(?=\S)"), ", "),
    (re.compile(r"^[\s,.]+|[\s,]+$"), ""),
)


def settle(text: str) -> str:
    """One spelling for signs that have many, and comparisons in the order they are said."""
    text = text.translate(_FULLWIDTH).translate(_SAME)
    text = _COMPANY.sub(" 주식회사 ", text).strip()
    text = _CIRCLED.sub(lambda match: f" {said(_numeral(match))}, ", text)
    text = _NUMERAL.sub(lambda match: said(_numeral(match)), text)
    text = _MEMORIAL.sub(lambda match: said(sino_digits(match.group(1) + match.group(2))), text)
    text = _ROMAN_WORD.sub(lambda match: _ROMAN_ENGLISH[match.group()], text)
    text = _HASH.sub(lambda match: said(f"{sino_figure(match.group(1))} 번"), text)
    return _compared(text)


def _compared(text: str) -> str:
    """≥ 90% → 90% 이상."""
    pieces: list[str] = []
    position = 0
    while match := _COMPARED.search(text, position):
        unit = unit_at(text, match.end())
        end = unit[1] if unit else match.end()
        words = f" {text[match.start(2) : end]} {_COMPARISONS[match.group(1)]}"
        pieces += text[position : match.start()], words
        position = end
    return "".join(pieces) + text[position:]


def _numeral(match: re.Match[str]) -> str:
    return sino(int(unicodedata.numeric(match.group())))


def read_times_sign(text: str) -> str:
    """1920x1080 → 1920 곱하기 1080."""
    return _TIMES_SIGN.sub(" 곱하기 ", text)


def read_signs(text: str) -> str:
    """What is left of signs as a word, a pause or nothing."""
    for pattern, words in _PAIRS:
        text = pattern.sub(words, text)
    text = _DROPPED.sub(" ", text)
    for pattern, words in _TIDY:
        text = pattern.sub(words, text)
    return text.strip()
