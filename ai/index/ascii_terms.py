"""The names that documents write in ASCII letters. Pure."""

import re
from typing import Final

_ADDRESS: Final = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\S*[\\/]\S*[\\/]\S*")
_MAY_HOLD_ADDRESS: Final = re.compile(r"[/\\@]|www\.")
"""Cheaper than looking for one, and most texts hold none."""

_TERM: Final = re.compile(r"(?<![A-Za-z0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,30}(?:\+\+|#)?")
_SEQUENCE: Final = re.compile(r"[A-Z][A-Za-z0-9]*(?: [A-Z][A-Za-z0-9]*){1,2}")
_JOINED: Final = re.compile(r"[A-Za-z0-9]+[.\-&][A-Za-z0-9]+(?![A-Za-z0-9.\-])")

_COMMON: Final = """
    a an and are as at be by can do for from has have if in into is it its no not of on or our so
    than that the their then this to was we when where which who will with you your all any
    com net org www htm php kr co true false null
"""
COMMON: Final = frozenset(_COMMON.split())
"""English words that are no names, and parts of addresses."""


def ascii_terms(text: str) -> list[str]:
    """Every name in a text as it is written, repeats included: FitCloud, EC2, Node.js."""
    plain = _ADDRESS.sub(" ", text) if _MAY_HOLD_ADDRESS.search(text) else text
    found = [term for term in _TERM.findall(plain) if is_name(term)]
    return found + [term for term in _JOINED.findall(plain) if is_name(term)]


def ascii_sequences(text: str) -> list[str]:
    """Names of two and three words, each with a capital: Power BI."""
    return _SEQUENCE.findall(text)


def is_name(term: str) -> bool:
    """Whether a term is worth a reading: letters in it, and no common word."""
    return len(term) > 1 and term.lower() not in COMMON and any(map(str.isalpha, term))
