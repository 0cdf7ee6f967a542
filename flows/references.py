"""Symbolic references: `{{queue:engineer}}` in flow content stands for an ARN known at deployment.

A reference is written `{{kind:name}}`; infra hands over what each one stands for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from flows.json_values import Json, JsonObject

KINDS: Final = frozenset({"queue", "flow", "bot", "hours", "lambda", "prompt", "view", "module"})

_PATTERN: Final = re.compile(r"\{\{([a-z]+):([A-Za-z0-9_.-]+)\}\}")


class UnknownReferenceError(LookupError):
    """Content refers to something that the mapping does not hold."""


@dataclass(frozen=True, order=True)
class Reference:
    """One thing that a flow needs from outside: `Reference("queue", "engineer")`."""

    kind: str
    name: str

    def __str__(self) -> str:
        """As keys of a mapping: `queue:engineer`."""
        return f"{self.kind}:{self.name}"

    @property
    def placeholder(self) -> str:
        """As content holds it: `{{queue:engineer}}`."""
        return f"{{{{{self.kind}:{self.name}}}}}"

    @classmethod
    def parse(cls, text: str) -> "Reference":
        """From `queue:engineer`."""
        kind, _, name = text.partition(":")
        return cls(kind, name)


def find(content: Json) -> frozenset[Reference]:
    """Every reference in the content, however deep."""
    return frozenset(
        Reference(match[1], match[2]) for text in _texts(content) for match in _matches(text)
    )


def resolve(
    content: JsonObject,
    mapping: Mapping[Reference, str] | Mapping[str, str] | Mapping[Reference | str, str],
) -> JsonObject:
    """The content with every reference replaced. Keys may be `Reference` or `"queue:engineer"`.

    Raises:
        UnknownReferenceError: names every reference that the mapping lacks.
    """
    values = {str(key): value for key, value in mapping.items()}
    missing = sorted(str(found) for found in find(content) if str(found) not in values)
    if missing:
        raise UnknownReferenceError(
            f"the flow refers to {', '.join(missing)}, which nothing provides; "
            f"known are {', '.join(sorted(values)) or 'none'}"
        )
    return {key: _replace(value, values) for key, value in content.items()}


def _matches(text: str) -> Iterator[re.Match[str]]:
    return _PATTERN.finditer(text) if "{{" in text else iter(())


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _replace(value: Json, values: Mapping[str, str]) -> Json:
    if isinstance(value, str):
        return _PATTERN.sub(lambda match: values[f"{match[1]}:{match[2]}"], value)
    if isinstance(value, Mapping):
        return {key: _replace(inner, values) for key, inner in value.items()}
    if isinstance(value, list):
        return [_replace(inner, values) for inner in value]
    return value
