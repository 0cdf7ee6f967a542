"""What no caller may hear, whatever the passages hold: our instructions, prompts, placeholders."""

import re
from functools import cache
from typing import Final

from ai.answer.prompt import instructions
from ai.contract import Language

_PLACEHOLDER: Final = re.compile(
    r"\[(?:주민등록번호|외국인등록번호|전화번호|카드번호|카드보안코드|계좌번호|여권번호|운전면허번호|사업자등록번호"
    r"|이메일|주소|이름|생년월일|비밀번호)\]"
)
_OURS: Final = re.compile(
    r"</?(?:passages?|question|system|instructions?|speak)\b|NO_ANSWER"
    r"|시스템\s?프롬프트|system prompt"
    r"|arn:aws|lambda:|AKIA[0-9A-Z]{8}|(?:내|제)\s?(?:지시|명령)(?:사항|문)",
    re.IGNORECASE,
)
_RUN: Final = 16
"""Syllables in a row, spaces left out, that an answer and the instructions share by no accident."""


def leak(text: str) -> str | None:
    """The part of a draft that must not be said, or None."""
    found = _PLACEHOLDER.search(text) or _OURS.search(text)
    if found:
        return found.group()
    spaceless = _spaceless(text)
    known = _instruction_runs()
    for start in range(len(spaceless) - _RUN + 1):
        if spaceless[start : start + _RUN] in known:
            return spaceless[start : start + _RUN]
    return None


@cache
def _instruction_runs() -> frozenset[str]:
    text = _spaceless(instructions(Language.ENGLISH).text)  # all of them
    return frozenset(text[start : start + _RUN] for start in range(len(text) - _RUN + 1))


def _spaceless(text: str) -> str:
    return re.sub(r"\s", "", text)
