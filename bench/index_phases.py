"""The phases of `bench.index`: build a snapshot, bring it up to date, search it."""

import hashlib
import resource
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

import numpy as np

from ai.index.contents import Contents
from ai.index.knowledge import Query
from ai.index.snapshot import Snapshot
from ai.index.writer import write_snapshot
from bench.corpus import DIMENSIONS, Corpus, make_chunk, make_contents, make_corpus
from bench.plain import PlainSearch

_QUESTIONS: Final = 300
_PLAIN_QUESTIONS: Final = 20
_PLAIN_CHUNKS: Final = 10_000


@dataclass(frozen=True, kw_only=True)
class Written:
    """Seconds of each step, bytes of the file, and the peak of the process in MB."""

    steps: dict[str, float]
    size: int
    peak: float


@dataclass(frozen=True, kw_only=True)
class Searched:
    """Milliseconds of opening and searching, of the same done plainly, and the peak in MB.

    `busy` is of `searches` what the processor worked on them.
    """

    opened: list[float]
    searches: list[float]
    busy: list[float]
    plain: list[float]
    peak: float


def build(path: Path, chunks: int) -> Written:
    """Write a version of this many chunks, with nothing to carry over."""
    contents = make_contents(make_corpus(), chunks)
    steps: dict[str, float] = {}
    with _timed(steps, "count and write"):
        write_snapshot(contents, path)
    return Written(steps=steps, size=path.stat().st_size, peak=_peak())


def update(path: Path, out: Path) -> Written:
    """The next version with the middle document replaced: a builder's work but for its reading."""
    corpus = make_corpus()
    steps: dict[str, float] = {}
    with _timed(steps, "digest of what was fetched"):
        _digest(path)
    with _timed(steps, "open"):
        snapshot = Snapshot(path)
    with snapshot, _timed(steps, "load"):
        before = snapshot.contents()
    with _timed(steps, "replace one document"):
        after = _replaced(before, corpus)
    with _timed(steps, "count and write"):
        write_snapshot(after, out)
    with _timed(steps, "open to check"):
        Snapshot(out).close()
    with _timed(steps, "digest to publish"):
        _digest(out)
    return Written(steps=steps, size=out.stat().st_size, peak=_peak())


def search(path: Path) -> Searched:
    """Open the file and ask it questions, then ask the plain way where that fits."""
    asked = _questions(make_corpus())
    opened: list[float] = []
    for _ in range(5):
        begun = perf_counter()
        with Snapshot(path):
            opened.append(1_000 * (perf_counter() - begun))
    with Snapshot(path) as snapshot:
        snapshot.search(asked[0])
        searches: list[float] = []
        busy: list[float] = []
        for query in asked:
            begun = process_time()
            searches.append(_milliseconds(lambda query=query: snapshot.search(query)))
            busy.append(1_000 * (process_time() - begun))
        peak = _peak()
        plain: list[float] = []
        if snapshot.size <= _PLAIN_CHUNKS:
            baseline = PlainSearch(snapshot.contents())
            for query in asked[:_PLAIN_QUESTIONS]:
                plain.append(_milliseconds(lambda query=query: baseline.search(query)))
                found = [passage.chunk.id for passage in snapshot.search(query)]
                if found != baseline.search(query):
                    raise RuntimeError(f"not what the plain search gives: {query.text}")
    return Searched(opened=opened, searches=searches, busy=busy, plain=plain, peak=peak)


def _questions(corpus: Corpus) -> list[Query]:
    random = np.random.default_rng(2)
    return [
        Query(
            text=corpus.question(random),
            vector=random.standard_normal(DIMENSIONS).tolist(),
            limit=5,
            dense_weight=0.7,
        )
        for _ in range(_QUESTIONS)
    ]


def _replaced(before: Contents, corpus: Corpus) -> Contents:
    """Other text for all chunks of one document; the vectors of the others are gathered by id."""
    random = np.random.default_rng(3)
    names = sorted(before.documents)
    changed = names[len(names) // 2]
    chunks = tuple(
        make_chunk(corpus, random, changed, f"new{number}") if chunk.document == changed else chunk
        for number, chunk in enumerate(before.chunks)
    )
    known = {chunk.id: vector for chunk, vector in zip(before.chunks, before.vectors, strict=True)}
    fresh = before.vectors[0]
    return replace(
        before,
        documents={
            **before.documents,
            changed: replace(before.documents[changed], version="2"),
        },
        chunks=chunks,
        vectors=np.stack([known.get(chunk.id, fresh) for chunk in chunks]),
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _timed(steps: dict[str, float], step: str) -> Generator[None]:
    begun = perf_counter()
    yield
    steps[step] = perf_counter() - begun


def _milliseconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return 1_000 * (perf_counter() - begun)


def _peak() -> float:
    """Most memory that this process held so far, in MB; macOS counts in bytes, Linux in KiB."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1 << 20 if sys.platform == "darwin" else 1 << 10)
