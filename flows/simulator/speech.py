"""What is spoken: markup taken off, and how long it takes."""

import re
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree as ET

CHARACTERS_A_SECOND: Final = 7.0
"""How fast a Korean voice reads, spaces included. An estimate, for virtual time only."""

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


def seconds_to_speak(text: str) -> float:
    """About how long it takes to say."""
    return len(text) / CHARACTERS_A_SECOND
