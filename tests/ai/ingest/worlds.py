"""Both buckets in memory, and builders on them."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ai.index.history import History
from ai.index.snapshot import Snapshot
from ai.index.store import SnapshotStore
from ai.ingest.build import Builder
from ai.ingest.gate import GateRules
from ai.ingest.mails import Mail
from ai.ingest.outcome import Outcome
from ai.ingest.pace import Pace
from ai.ingest.parts import BucketParts
from ai.ingest.reconcile import Reconciler
from ai.ingest.source import BucketSource
from tests.ai.fakes import models
from tests.ai.fakes.s3 import FakeS3

Embed = Callable[[Sequence[str]], list[list[float]]]


class World:
    def __init__(self) -> None:
        self.s3 = FakeS3({"documents": {}, "index": {}})
        self.store = SnapshotStore(self.s3.client, "index")
        self.history = History(self.s3.client, "index")
        self.mails: list[Mail] = []
        self.mail_works = True
        self.rules = GateRules()
        self.kept = 10
        self.model = "fake"
        self.asked: list[str] = []

    def document(self, name: str, text: str) -> None:
        self.s3.put("documents", name, text.encode())

    def golden(self, *questions: tuple[str, str]) -> None:
        """Questions and the document of each."""
        lines = [
            json.dumps({"id": str(number), "question": question, "documents": [name]})
            for number, (question, name) in enumerate(questions, start=1)
        ]
        self.document("golden.jsonl", "\n".join(lines))

    def reconciler(self, embed: Embed = models.embed_all, pace: Pace | None = None) -> Reconciler:
        return Reconciler(
            source=BucketSource(self.s3.client, "documents"),
            store=self.store,
            history=self.history,
            builder=Builder(
                embed,
                self.model,
                models.DIMENSIONS,
                parts=BucketParts(self.s3.client, "index"),
                pace=pace or Pace(sleep=lambda _: None),
            ),
            embed_question=self._embed_question,
            notify=self._notify,
            rules=self.rules,
            kept=self.kept,
        )

    def reconcile(self, *, thorough: bool = False) -> Outcome:
        return self.reconciler().reconcile(thorough=thorough)

    def published(self, folder: Path) -> list[str]:
        pointer = self.store.pointer()
        assert pointer
        self.store.fetch(pointer.snapshot, folder / "published.sqlite")
        with Snapshot(folder / "published.sqlite") as snapshot:
            return [chunk.text for chunk in snapshot.contents().chunks]

    def report(self) -> dict[str, Any]:
        return json.loads(self.s3.buckets["index"]["report.json"])

    def parts(self) -> list[str]:
        return [key for key in self.s3.buckets["index"] if key.startswith("parts/")]

    def snapshots(self) -> list[str]:
        return [key for key in self.s3.buckets["index"] if key.startswith("snapshots/")]

    def _embed_question(self, question: str) -> list[float]:
        self.asked.append(question)
        return models.embed(question)

    def _notify(self, mail: Mail) -> bool:
        if self.mail_works:
            self.mails.append(mail)
        return self.mail_works
