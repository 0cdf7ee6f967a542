"""The tables of patterns beside the instructions: TOML files that people can read and extend."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from ai.contract import Reason

_FOLDER: Final = Path(__file__).parent / "instructions"


@cache
def refusals() -> Sequence[tuple[Reason, re.Pattern[str]]]:
    """Why questions are not looked up, in the order of `refusals.toml`."""
    table = _read("refusals.toml")
    words: Mapping[str, str] = table["words"]
    return tuple(
        (Reason(group["reason"]), _one_of([_filled(one, words) for one in group["patterns"]]))
        for group in table["refusals"]
    )


@cache
def orders() -> re.Pattern[str]:
    """What no passage may say, from `orders.toml`."""
    return _one_of(_read("orders.toml")["patterns"])


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        pattern = pattern.replace(f"{{{name}}}", word)
    return pattern


def _one_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
