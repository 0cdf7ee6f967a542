"""What `bench.ingest` measures, each in a process of its own so that memory peaks are its own."""

import resource
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

import numpy as np

from ai.index.history import History
from ai.index.snapshot import Snapshot
from ai.index.store import SnapshotStore
from ai.index.writer import write_snapshot
from ai.ingest.build import Builder
from ai.ingest.chunk import chunk_document
from ai.ingest.gate import GateRules
from ai.ingest.parts import BucketParts
from ai.ingest.readers.bounded import BoundedReader
from ai.ingest.readers.registry import read_document
from ai.ingest.reading import ReadDocument
from ai.ingest.reconcile import Reconciler
from ai.ingest.source import BucketSource
from bench.corpus import DIMENSIONS, make_corpus
from local.state import ROOT
from tests.ai.fakes.s3 import FakeS3

SECTIONS: Final = 5
"""Sections, and with them chunks, of a made-up document; the samples have as many."""

QUESTIONS: Final = 100


@dataclass(frozen=True, kw_only=True)
class Read:
    """Files of one format: documents a second, in this process and in the bounded one."""

    suffix: str
    files: int
    read: float
    chunk: float
    bounded: float


@dataclass(frozen=True, kw_only=True)
class Built:
    """A full build. Times in seconds, the peak in MB."""

    documents: int
    chunks: int
    read: float
    chunk: float
    embed: float
    write: float
    peak: float

    @property
    def total(self) -> float:
        """Everything."""
        return self.read + self.chunk + self.embed + self.write


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One document of many changed: seconds until it is published, and a look without news.

    `processor` is what of the publication was work, whatever else ran on the machine.
    """

    documents: int
    chunks: int
    publish: float
    processor: float
    gate_questions: int
    nothing_new: float
    peak: float


class Embedding:
    """Vectors at once or after `seconds` a passage: what matters here is the time around them."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds
        self._random = np.random.default_rng(3)
        self._rows = self._random.standard_normal((64, DIMENSIONS)).tolist()

    def passages(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector a passage."""
        if self._seconds:
            time.sleep(self._seconds * len(texts))
        return [self._rows[len(text) % 64] for text in texts]

    def question(self, text: str) -> list[float]:
        """A vector."""
        return self.passages([text])[0]


def made_up(count: int, seed: int = 5) -> dict[str, bytes]:
    """So many Markdown documents by name."""
    corpus, random = make_corpus(), np.random.default_rng(seed)
    return {
        f"{number // 500:03}/{number:06}.md": _document(
            [corpus.text(random) for _ in range(SECTIONS)], number
        )
        for number in range(count)
    }


def read_formats(repeat: int) -> list[Read]:
    """The sample documents by format, each read so many times."""
    by_suffix: dict[str, list[Path]] = {}
    for path in sorted((ROOT / "samples" / "documents").iterdir()):
        if path.name != "glossary.csv":
            by_suffix.setdefault(path.suffix, []).append(path)
    with BoundedReader() as reader:
        return [_read_format(suffix, paths, repeat, reader) for suffix, paths in by_suffix.items()]


def build(count: int, seconds: float = 0.0) -> Built:
    """A full build of made-up documents from a bucket in memory."""
    s3 = FakeS3({"documents": made_up(count), "index": {}}, page_size=1_000)
    embedding = Embedding(seconds)
    builder = Builder(
        embedding.passages, "random", DIMENSIONS, parts=BucketParts(s3.client, "index")
    )
    candidate = builder.build(BucketSource(s3.client, "documents"), None)
    if candidate is None:
        raise AssertionError("a first build always gives a candidate")
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        write_snapshot(candidate.contents, Path(folder) / "snapshot.sqlite")
        write = time.perf_counter() - begun
        with Snapshot(Path(folder) / "snapshot.sqlite") as snapshot:
            chunks = snapshot.size
    return Built(documents=count, chunks=chunks, write=write, peak=_peak(), **candidate.seconds)


def change(count: int) -> Changed:
    """One document changes in a published bucket that has golden questions."""
    documents = made_up(count)
    names = list(documents)
    corpus, random = make_corpus(), np.random.default_rng(9)
    questions = "\n".join(
        f'{{"question": "{corpus.question(random)}", "documents": ["{names[number % count]}"]}}'
        for number in range(QUESTIONS)
    )
    s3 = FakeS3(
        {"documents": {**documents, "golden.jsonl": questions.encode()}, "index": {}},
        page_size=1_000,
    )
    _reconciler(s3).reconcile()
    text = corpus.text(random)
    s3.put("documents", names[0], _document([text, *[corpus.text(random)] * 2], 0))
    worked = time.process_time()
    publish, outcome = _timed(_reconciler(s3))
    worked = time.process_time() - worked
    if outcome != "published":
        raise AssertionError(f"the changed document was {outcome}")
    nothing_new, _ = _timed(_reconciler(s3))
    return Changed(
        documents=count,
        chunks=count * SECTIONS,
        publish=publish,
        processor=worked,
        gate_questions=QUESTIONS,
        nothing_new=nothing_new,
        peak=_peak(),
    )


def _reconciler(s3: FakeS3) -> Reconciler:
    embedding = Embedding()
    return Reconciler(
        source=BucketSource(s3.client, "documents"),
        store=SnapshotStore(s3.client, "index"),
        history=History(s3.client, "index"),
        builder=Builder(
            embedding.passages, "random", DIMENSIONS, parts=BucketParts(s3.client, "index")
        ),
        embed_question=embedding.question,
        notify=lambda _mail: True,
        rules=GateRules(floor=0.0, regression=1.0),  # the vectors mean nothing
    )


def _timed(reconciler: Reconciler) -> tuple[float, str]:
    begun = time.perf_counter()
    outcome = reconciler.reconcile()
    return time.perf_counter() - begun, outcome.outcome


def _document(sections: Sequence[str], number: int) -> bytes:
    body = "\n\n".join(
        f"## {place}절 안내\n\n{text}" for place, text in enumerate(sections, start=1)
    )
    return f"# 서비스 안내 {number}\n\n{body}\n".encode()


def _read_format(suffix: str, paths: Sequence[Path], repeat: int, reader: BoundedReader) -> Read:
    files = {path.name: path.read_bytes() for path in paths}
    count = len(files) * repeat
    reading = _reading(files, repeat, read_document)
    bounded = _reading(files, repeat, reader.read_document)
    documents = [read_document(name, "1", data) for name, data in files.items()]
    begun = time.perf_counter()
    for _ in range(repeat):
        for document in documents:
            chunk_document(document)
    chunking = time.perf_counter() - begun
    return Read(
        suffix=PurePosixPath(suffix).name,
        files=len(files),
        read=count / reading,
        chunk=count / chunking,
        bounded=count / bounded,
    )


def _reading(files: Mapping[str, bytes], repeat: int, read: ReadDocument) -> float:
    for name, data in files.items():
        read(name, "1", data)  # imports, and the child process, are not the documents' time
    begun = time.perf_counter()
    for _ in range(repeat):
        for name, data in files.items():
            read(name, "1", data)
    return time.perf_counter() - begun


def _peak() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)
