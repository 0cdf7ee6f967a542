"""Both buckets in memory, and builders on them."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ai.index.contents import IndexedDocument
from ai.index.snapshot import Snapshot
from ai.index.store import SnapshotStore
from ai.ingest.build import Builder
from ai.ingest.reconcile import Outcome, Reconciler
from ai.ingest.source import BucketSource
from tests.ai.fakes import models
from tests.ai.fakes.s3 import FakeS3


class World:
    def __init__(self) -> None:
        self.s3 = FakeS3({"documents": {}, "index": {}})
        self.store = SnapshotStore(self.s3.client, "index")
        self.notified: list[list[str]] = []

    def document(self, name: str, text: str) -> None:
        self.s3.put("documents", name, text.encode())

    def reconciler(
        self, embed: Callable[[Sequence[str]], list[list[float]]] = models.embed_all
    ) -> Reconciler:
        return Reconciler(
            BucketSource(self.s3.client, "documents"),
            self.store,
            Builder(embed, "fake", models.DIMENSIONS),
            self._notify,
        )

    def reconcile(self) -> Outcome:
        return self.reconciler().reconcile()

    def published(self, folder: Path) -> list[str]:
        pointer = self.store.pointer()
        assert pointer
        self.store.fetch(pointer.snapshot, folder / "published.sqlite")
        with Snapshot(folder / "published.sqlite") as snapshot:
            return [chunk.text for chunk in snapshot.contents().chunks]

    def report(self) -> dict[str, Any]:
        return json.loads(self.s3.buckets["index"]["report.json"])

    def _notify(self, failed: Sequence[IndexedDocument]) -> None:
        self.notified.append([document.name for document in failed])
