"""E-mail addresses, written or said: "hong@naver.com", "에이치 케이 골뱅이 네이버 점 컴". Pure."""

import re
from collections.abc import Iterator
from typing import Final

from ai.patterns import Pattern

NAME: Final = "[이메일]"

_WRITTEN: Final = Pattern(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}\s?@\s?"
    r"[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){0,4}\.[A-Za-z]{2,24}"
)
_ENDS: Final = r"(?:컴|콤|com|넷|net|오알지|org|케이알|kr|씨오|co|아이오|io|에이아이|ai)"
_DOT: Final = r"\s?(?:\.|점|쩜|닷|닫|dot)\s?"
_HOSTS: Final = (
    r"(?:네이버|지메일|쥐메일|다음|한메일|카카오|네이트|핫메일|아웃룩|구글|야후"
    r"|gmail|naver|daum|hanmail|kakao|nate|hotmail|outlook)"
)
_AT_HOST: Final = Pattern(
    rf"\s?(?:골뱅이|앳|@)\s?(?:[A-Za-z0-9가-힣\-]{{1,30}}(?:{_DOT}{_ENDS}){{1,3}}"
    rf"|{_HOSTS}(?:{_DOT}{_ENDS}){{0,2}})",
    re.IGNORECASE,
)
_ENGLISH: Final = Pattern(
    r"\b[A-Za-z0-9._\-]{1,30}(?: (?:underscore|dot|dash) [A-Za-z0-9._\-]{1,30}){0,4} at "
    r"[A-Za-z0-9\-]{1,30}(?: dot [A-Za-z]{2,10}){1,3}\b",
    re.IGNORECASE,
)
_LAST_WORD: Final = Pattern(r"[A-Za-z0-9._%+\-가-힣]{1,40}\Z")
_LETTER: Final = Pattern(
    r"(?:[A-Za-z0-9._\-]{1,20}|[가-힣]|에이|비|씨|디|이|에프|지|쥐|에이치|아이|제이|케이|엘|엠|엔|오|피|큐"
    r"|알|아르|에스|티|유|브이|더블유|엑스|와이|제트|지트|점|쩜|닷|언더바|언더스코어|하이픈|대시"
    r"|[공영일이삼사오육칠팔구]{1,8})\s?\Z"
)
_SIGNS: Final = ("골뱅이", "앳", "@")
_MOST_LETTERS: Final = 20
_LOOK_BACK: Final = 41


def without_mail(text: str) -> str:
    """The text with every e-mail address named only."""
    if "@" in text:
        text = _WRITTEN.sub(NAME, text)
    if " at " in text.lower():
        text = _ENGLISH.sub(NAME, text)
    if not any(sign in text for sign in _SIGNS):
        return text
    parts: list[str] = []
    position = 0
    for start, end in _said(text):
        if start >= position:
            parts += [text[position:start], NAME]
            position = end
    return "".join((*parts, text[position:]))


def _said(text: str) -> Iterator[tuple[int, int]]:
    for match in _AT_HOST.finditer(text):
        start = _start_of_local_part(text, match.start())
        if start is not None:
            yield start, match.end()


def _start_of_local_part(text: str, at: int) -> int | None:
    """Where the words before "골뱅이" begin to be the address: the last, and letters before it."""
    last = _LAST_WORD.search(text[max(0, at - _LOOK_BACK) : at])
    if last is None:
        return None
    start = at - len(last.group())
    for _ in range(_MOST_LETTERS):
        begin = max(0, start - _LOOK_BACK)
        before = text[begin:start]
        words = before.rsplit(None, 1)
        word = words[-1] if words else ""
        if not word or not before[-1].isspace() or not _LETTER.fullmatch(word):
            return start
        start = begin + before.rstrip().rindex(word)
    return start
