"""Every code that a problem can have: what it means and what cures it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Code:
    """One kind of problem. `severity` is "error", "warning" or "error, warning"."""

    name: str
    about: str
    severity: str
    meaning: str
    cure: str


def _load() -> Mapping[str, Code]:
    text = Path(__file__).with_name("codes.toml").read_text(encoding="utf-8")
    return {
        name: Code(name=name, about=about, **entry)
        for about, entries in tomllib.loads(text).items()
        for name, entry in entries.items()
    }


CODES: Final[Mapping[str, Code]] = _load()
"""By name, in the order of `docs/flow-validator.md`."""
