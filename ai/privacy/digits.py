"""Digits as they are written or said, in groups: "공일공 1234 다시 5678". Pure, linear."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_SAID: Final = str.maketrans(
    "공영빵일이삼사오육륙칠팔구０１２３４５６７８９", "00012345667890123456789"
)
_GROUP: Final = re.compile(r"\d+|(?<!하)[공영빵일이삼사오육륙칠팔구]+")  # 하이픈 holds an 이
_GAP: Final = re.compile(
    r"\)?\s{0,2}(?P<tie>[\-‐‑–.·/~])\s?|\s{0,2}(?:,\s|에서?|의|다시|대시|대쉬|하이픈|국에?|번에?)\s{0,2}|\)?\s{0,3}"
)
_LONGEST_GAP: Final = 8

_AFTER_DIGITS: Final = 3
"""Said digits right after written ones: shorter is a particle, as in "5678이구요"."""

_PARTICLES: Final = ("이구", "이일", "이오", "이", "구", "일")
"""What may follow said digits and sounds like one: "팔이에요", "팔이구요", "팔일 거예요"."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Digits without a gap. `tied`: a hyphen, dot or slash binds them to the group before."""

    start: int
    end: int
    digits: str
    said: bool
    tied: bool


def runs(text: str) -> Iterator[list[Group]]:
    """Neighbouring groups of digits, with nothing between them but what people put there."""
    run: list[Group] = []
    for match in _GROUP.finditer(text):
        said = match.group()[0] in "공영빵일이삼사오육륙칠팔구"
        gap = _GAP.fullmatch(text, run[-1].end, match.start()) if _is_near(run, match) else None
        if gap and said and gap.start() == gap.end() and len(match.group()) < _AFTER_DIGITS:
            gap = None
        if run and gap is None:
            yield run
            run = []
        run.append(
            Group(
                start=match.start(),
                end=match.end(),
                digits=match.group().translate(_SAID),
                said=said,
                tied=gap is not None and gap.group("tie") is not None,
            )
        )
    if run:
        yield run


def without_particle(text: str, groups: Sequence[Group]) -> Iterator[list[Group]]:
    """The groups with each particle cut off that may have been taken for a last said digit."""
    last = groups[-1]
    if not last.said:
        return
    for particle in _PARTICLES:
        if text[last.start : last.end].endswith(particle):
            end = last.end - len(particle)
            digits = last.digits[: len(last.digits) - len(particle)]
            shorter = Group(start=last.start, end=end, digits=digits, said=True, tied=last.tied)
            yield [*groups[:-1], shorter] if digits else list(groups[:-1])


def _is_near(run: Sequence[Group], match: re.Match[str]) -> bool:
    return bool(run) and match.start() - run[-1].end <= _LONGEST_GAP
