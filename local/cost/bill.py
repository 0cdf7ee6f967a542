"""A month's bill, line by line, and what a budget buys."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from local.cost.conversations import conversation_uses
from local.cost.metrics import metric_uses
from local.cost.prices import Price, PriceTable
from local.cost.resources import uses_of
from local.cost.use import Declared, Use
from local.cost.volume import Volume


@dataclass(frozen=True, kw_only=True)
class Line:
    """All use of one price, fixed or by call."""

    price: Price
    quantity: float
    by_call: bool

    @property
    def usd(self) -> float:
        """For a month."""
        return self.quantity * self.price.usd

    def to_json(self) -> dict[str, Any]:
        """As the command line prints it."""
        return {
            "item": self.price.item,
            "unit": self.price.unit,
            "quantity": round(self.quantity, 6),
            "usd": round(self.usd, 6),
            "source": self.price.source,
            "kind": "per_call" if self.by_call else "fixed",
            "price_usd": self.price.usd,
            "region": self.price.region,
            "date": self.price.date,
            "verified": self.price.verified,
        }


@dataclass(frozen=True, kw_only=True)
class Bill:
    """Lines, largest first."""

    lines: Sequence[Line]
    calls: int

    @property
    def usd(self) -> float:
        """Everything, with nothing taken off for what an account gets for nothing."""
        return sum(line.usd for line in self.lines)

    @property
    def fixed_usd(self) -> float:
        """What it costs where nobody calls."""
        return sum(line.usd for line in self.lines if not line.by_call)

    @property
    def per_call_usd(self) -> float:
        """What one call adds, on average."""
        return (self.usd - self.fixed_usd) / self.calls if self.calls else 0.0

    @property
    def free_usd(self) -> float:
        """What an account with this stack alone would get for nothing."""
        by_price: dict[str, tuple[Price, float]] = {}
        for line in self.lines:
            _, before = by_price.get(line.price.key, (line.price, 0.0))
            by_price[line.price.key] = line.price, before + line.quantity
        return sum(price.usd * min(price.free, used) for price, used in by_price.values())


def bill(resources: Iterable[Declared], volume: Volume, table: PriceTable) -> Bill:
    """What these resources cost in a month of this volume.

    Raises:
        UnpricedError: for a resource of which nobody has said what it costs.
    """
    listed = list(resources)
    uses = [use for resource in listed for use in uses_of(resource, volume)]
    uses += metric_uses(listed, volume)
    uses += conversation_uses(listed, volume)
    lines = [
        Line(
            price=table.prices[key],
            quantity=sum(use.quantity for use in same),
            by_call=by_call,
        )
        for (key, by_call), same in _together(uses)
    ]
    return Bill(lines=sorted(lines, key=lambda line: -line.usd), calls=volume.calls)


def _together(uses: Iterable[Use]) -> list[tuple[tuple[str, bool], list[Use]]]:
    def kind(use: Use) -> tuple[str, bool]:
        return use.price, use.by_call

    return [(key, list(same)) for key, same in groupby(sorted(uses, key=kind), key=kind)]


MOST_CALLS = 10_000_000


def calls_within(usd: float, cost_of: Callable[[int], float]) -> int:
    """Most calls a month that cost no more than `usd`; 0 when not even none do."""
    low, high = 0, MOST_CALLS
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cost_of(middle) <= usd else (low, middle - 1)
    return low
