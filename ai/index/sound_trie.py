"""Finds terms in what was said by how they sound, wherever the recogniser put spaces. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ai.index.jamo import is_syllable, onset_classes, unlikeness
from ai.index.spacing import has_spaces

_END: Final = ""
_SHORTEST: Final = 2
_LONG: Final = 4
"""Syllables from which a name is found within a word as well."""

_EXACT: Final = 0.05
"""Nothing differs but ㅅ and ㅆ, or vowels and codas that sound the same."""

_PARTICLES: Final = """
    은 는 이 가 을 를 에 의 도 만 로 으로 와 과 랑 이랑 나 이나 하고 에서 에는 에도 에게 한테 까지
    부터 마다 보다 처럼 란 이란 라는 이라는 인 인가 인가요 인데 이에요 예요 이요 요 입니다 이고 이며
    이면 용 형 별 간 내 외 들 등 쪽 식 급 상 하 로는 로도 으로는 으로도 에서는 에서도 에서의 와의
    과의 에만 만의 만은 까지는 이라고 라고 이라면 라면 이든 든 님 측 사
"""
PARTICLES: Final = frozenset(_PARTICLES.split())
"""What may follow a name directly; with a verb or another noun it may be another word."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A term at `start` up to `end` of the text."""

    start: int
    end: int
    written: str


@dataclass(frozen=True)
class _Heard:
    """The text without its spaces. `starts` and `ends` are word boundaries, by position."""

    characters: str
    classes: str
    at: tuple[int, ...]
    starts: frozenset[int]
    ends: frozenset[int]
    is_spaced: bool

    def is_apart(self, position: int, length: int) -> bool:
        """Whether there is a space inside of a place in the text."""
        return self.at[position + length - 1] - self.at[position] >= length


class SoundTrie:
    """Spoken forms by the consonants that their syllables begin with.

    A form that sounds a little different is found as well: the longer it is, the more may differ.
    A form that is written as it is spoken protects that word.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """`pairs` are spoken and written forms; of two with one sound the first is taken."""
        self._root: dict[str, Any] = {}
        for spoken, written in pairs:
            self._add(spoken, written)

    def _add(self, spoken: str, written: str) -> None:
        if len(spoken) < _SHORTEST:
            return
        node = self._root
        for sound in onset_classes(spoken):
            node = node.setdefault(sound, {})
        node.setdefault(_END, {}).setdefault(spoken, written)

    def find(self, text: str) -> list[Found]:
        """The terms in a text, in order and apart from each other."""
        heard = _heard(text)
        found: list[Found] = []
        position = 0
        while position < len(heard.characters):
            match = self._at(heard, position)
            if match is None:
                position += 1
                continue
            length, written = match
            last = heard.at[position + length - 1]
            found.append(Found(start=heard.at[position], end=last + 1, written=written))
            position += length
        return found

    def _at(self, heard: _Heard, position: int) -> tuple[int, str] | None:
        """Length and written form of the longest term that begins at a position."""
        best: tuple[int, str] | None = None
        for length, forms in self._walk(heard.classes, position):
            said = heard.characters[position : position + length]
            cost, written = _nearest(said, forms)
            if _is_near_enough(heard, position, length, cost):
                best = length, written
        return best

    def _walk(self, classes: str, position: int) -> Iterator[tuple[int, Mapping[str, str]]]:
        node = self._root
        for end in range(position, len(classes)):
            following = node.get(classes[end])
            if following is None:
                return
            node = following
            if _END in node:
                yield end - position + 1, node[_END]


def unlike(said: str, spoken: str) -> float:
    """How differently two forms of equal length sound, summed over their syllables."""
    return sum(unlikeness(one, other) for one, other in zip(said, spoken, strict=True))


def allowed(length: int) -> float:
    """How much of a form of so many syllables may sound different."""
    return _EXACT if length < _LONG else min(1.2, 0.12 * length)


def _nearest(said: str, forms: Mapping[str, str]) -> tuple[float, str]:
    if said in forms:
        return 0.0, forms[said]
    return min((unlike(said, spoken), written) for spoken, written in forms.items())


def _is_near_enough(heard: _Heard, position: int, length: int, cost: float) -> bool:
    if cost > allowed(length):
        return False
    begins = position in heard.starts
    ends = position + length in heard.ends or _particle_follows(heard, position + length)
    if not heard.is_spaced:
        return (begins and ends) or (length > _SHORTEST and cost == 0) or length >= _LONG
    if length < _LONG or heard.is_apart(position, length):
        return begins and ends
    return begins or cost <= _EXACT


def _particle_follows(heard: _Heard, position: int) -> bool:
    for end in range(position + 1, min(position + 4, len(heard.characters)) + 1):
        if end in heard.ends:
            return heard.characters[position:end] in PARTICLES
    return False


def _heard(text: str) -> _Heard:
    at = tuple(place for place, character in enumerate(text) if not character.isspace())
    characters = "".join(text[place] for place in at).lower()
    starts, ends = {0}, {len(at)}
    for position in range(1, len(at)):
        apart = at[position] - at[position - 1] > 1
        before, here = characters[position - 1], characters[position]
        if apart or not _is_word(before) or not _is_word(here):
            starts.add(position)
            ends.add(position)
        elif before.isascii() and is_syllable(here):
            starts.add(position)
    return _Heard(
        characters=characters,
        classes=onset_classes(characters),
        at=at,
        starts=frozenset(starts),
        ends=frozenset(ends),
        is_spaced=has_spaces(text),
    )


def _is_word(character: str) -> bool:
    return character.isalnum()
