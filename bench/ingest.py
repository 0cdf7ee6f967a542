"""How fast documents become a published index, and what it costs as they grow in number.

    .venv/bin/python -m bench.ingest [--sizes 100 300 1000 3000 10000] [--changed 2000]
                                     [--latency-ms 50] [--embedded 2] [--repeat 5]

Reading is of the sample documents, by format; growth is of made-up Markdown documents of five
chunks, in a bucket in memory, without embedding: vectors come at once. Each build runs in a
process of its own. `--latency-ms` is a stand-in for a model that takes so long a passage, with the
builder's four calls at once; `--embedded` documents are embedded by the local model as well.
"""

import argparse
import math
import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Final, TypeVar

import numpy as np
from rich.console import Console
from rich.table import Table

from ai.ingest.chunk import chunk_document, embedded_text
from ai.ingest.embed import THREADS
from ai.ingest.readers.registry import read_document
from bench.ingest_phases import Built, Changed, Read, build, change, made_up, read_formats

T = TypeVar("T")

_LATENCY_DOCUMENTS: Final = 40


def main() -> None:
    """Measures and prints tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 300, 1_000, 3_000, 10_000])
    parser.add_argument("--changed", type=int, default=2_000)
    parser.add_argument("--latency-ms", type=float, default=50.0)
    parser.add_argument("--embedded", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    console = Console(highlight=False, width=150)
    console.print(formats_table(_alone(read_formats, given.repeat)))
    console.print(growth_table([_alone(build, size) for size in given.sizes]))
    console.print(changed_line(_alone(change, given.changed)))
    seconds = given.latency_ms / 1_000
    console.print(latency_line(_alone(build, _LATENCY_DOCUMENTS, seconds), seconds))
    if given.embedded:
        console.print(_embedded_line(given.embedded))


def formats_table(rows: Sequence[Read]) -> Table:
    """Documents a second by format."""
    table = Table(title="documents a second, by format")
    for column in ("format", "files", "read", "chunk", "read, bounded", "bounded / plain"):
        table.add_column(column, justify="right")
    for row in rows:
        table.add_row(
            row.suffix,
            str(row.files),
            f"{row.read:,.0f}",
            f"{row.chunk:,.0f}",
            f"{row.bounded:,.0f}",
            f"{row.bounded / row.read:.2f}",
        )
    return table


def growth_table(rows: Sequence[Built]) -> Table:
    """Full builds by size, each against the first, and the slope of the whole."""
    table = Table(title=f"full build, embedding excluded; {slope_words(rows)}")
    columns = ("documents", "chunks", "read s", "chunk s", "embed s", "write s", "total s")
    for column in (*columns, "documents/s", "peak MB", "time a document / first"):
        table.add_column(column, justify="right")
    first = rows[0].total / rows[0].documents
    for row in rows:
        table.add_row(
            f"{row.documents:,}",
            f"{row.chunks:,}",
            *(f"{part:.2f}" for part in (row.read, row.chunk, row.embed, row.write, row.total)),
            f"{row.documents / row.total:,.0f}",
            f"{row.peak:,.0f}",
            f"{row.total / row.documents / first:.2f}",
        )
    return table


def slope(rows: Sequence[Built]) -> float:
    """Of log time over log documents: 1 is linear, 2 quadratic. NaN for a single size."""
    if len(rows) < 2:
        return math.nan
    sizes = np.log([row.documents for row in rows])
    return float(np.polyfit(sizes, np.log([row.total for row in rows]), 1)[0])


def slope_words(rows: Sequence[Built]) -> str:
    """The slope as the title says it."""
    return f"time grows with documents to the power of {slope(rows):.2f}"


def changed_line(row: Changed) -> str:
    """One changed document."""
    return (
        f"one changed document of {row.documents:,} ({row.chunks:,} chunks, "
        f"{row.gate_questions} golden questions): published in {row.publish:.2f} s "
        f"({row.processor:.2f} s of processor), "
        f"a look without news {row.nothing_new * 1_000:.0f} ms "
        f"({row.nothing_new / row.publish:.3f} of it), peak {row.peak:,.0f} MB"
    )


def latency_line(row: Built, seconds: float) -> str:
    """A build with a model that takes `seconds` a passage, against its bound."""
    bound = row.chunks * seconds / THREADS
    return (
        f"embedding at {seconds * 1_000:.0f} ms a passage, {THREADS} calls at once: "
        f"{row.documents / row.total:.1f} documents/s; embedding took {row.embed:.2f} s, "
        f"{row.embed / bound:.2f} times its bound of {bound:.2f} s"
    )


def _embedded_line(count: int) -> str:
    from local.bedrock.vectors import load_embedded_model  # noqa: PLC0415 - loads the model

    model = load_embedded_model()
    texts = [
        embedded_text(chunk)
        for name, data in made_up(count).items()
        for chunk in chunk_document(read_document(name, "1", data))
    ]
    model.passage(texts[:1])
    begun = time.perf_counter()
    for text in texts:
        model.passage([text])
    taken = time.perf_counter() - begun
    return (
        f"the embedded model: {taken / len(texts) * 1_000:.0f} ms a passage, "
        f"{count / taken:.2f} documents/s ({len(texts)} passages)"
    )


def _alone(work: Callable[..., T], *arguments: object) -> T:
    """In a process of its own, so that its memory peak is its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(work, *arguments).result()


if __name__ == "__main__":
    main()
