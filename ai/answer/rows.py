"""Whether a figure out of a table is said of its own row: no neighbour's price. Pure.

Readers write a row as `header: cell, header: cell`, one line each.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ai.answer.quantities import Quantity, quantities
from ai.sentences import sentences

_CELL: Final = re.compile(r"([^:,\n]{1,40}):\s([^:\n]*?)(?=,\s[^:,\n]{1,40}:\s|\n|\Z)")
_FEWEST_CELLS: Final = 2
_LEAST_LABEL: Final = 2


@dataclass(frozen=True, kw_only=True)
class _Row:
    labels: frozenset[str]
    held: frozenset[tuple[str, str]]


def of_another_row(text: str, sources: Sequence[str]) -> str | None:
    """The first figure that the rows hold only for something else than its sentence names."""
    rows = [row for source in sources for line in source.split("\n") if (row := _row(line))]
    if not rows:
        return None
    prose = "\n".join(
        line for source in sources for line in source.split("\n") if _row(line) is None
    )
    free = {_key(one) for one in quantities(prose)}
    for sentence in sentences(text):
        spaceless = _spaceless(sentence)
        own = [row for row in rows if any(label in spaceless for label in _own(row, rows))]
        for one in quantities(sentence):
            holding = [row for row in rows if _key(one) in row.held]
            if own and holding and _key(one) not in free and not _meet(own, holding):
                return one.text
    return None


def _row(line: str) -> _Row | None:
    cells = [match.group(2).strip() for match in _CELL.finditer(line)]
    if len(cells) < _FEWEST_CELLS:
        return None
    labels = {_spaceless(cell) for cell in cells if not quantities(cell)}
    return _Row(
        labels=frozenset(label for label in labels if len(label) >= _LEAST_LABEL),
        held=frozenset(_key(one) for cell in cells for one in quantities(cell)),
    )


def _own(row: _Row, rows: Sequence[_Row]) -> set[str]:
    """The labels that not every row has: those tell it apart."""
    return {label for label in row.labels if not all(label in other.labels for other in rows)}


def _meet(own: Sequence[_Row], holding: Sequence[_Row]) -> bool:
    return any(one is other for one in own for other in holding)


def _key(one: Quantity) -> tuple[str, str]:
    return (one.kind, str(one.value.normalize()))


def _spaceless(text: str) -> str:
    return re.sub(r"\s", "", text).lower()
