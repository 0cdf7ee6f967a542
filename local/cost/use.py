"""So much of something that has a price, and what uses it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class Declared(Protocol):
    """A resource as the program declares it; `type` is Pulumi's token."""

    @property
    def type(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def inputs(self) -> Mapping[str, Any]: ...  # noqa: D102


def variables_of(function: Declared) -> Mapping[str, Any]:
    """The environment that a function is declared with."""
    environment: Mapping[str, Any] = function.inputs.get("environment") or {}
    variables: Mapping[str, Any] = environment.get("variables", {})
    return variables


@dataclass(frozen=True, kw_only=True)
class Use:
    """`quantity` units of the price `price` in a month; `by_call` when it grows with the calls."""

    price: str
    quantity: float
    by_call: bool

    @classmethod
    def call(cls, price: str, quantity: float) -> "Use":
        """What callers use."""
        return cls(price=price, quantity=quantity, by_call=True)

    @classmethod
    def fixed(cls, price: str, quantity: float) -> "Use":
        """What is billed also where nobody calls."""
        return cls(price=price, quantity=quantity, by_call=False)
