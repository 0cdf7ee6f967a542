"""How fast a snapshot is searched, opened, built and brought up to date, by its size.

    .venv/bin/python -m bench.index [--sizes 1000 10000 100000]

Embedding is not part of it: vectors are drawn at random. Each phase runs in a process of its own,
so that its peak memory is its own, on one core. "CPU" is what the process itself was busy: it is
the wall-clock time of a machine that does nothing else, but for memory that others slow down. The
baseline is what a search must give, done plainly in the same process: the counts of every chunk
looked through in a loop (as rank_bm25 does), every cosine, everything sorted. It is left out above
10,000 chunks, where those counts take gigabytes.
"""

import argparse
import multiprocessing
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.index_phases import Searched, Written, build, search, update

SEARCH_AIMS: Final = {10_000: 5.0, 100_000: 30.0}
"""Milliseconds of p95 that a search may take, by chunks."""

OPEN_AIMS: Final = {10_000: 150.0}
"""Milliseconds that opening may take, by chunks."""

UPDATE_AIMS: Final = {10_000: 3.0}
"""Seconds from one changed document to its published snapshot; less is left to the network."""


def _aim(value: float, aims: dict[int, float], chunks: int) -> str:
    return f"{aims[chunks] / value:.1f}" if chunks in aims else "–"


def main() -> None:
    """Reads the arguments, runs every phase, and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    sizes: list[int] = parser.parse_args().sizes
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy is loaded anew by each phase
    searches = Table(title="search and open, milliseconds; CPU: p95")
    for column in ("chunks", "p50", "p95", "CPU", "× aim", "plain", "×", "open", "× aim", "MB"):
        searches.add_column(column, justify="right")
    writes = Table(title="write, seconds")
    for column in ("chunks", "file MB", "anew", "µs a chunk", "peak MB"):
        writes.add_column(column, justify="right")
    updates = Table(title="one document of 20 chunks replaced, seconds")
    updates.add_column("step")
    columns: list[dict[str, str]] = []
    for size in sizes:
        built, updated, found = _run(size)
        searches.add_row(*_searched(size, found))
        anew = built.steps["count and write"]
        writes.add_row(
            *(f"{size:,}", f"{built.size / 1e6:.1f}", f"{anew:.2f}"),
            *(f"{1e6 * anew / size:.0f}", f"{built.peak:.0f}"),
        )
        whole = sum(updated.steps.values())
        columns.append(
            {step: f"{seconds:.3f}" for step, seconds in updated.steps.items()}
            | {"all": f"{whole:.2f}", "× aim": _aim(whole, UPDATE_AIMS, size)}
            | {"peak MB": f"{updated.peak:.0f}"}
        )
        updates.add_column(f"{size:,}", justify="right")
    for step in columns[0]:
        updates.add_row(step, *(column[step] for column in columns))
    for table in (searches, writes, updates):
        Console().print(table)


def _searched(chunks: int, found: Searched) -> Iterator[str]:
    """A row of the first table."""
    p50, p95 = np.percentile(found.searches, [50, 95])
    opened = float(np.median(found.opened))
    plain = float(np.median(found.plain)) if found.plain else None
    yield from (f"{chunks:,}", f"{p50:.2f}", f"{p95:.2f}", f"{np.percentile(found.busy, 95):.2f}")
    yield _aim(p95, SEARCH_AIMS, chunks)
    yield from (f"{plain:.1f}", f"{plain / p50:.0f}") if plain else ("–", "–")
    yield from (f"{opened:.0f}", _aim(opened, OPEN_AIMS, chunks), f"{found.peak:.0f}")


def _run(chunks: int) -> tuple[Written, Written, Searched]:
    with tempfile.TemporaryDirectory(prefix="bench-index-") as folder:
        path, out = Path(folder) / "before.sqlite", Path(folder) / "after.sqlite"
        with ProcessPoolExecutor(
            1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1
        ) as pool:
            built = pool.submit(build, path, chunks).result()
            updated = pool.submit(update, path, out).result()
            return built, updated, pool.submit(search, path).result()


if __name__ == "__main__":
    main()
