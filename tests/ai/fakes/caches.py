"""A snapshot cache over a bucket in memory, with a clock and a thread that the test drives."""

from collections.abc import Callable
from pathlib import Path

from ai.index.cache import SnapshotCache
from ai.index.knowledge import KnowledgeIndex, Query
from ai.index.store import Pointer, SnapshotStore
from ai.index.writer import write_snapshot
from tests.ai.fakes import models
from tests.ai.fakes.assistants import build
from tests.ai.fakes.s3 import FakeS3


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Beside:
    """Stands in for the thread: work begins at once, or when the test says so."""

    def __init__(self) -> None:
        self.at_once = True
        self.waiting: list[Callable[[], None]] = []

    def __call__(self, work: Callable[[], None]) -> None:
        if self.at_once:
            work()
        else:
            self.waiting.append(work)

    def finish(self) -> None:
        while self.waiting:
            self.waiting.pop()()


class CacheWorld:
    """What is published, and a cache that reads it."""

    def __init__(self, folder: Path) -> None:
        self.s3 = FakeS3({"index": {}})
        self.store = SnapshotStore(self.s3.client, "index")
        self.clock = Clock()
        self.folder = folder
        self.beside = Beside()
        self.cache = SnapshotCache(
            self.store, 2.0, patience=0.0, clock=self.clock, start=self.beside
        )

    def publish(self, text: str) -> Pointer:
        path = self.folder / "candidate.sqlite"
        write_snapshot(build({"a.md": text.encode()} if text else {}), path)
        return self.store.move(self.store.put(path), self.store.pointer())

    def requests(self, key: str) -> int:
        return self.s3.calls.count(("get_object", key))

    def asked(self) -> str:
        """What a turn answers from."""
        return answer(self.cache.current())


def answer(index: KnowledgeIndex) -> str:
    found = index.search(Query(text="안내", vector=models.embed("안내"), limit=1, dense_weight=0.5))
    return found[0].chunk.text
