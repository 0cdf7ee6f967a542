"""Names as they are said: FitCloud → 핏클라우드, from the product team's glossary."""

import re
from collections.abc import Mapping

from ai.speech.marks import said


def read_terms(text: str, readings: Mapping[str, str]) -> str:
    """Every written form that stands as a word of its own, as its reading."""
    spoken = {written.lower(): reading for written, reading in readings.items() if written.strip()}
    if not spoken:
        return text
    longest_first = sorted(spoken, key=len, reverse=True)
    pattern = re.compile(
        r"(?<![A-Za-z0-9])(?:"
        + "|".join(re.escape(written) for written in longest_first)
        + r")(?![A-Za-z0-9]|\.\d|-\d)",
        re.IGNORECASE,
    )
    return pattern.sub(lambda match: said(spoken.get(match.group().lower(), match.group())), text)
