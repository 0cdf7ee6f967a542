"""JSON as Python holds it, with the few reads that every room of `flows` needs."""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"
JsonObject: TypeAlias = Mapping[str, Json]

EMPTY: JsonObject = {}


def as_object(value: Json) -> JsonObject:
    """The object itself, or an empty one when it is something else."""
    return value if isinstance(value, dict) else EMPTY


def as_list(value: Json) -> Sequence[Json]:
    """The list itself, or an empty one when it is something else."""
    return value if isinstance(value, list) else ()


def as_text(value: Json) -> str | None:
    """A scalar as the flow language writes it (all its scalars are strings), else None.

    Booleans become "True" and "False", as Connect's own exports write them.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return str(value)
    return None


def is_true(value: Json) -> bool:
    """Whether a switch is on. Exports write "True", "true" and, rarely, a JSON true."""
    text = as_text(value)
    return text is not None and text.casefold() == "true"


def compact(value: Json) -> str:
    """JSON without spaces, Hangul as it is: what is measured against size limits."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
