"""What a parameter may hold, as `language.toml` writes it: `"whole number 1..20"`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """Where a JSONPath may stand (devguide, flow-language-actions-parameter-restrictions)."""

    STATIC = "static"
    WHOLE = "whole"
    PATH = "path"
    MIXED = "mixed"


class Form(StrEnum):
    """What kind of literal it is."""

    TEXT = "text"
    SPEECH = "speech"
    ID = "id"
    BOOLEAN = "boolean"
    NUMBER = "number"
    ONLY = "only"
    ONE = "one"
    JSON = "json"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One value. `values` are the known ones; with `Form.ONLY` there are no others.

    `least` and `most` bound a number, None on the side that has no bound.
    """

    path: str
    kind: Kind
    form: Form = Form.TEXT
    values: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A place in an action's parameters: a value, an object, a map or a list."""

    parameter: Parameter | None = None
    fields: Mapping[str, "Shape"] = field(default_factory=dict[str, "Shape"])
    each: "Shape | None" = None
    entries: "Shape | None" = None

    def within(self, key: str) -> "Shape | None":
        """The shape of an object's value, None when the object has no such key."""
        return self.fields.get(key, self.each)


ANYTHING: Final = Shape(parameter=Parameter(path="*", kind=Kind.MIXED, form=Form.JSON))
"""For actions of which nothing is known."""


def read_parameter(path: str, words: str) -> Parameter:
    """From its line in `language.toml`.

    Raises:
        ValueError: a word that means nothing.
    """
    kind, *rest = words.split()
    form = Form(rest[0]) if rest else Form.TEXT
    detail = rest[1] if len(rest) > 1 else ""
    if form is Form.NUMBER:
        least, _, most = detail.partition("..")
        return Parameter(
            path=path,
            kind=Kind(kind),
            form=form,
            least=int(least) if least else None,
            most=int(most) if most else None,
        )
    values = tuple(detail.split("|")) if detail else ()
    return Parameter(path=path, kind=Kind(kind), form=form, values=values)


def build(parameters: Mapping[str, str]) -> Shape:
    """The shape of a `Parameters` object, from paths to words."""
    return _build(
        [(_steps(path), read_parameter(path, words)) for path, words in parameters.items()]
    )


def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.replace("[]", ".[]").split("."))


def _build(entries: list[tuple[tuple[str, ...], Parameter]]) -> Shape:
    parameter: Parameter | None = None
    groups: dict[str, list[tuple[tuple[str, ...], Parameter]]] = {}
    for steps, found in entries:
        if not steps:
            parameter = found
        else:
            groups.setdefault(steps[0], []).append((steps[1:], found))
    shapes = {step: _build(inner) for step, inner in groups.items()}
    return Shape(
        parameter=parameter,
        each=shapes.pop("*", None),
        entries=shapes.pop("[]", None),
        fields=shapes,
    )
