"""What is spoken: markup taken off, and how long it takes."""

import re
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree as ET

from flows.language import TEXT_CHARACTERS

CHARACTERS_A_SECOND: Final = 7.0
"""How fast a Korean voice reads, spaces included. An estimate, for virtual time only."""

BILLED_CHARACTERS: Final = 3_000
"""Most words of one prompt; with markup it may have twice as many (adminguide, play)."""

_BREAK: Final = re.compile(r"""<break[^>]*time=["'](\d+(?:\.\d+)?)(ms|s)["']""")
_SPACE: Final = re.compile(r"\s+")


class SpeechError(ValueError):
    """SSML that Polly would refuse."""


def is_ssml(text: str) -> bool:
    """Whether it is marked up. Exports also write SSML into `Text`, which Connect reads as SSML."""
    return text.lstrip().startswith("<speak")


@lru_cache(maxsize=2_048)
def plain_text(ssml: str) -> str:
    """The words of SSML, as a person would read them.

    Raises:
        SpeechError: it is not well-formed, for example by a bare `&`.
    """
    declared = ssml.strip().replace("<speak", '<speak xmlns:amazon="amazon"', 1)
    try:
        root = ET.fromstring(declared)  # noqa: S314 - entities can not be declared inside <speak>
    except ET.ParseError as error:
        raise SpeechError(f"SSML is not well-formed ({error})") from error
    return _SPACE.sub(" ", "".join(_words(root))).strip()


def _words(element: ET.Element) -> list[str]:
    words = [" "] if element.tag in {"break", "p", "s"} else []
    words.append(element.text or "")
    for child in element:
        words.extend(_words(child))
        words.append(child.tail or "")
    if element.tag in {"p", "s"}:
        words.append(" ")
    return words


@lru_cache(maxsize=2_048)
def pauses(ssml: str) -> float:
    """Seconds of silence that the markup asks for."""
    times = _BREAK.findall(ssml)
    return sum(float(number) / (1_000 if unit == "ms" else 1) for number, unit in times)


def too_long(spoken: str, text: str) -> bool:
    """Whether it is over the limits of one prompt."""
    return len(text) > BILLED_CHARACTERS or len(spoken) > TEXT_CHARACTERS


def seconds_to_speak(text: str) -> float:
    """About how long it takes to say."""
    return len(text) / CHARACTERS_A_SECOND
