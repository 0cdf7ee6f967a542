"""Numbers with what they count: 3.5 GB → 삼 점 오 기가바이트, 24시간 → 스물네 시간."""

import re
from dataclasses import dataclass
from typing import Final

from ai.speech.counters import Counter, Way, unit_at
from ai.speech.marks import SAID, said
from ai.speech.numbers import FIGURE, native_figure, sino_figure, whole

_FIGURE: Final = re.compile(
    r"(?:(?<![\w가-힣)\]\ue000])(?P<sign>[-−–+±]\s?))?(?<![\d.,A-Za-z])(?<!\d-)"
    rf"(?P<ordinal>제\s?)?(?P<figure>{FIGURE})(?P<more>여(?=\s?[가-힣]))?"
)
_HIGH: Final = re.compile(rf"\s?(?P<by>[~〜∼–-])\s?(?P<high>{FIGURE})")
_HOUSE: Final = re.compile(r"-(\d{1,4})(?![\d-])")
_PARTS: Final = re.compile(r"(?<!\d)(\d{1,3})\s?분의\s?(\d{1,3})(?!\d)")
_LIST_NUMBER: Final = re.compile(r"(?:^|(?<=\s))(\d{1,2})[.)]\s+(?=[^\d\s])")
_DAILY: Final = re.compile(
    r"(?<![\d월년])(?<!월 )(?<!월\ue000 )1일\s?(?=\d+(?:,\d{3})*\s?[회번건개])"
)
_DIGITS: Final = re.compile(r"\d+")
_SIGNS: Final = {
    "-": "마이너스 ",
    "−": "마이너스 ",
    "–": "마이너스 ",
    "+": "플러스 ",
    "±": "플러스마이너스 ",
}
_MONTHS: Final = {"6": "유월", "06": "유월", "10": "시월"}
_PICKED: Final = re.compile(
    r"\s?(?:을|를|은|는|으로|과|와|키|버튼|항목|메뉴|문항|질문|포트|채널|출구|창구|서버|계정|줄|그림|"
    r"누르|눌러|선택|입력|다이얼)"
)
_IN_A_MENU: Final = re.compile(r",[^.!?]{0,30}번[을은]?\s?(?:누르|눌러)")
"""Of several keys only the last is followed by the word: 연결은 1번, 종료는 2번을 눌러 주세요."""

_AHEAD: Final = 40
"""Characters that are looked at behind a unit."""

_BIG: Final = re.compile(
    r"\s?(?:핵심|주요|요소|원칙|장점|은행|기능|전략|과제|지표|보험|고객|여성|남성|초반|중반|후반)"
)
_COUPLES: Final = {
    (1, 2): ("한두", "일이"),
    (2, 3): ("두세", "이삼"),
    (3, 4): ("서너", "삼사"),
    (4, 5): ("네다섯", "사오"),
    (5, 6): ("대여섯", "오륙"),
}
_COUPLED: Final = frozenset(
    (
        *("일", "주", "개월", "년", "분", "영업일"),  # 이삼 일
        *("시간", "개", "명", "배", "대", "달", "건", "곳", "가지"),  # 두세 개
    )
)
_TIMELY: Final = frozenset({"시", "분", "초", "일", "년"})
_AFTER_MONTH: Final = re.compile(rf"[월년]{SAID}\s?$")
_NEVER_A_HYPHEN_RANGE: Final = frozenset("번호항동층조부장권편절")


@dataclass(frozen=True)
class _Found:
    """A figure in a text, its unit if it has one, and where both end."""

    match: re.Match[str]
    unit: Counter | None
    end: int


def read_quantities(text: str) -> str:
    """Every number with its counter or unit, ranges of them, and numbers alone."""
    text = _PARTS.sub(lambda match: said(_fraction(match.group(2), match.group(1))), text)
    text = _LIST_NUMBER.sub(lambda match: f"{said(sino_figure(match.group(1)))}, ", text)
    text = _DAILY.sub("하루 ", text)
    pieces: list[str] = []
    position = 0
    while match := _FIGURE.search(text, position):
        unit = unit_at(text, match.end())
        found = _Found(match, *(unit or (None, match.end())))
        words, end = _range(found) or _house(found) or _single(found)
        between = text[position : match.start()] or " " * bool(pieces)  # 3월15일
        pieces += between, words
        position = end
    return "".join(pieces) + text[position:]


def read_digits_left(text: str) -> str:
    """Digits that belong to nothing known, so that none is left to the voice."""
    return _DIGITS.sub(lambda match: said(sino_figure(match.group())), text)


def _fraction(above: str, below: str) -> str:
    return f"{sino_figure(below)} 분의 {sino_figure(above)}"


def _single(found: _Found) -> tuple[str, int]:
    match, unit, end = found.match, found.unit, found.end
    figure, following = match.group("figure"), match.string[match.end() : match.end() + 1]
    sign = _SIGNS.get((match.group("sign") or "").strip(), "")
    if unit is None:
        if following.isdecimal() or (following.isascii() and following.isalpha()):
            return match.group(), match.end()  # a name such as 5G, for a later step
        words = sign + sino_figure(figure) + (match.group("more") or "")
    elif match.group("ordinal"):
        words = f"{sino_figure(figure)} {unit.spoken}"
    elif match.group("more"):
        words = f"{sino_figure(figure)}여 {unit.spoken}"
    else:
        words = sign + _counted(figure, unit, match.string[end : end + _AHEAD])
    return ("제" if match.group("ordinal") else "") + said(words), end


def _house(found: _Found) -> tuple[str, int] | None:
    """Two numbers and a hyphen that are no range: 3-1 → 삼 다시 일."""
    figure = found.match.group("figure")
    other = _HOUSE.match(found.match.string, found.match.end())
    if other is None or not figure.isdecimal() or len(figure) > len("0000"):
        return None
    unit = unit_at(found.match.string, other.end())
    words = f"{sino_figure(figure)} 다시 {sino_figure(other.group(1))}"
    before = "제" if found.match.group("ordinal") else ""
    if unit is None:
        return before + said(words), other.end()
    return before + said(f"{words} {unit[0].spoken}"), unit[1]


def _range(found: _Found) -> tuple[str, int] | None:
    text, first = found.match.string, found.unit
    other = _HIGH.match(text, found.end)
    unit = unit_at(text, other.end()) if other else None
    if other is None or unit is None or found.match.group("sign"):
        return None
    low, high, (last, end) = found.match.group("figure"), other.group("high"), unit
    if other.group("by") == "-" and first is None and not _rising(low, high, last):
        return None
    if found.match.group("ordinal"):
        return f"제{said(f'{sino_figure(low)}에서 {sino_figure(high)} {last.spoken}')}", end
    couple = _couple(low, high, last) if first in {None, last} else None
    if couple and not _AFTER_MONTH.search(text[: found.match.start()][-4:]):
        return said(f"{couple} {last.spoken}"), end
    if first is None and last.twice:
        first = last
    after = text[end : end + _AHEAD]
    start = _counted(low, first, after) if first else sino_figure(low)
    return said(f"{start}에서 {_counted(high, last, after)}"), end


def _rising(low: str, high: str, unit: Counter) -> bool:
    """Whether "10-20GB" is a range at all, and no number with a hyphen such as "3-1번"."""
    if unit.written in _NEVER_A_HYPHEN_RANGE or not (whole(low) and whole(high)):
        return False
    return int(low.replace(",", "")) < int(high.replace(",", ""))


def _couple(low: str, high: str, unit: Counter) -> str | None:
    """Neighbours that people say in one word: 2~3개 → 두세 개, 3~4일 → 삼사 일."""
    if unit.written not in _COUPLED or not (low.isdecimal() and high.isdecimal()):
        return None
    words = _COUPLES.get((int(low), int(high)))
    is_native = unit.way is Way.NATIVE
    if words is None or (words[1] == "일이" and not is_native):
        return None
    return words[0] if is_native else words[1]


def _counted(figure: str, unit: Counter, after: str) -> str:
    """A number before its counter. `after` is what follows in the text."""
    joined = _joined(figure, unit.written, after)
    if joined:
        return joined
    if unit.way is Way.TIMES:
        picked = _PICKED.match(after) or _IN_A_MENU.match(after)
        return f"{sino_figure(figure) if picked else native_figure(figure)} {unit.spoken}"
    if unit.written in _TIMELY and figure.isdecimal():
        figure = figure.lstrip("0") or "0"  # 09시 05분
    is_clock = unit.written == "시" and (not whole(figure) or int(figure.replace(",", "")) > 12)
    if unit.way is Way.NATIVE and not is_clock:
        return f"{native_figure(figure)} {unit.spoken}"
    return f"{sino_figure(figure)} {unit.spoken}"


def _joined(figure: str, unit: str, after: str) -> str | None:
    """The few that have a form of their own, or no space: 유월, 첫 번째, 일주일, 삼대 핵심."""
    if unit == "월":
        return _MONTHS.get(figure) or f"{sino_figure(figure.lstrip('0') or '0')}월"
    if unit == "번째" and figure == "1":
        return "첫 번째"
    if unit == "주일" or (unit == "대" and _BIG.match(after)):
        return f"{sino_figure(figure)}{unit}"
    return None
