"""Names of products, plans and places: what a text names and its sources do not. Pure."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ai.answer.units import UNITS

_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.\-+/&][A-Za-z0-9]+)*")
_SHORTEST: Final = 3
_KIND: Final = r"(?:요금제|플랜|등급|에디션|패키지|상품|리전)"
_NAMED: Final = re.compile(
    rf"(?P<name>[가-힣]{{2,12}})\s{_KIND}(?=[^가-힣]|[은는이가을를의에으로입도와과]|까지|부터|$)"
)
_NO_NAME: Final = re.compile(
    r"(?:[은는을를의한된할인던적별와과도]|어느|무슨|해당|모든|다른|같은|어떤|이런|그런|각각|현재|이용|기존"
    r"|상위|하위|모두|저희|이전|이후|예전|원래|바뀐|새로운|고객님|이번|다음|가장|유료|무료|전체|일부|여러|최신|신규|우리|지금)$"
)
"""What stands before "요금제" and names none: "모든 요금제", "가입한 요금제"."""


def names_missing(text: str, source: str) -> Iterator[str]:
    """Latin names, and Hangul names of plans and the like, that the source does not hold."""
    yield from _latin_missing(text, source)
    yield from _plans_missing(text, source)


def latin_names(text: str) -> list[str]:
    """Latin words that are no units, in their order."""
    return [name for name in dict.fromkeys(_LATIN.findall(text)) if name not in UNITS]


def asked_of_another(question: str, sources: Sequence[str]) -> str | None:
    """A name in the question that tells that the sources speak of something else, or None.

    A plan or Region that they do not hold is enough. Of Latin names (three letters or more, with a
    capital or a digit) all must be missing: "DNS of the Application Gateway" may be answered
    without a word of DNS.
    """
    source = "\n".join(sources)
    plan = next(_plans_missing(question, source), None)
    if plan:
        return plan
    names = {
        name for name in _LATIN.findall(question) if len(name) >= _SHORTEST and not name.islower()
    }
    missing = [name for name in _latin_missing(question, source) if name in names]
    return missing[0] if missing and len(missing) == len(names) else None


def _plans_missing(text: str, source: str) -> Iterator[str]:
    spaceless = re.sub(r"\s", "", source)
    for match in _NAMED.finditer(text):
        name = match.group("name")
        if not _NO_NAME.search(name) and name not in spaceless:
            yield match.group()


def _latin_missing(text: str, source: str) -> Iterator[str]:
    held = {part for name in _LATIN.findall(source) for part in _spellings(name)}
    for name in dict.fromkeys(_LATIN.findall(text)):
        is_unit = name in UNITS and re.search(rf"\d\s?{re.escape(name)}(?![A-Za-z0-9])", text)
        if is_unit or _spellings(name) & held:
            continue
        parts = [part.lower() for part in re.split(r"[.\-+/&]", name)]
        if not all(part in held for part in parts):
            yield name


def _spellings(name: str) -> set[str]:
    lowered = name.lower()
    whole = {lowered, re.sub(r"[.\-+/&]", "", lowered)}
    return whole | ({lowered[:-1]} if lowered.endswith("s") and len(lowered) > 3 else set())
