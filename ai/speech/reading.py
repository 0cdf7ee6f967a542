"""Text as it is heard: every number, sign, name and acronym in words. Pure; the order is the point.

What is read once is marked (`ai.speech.marks`), so later steps leave it alone and particles behind
it can agree with it. Each step is a file of its own.
"""

import re
from collections.abc import Mapping
from typing import Final

from ai.contract import Language
from ai.speech.addresses import read_addresses
from ai.speech.codes import (
    read_codes,
    read_machines,
    read_standards,
    read_versions,
)
from ai.speech.dates import read_dates
from ai.speech.english import as_heard
from ai.speech.hangul import is_foreign
from ai.speech.layout import as_prose
from ai.speech.marks import unmarked
from ai.speech.money import order_money
from ai.speech.particles import agree, resolve_choices
from ai.speech.phones import read_phones
from ai.speech.plain import plain
from ai.speech.quantities import read_digits_left, read_quantities
from ai.speech.symbols import read_signs, read_times_sign, settle
from ai.speech.terms import read_terms
from ai.speech.times import read_times
from ai.speech.words import read_digit_first, read_phrases, read_words

_NOTHING_TO_SAY: Final = re.compile(r"[\W_]*")


def spoken(
    text: str,
    readings: Mapping[str, str] | None = None,
    language: Language = Language.KOREAN,
) -> str:
    """The words of a text, a line each. `readings`: written to spoken, from the team's glossary.

    English words that neither the glossary nor `words.tsv` knows stay in Latin letters: the Korean
    voices read them, if with an accent. So does a text that is foreign as a whole: it only loses
    what eyes want. For an English voice nothing is read in Korean.
    """
    if language is Language.ENGLISH:
        return as_heard(plain(text))
    if is_foreign(text):
        return plain(text)
    lines = (_line(line, readings or {}) for line in plain(as_prose(text)).split("\n"))
    return "\n".join(line for line in lines if not _NOTHING_TO_SAY.fullmatch(line))


def _line(line: str, readings: Mapping[str, str]) -> str:
    line = read_addresses(line, readings)
    line = settle(read_machines(line))
    line = read_terms(read_standards(line), readings)
    line = read_phrases(line)
    line = read_phones(read_dates(line))
    line = read_times(line)
    line = read_codes(read_versions(line))
    line = read_times_sign(order_money(line))
    line = read_digit_first(read_quantities(line))
    line = read_words(read_digits_left(line))
    return unmarked(agree(read_signs(resolve_choices(line))))
