"""Odd files of every format, and what must become of them. Add yours: a name, its bytes, the end.

`Odd(name, data, fault)` must be refused with this fault; `Odd(name, data, text=…)` must be read
and hold these words in this order; `lacks` are words that must not be read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ai.errors import DocumentFault

F = DocumentFault


@dataclass(frozen=True)
class Odd:
    """`what` says what is odd, `name` is the file's; `data` makes its bytes when needed."""

    what: str
    name: str
    data: Callable[[], bytes]
    fault: DocumentFault | None = None
    text: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


def every_odd_file() -> Iterator[Odd]:
    """All tables; they are made late, so that this module can be imported by each of them."""
    from tests.ai.ingest.readers import odd_hangul, odd_office, odd_text  # noqa: PLC0415

    for table in (odd_text.ODD, odd_office.ODD, odd_hangul.ODD):
        yield from table
