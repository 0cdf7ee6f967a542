"""Small versions of the knowledge with labels, and both ways to publish one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from ai.index.contents import Contents, IndexedDocument, Origin
from ai.index.glossary import Glossary, Term
from ai.index.knowledge import Filters, KnowledgeIndex, Query
from ai.index.ranking import unit_rows
from ai.index.snapshot import Snapshot
from ai.index.store import SnapshotStore
from ai.index.vector_index import VectorBucket, Waiting
from ai.index.vector_manifest import ManifestStore
from ai.index.vector_publisher import VectorPublisher
from ai.index.vocabulary import Vocabulary
from ai.index.writer import write_snapshot
from ai.ingest.chunk import chunk_document, embedded_text
from ai.model import Block, Document, Labels, Passage
from tests.ai.fakes import models
from tests.ai.fakes.s3 import FakeS3
from tests.ai.fakes.vectors import BUCKET, FakeVectors

GLOSSARY = Glossary((Term(spoken="핏클라우드", written="FitCloud"),))
DERIVED = (Term(spoken="에스엘에이", written="SLA"),)


@dataclass(frozen=True)
class File:
    """A document: under each heading one paragraph."""

    name: str
    sections: Sequence[tuple[str, str]]
    labels: Labels = field(default_factory=Labels)


FILES = (
    File(
        "refund.md",
        (("환불", "환불은 7일 안에 처리됩니다."), ("해지", "해지는 콘솔에서 합니다.")),
    ),
    File("sla.md", (("SLA", "FitCloud 월간 가용률은 99.9%입니다."),)),
)


def contents(files: Sequence[File] = FILES, glossary: Glossary = GLOSSARY) -> Contents:
    """What a build of the files would hand to the writer."""
    documents = [
        Document(
            name=file.name,
            version="1",
            title=file.name,
            blocks=tuple(Block(text=text, heading_path=(head,)) for head, text in file.sections),
            labels=file.labels,
        )
        for file in sorted(files, key=lambda file: file.name)
    ]
    chunked = [chunk_document(document) for document in documents]
    chunks = tuple(chunk for some in chunked for chunk in some)
    rows = [models.embed(embedded_text(chunk)) for chunk in chunks]
    return Contents(
        origin=Origin(readers="1", embedding_model="fake", dimensions=models.DIMENSIONS),
        documents={
            document.name: IndexedDocument(
                name=document.name, version="1", chunks=len(some), labels=document.labels
            )
            for document, some in zip(documents, chunked, strict=True)
        },
        chunks=chunks,
        vectors=unit_rows(np.array(rows, dtype=np.float32).reshape(len(rows), models.DIMENSIONS)),
        vocabulary=Vocabulary(glossary=glossary, derived=DERIVED),
        glossary_version="1",
    )


def query(
    text: str, limit: int = 5, dense_weight: float = 0.7, filters: Filters | None = None
) -> Query:
    """A question as both searches see it."""
    return Query(
        text=text,
        vector=models.embed(text),
        limit=limit,
        dense_weight=dense_weight,
        filters=filters or Filters(),
    )


class Shelf(Protocol):
    """Publishes versions one after the other, and opens any of them."""

    def publish(self, made: Contents) -> str:
        """The name of the version, which is now the current one."""
        ...

    def open(self, snapshot: str) -> KnowledgeIndex:
        """A version as callers are answered from it."""
        ...


class FileShelf:
    """Snapshot files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def publish(self, made: Contents) -> str:
        self._count += 1
        write_snapshot(made, self._folder / f"{self._count}.sqlite")
        return str(self._count)

    def open(self, snapshot: str) -> KnowledgeIndex:
        return Snapshot(self._folder / f"{snapshot}.sqlite", snapshot)


class VectorShelf:
    """Publishes to S3 Vectors as the reconciler does: prepare, store the file, move the pointer."""

    def __init__(self, folder: Path, vectors: FakeVectors | None = None) -> None:
        self.folder = folder
        self.vectors = vectors or FakeVectors()
        self.s3 = FakeS3()
        self.slept: list[float] = []
        self.store = SnapshotStore(self.s3.client, "index")
        self.manifests = ManifestStore(self.s3.client, "index")
        self.bucket = VectorBucket(client=self.vectors.client, name=BUCKET, prefix="knowledge")
        self.publisher = self.make_publisher()

    def make_publisher(self) -> VectorPublisher:
        """Another builder at the same buckets. It sleeps by moving its clock."""
        clock = [0.0]

        def sleep(seconds: float) -> None:
            self.slept.append(seconds)
            clock[0] += seconds

        waiting = Waiting(clock=lambda: clock[0], sleep=sleep)
        return VectorPublisher(self.bucket, self.store, self.manifests, waiting)

    def write(self, made: Contents, name: str = "candidate") -> Path:
        """The file of a candidate."""
        path = self.folder / f"{name}.sqlite"
        write_snapshot(made, path)
        return path

    def publish(self, made: Contents) -> str:
        pointer = self.store.pointer()
        path = self.write(made)
        snapshot = self.publisher.prepare(path, made, pointer)
        assert self.store.put(path) == snapshot
        self.store.move(snapshot, pointer)
        return snapshot

    def open(self, snapshot: str) -> KnowledgeIndex:
        with self.publisher.open(snapshot, self.folder / "none.sqlite") as index:
            return index


MAKERS: Mapping[str, Callable[[Path], Shelf]] = {"snapshot": FileShelf, "s3-vectors": VectorShelf}
"""Every kind of index, for what holds of all of them."""


def names(passages: list[Passage]) -> set[str]:
    """Of the documents that passages are from."""
    return {passage.chunk.document for passage in passages}
