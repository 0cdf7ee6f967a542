"""Which spoken forms stand for names of the documents: found, not listed. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ai.index.ascii_terms import ascii_sequences, ascii_terms
from ai.index.glossary import Glossary, Term
from ai.index.jamo import onset_classes
from ai.index.readings import loanwords, readings
from ai.index.sound_trie import allowed, unlike
from ai.index.spacing import spacing_terms
from ai.model import Chunk

MOST_TERMS: Final = 5_000
"""Derived forms of one version, of the commonest names; a question is held against all of them."""

_WORD: Final = re.compile(r"[가-힣]+")
_SHORT: Final = 3
_SHORTEST: Final = 2
_LONGEST: Final = 12
_RARE: Final = 0.1
"""Of a short form: as a share of the name's own count, how often it may stand in Hangul."""

_SEEN: Final = 2
"""Times a name in small letters, or of several words, must be written to count as one."""


@dataclass(frozen=True, kw_only=True)
class _Name:
    written: str
    count: int


def derive_terms(chunks: Sequence[Chunk], glossary: Glossary | None = None) -> tuple[Term, ...]:
    """Spoken forms of the names in the chunks, those of the commonest names first.

    A form is left out where the documents themselves write it in Hangul more often than in
    letters: 서버 is not Server. A Hangul word of the documents that only sounds like a name gets
    a term of its own that keeps it as it is. Last come the places where the documents put a
    space. The same chunks give the same terms.
    """
    texts = [" ".join((*chunk.place, chunk.text)) for chunk in chunks]
    hangul = _prefixes(Counter(_WORD.findall("\n".join(texts))))
    taken = {term.spoken.replace(" ", "").lower() for term in (glossary or Glossary()).terms}
    forms: dict[str, _Name] = {}
    for name in _names(texts):
        if _is_in_hangul(name, hangul):
            continue
        for spoken in _forms(name.written):
            if spoken not in taken and _is_apart(spoken, name, hangul):
                forms.setdefault(spoken, name)
        if len(forms) >= MOST_TERMS:
            break
    derived = [Term(spoken=spoken, written=name.written) for spoken, name in forms.items()]
    kept = (Term(spoken=word, written=word) for word in _alike(forms, hangul))
    return (*derived, *kept, *spacing_terms(texts))


def _names(texts: Iterable[str]) -> list[_Name]:
    """Names by how often they are written, each in its commonest spelling."""
    whole = "\n".join(texts)
    written = Counter(ascii_terms(whole))
    several = Counter(ascii_sequences(whole))
    written.update({name: count for name, count in several.items() if count >= _SEEN})
    spellings: dict[str, Counter[str]] = {}
    for name, count in written.items():
        spellings.setdefault(name.lower(), Counter())[name] += count
    names = (
        _Name(written=max(found, key=lambda one: (found[one], one)), count=found.total())
        for found in spellings.values()
    )
    kept = (name for name in names if name.count >= _SEEN or not name.written.islower())
    return sorted(kept, key=lambda name: (-name.count, name.written))


@lru_cache(maxsize=50_000)
def _forms(written: str) -> tuple[str, ...]:
    words = written.split(" ")
    if len(words) == 1:
        return tuple(form for form in readings(written) if len(form) <= _LONGEST)
    firsts = [readings(word)[:1] for word in words]
    joined = "".join(first[0] for first in firsts if first)
    return (joined,) if all(firsts) and len(joined) <= _LONGEST else ()


def _prefixes(words: Mapping[str, int]) -> Mapping[str, int]:
    """How often each beginning of a word is written: a particle may follow any."""
    found: defaultdict[str, int] = defaultdict(int)
    for word, count in words.items():
        for length in range(_SHORTEST, min(len(word), _LONGEST) + 1):
            found[word[:length]] += count
    return dict(found)


def _is_in_hangul(name: _Name, hangul: Mapping[str, int]) -> bool:
    """Whether each word of several is one that the documents rather write in Hangul."""
    words = name.written.split(" ")
    return len(words) > 1 and all(
        any(hangul.get(form, 0) >= name.count for form in readings(word)) for word in words
    )


def _is_apart(spoken: str, name: _Name, hangul: Mapping[str, int]) -> bool:
    """Whether who says this means the name and no Korean word."""
    if len(spoken) < _SHORTEST or not _WORD.search(spoken) or _is_everyday(name.written, spoken):
        return False
    in_hangul = hangul.get(spoken, 0)
    if name.written.islower():
        return in_hangul == 0 and len(spoken) >= _SHORT and spoken not in _ordinary()
    if len(spoken) <= _SHORT:
        return in_hangul <= _RARE * name.count
    return in_hangul < name.count


def _is_everyday(written: str, spoken: str) -> bool:
    """Two letters of which one is read like a word of its own: EC is also Mr Lee, 이씨."""
    return (
        len(spoken) == _SHORTEST and bool(set(written.lower()) & set("eou")) and written.isupper()
    )


@cache
def _ordinary() -> frozenset[str]:
    """English words of everyday Korean: in small letters they are no names."""
    return frozenset(spelling for spellings in loanwords().values() for spelling in spellings)


def _alike(forms: Mapping[str, _Name], hangul: Mapping[str, int]) -> Iterator[str]:
    """Words of the documents that would be taken for a name but are written otherwise."""
    by_sound: dict[str, list[str]] = {}
    for spoken in forms:
        by_sound.setdefault(onset_classes(spoken), []).append(spoken)
    words = sorted(hangul) if forms else []
    if not words:
        return
    for word, sound in zip(words, onset_classes("\n".join(words)).split("\n"), strict=True):
        if word in forms or sound not in by_sound:
            continue
        if any(
            unlike(word, spoken) <= allowed(len(word))
            and hangul[word] > _RARE * forms[spoken].count
            for spoken in by_sound[sound]
        ):
            yield word
