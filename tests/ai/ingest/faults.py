"""A bucket that fails at a chosen call, and what must hold afterwards whatever failed."""

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ai.errors import ModelError
from ai.index.snapshot import Snapshot
from ai.ingest.parts import PARTS
from tests.ai.fakes import models
from tests.ai.ingest.worlds import World

OLD = {"a.md": "# 환불\n\n환불은 7일 안에 합니다.", "b.md": "# 해지\n\n해지는 콘솔에서 합니다."}
NEW = {"a.md": "# 환불\n\n환불은 3일 안에 합니다.", "c.md": "# 요금\n\n요금은 9만 원입니다."}


class KilledError(BaseException):
    """The process is gone: nothing runs after it."""


@dataclass
class Breaking:
    """Raises at call number `at`; a killed process makes no call after it either."""

    at: int
    error: Callable[[], BaseException]
    for_ever: bool
    made: int = 0

    def __call__(self, operation: str, key: str) -> None:
        self.made += 1
        if self.made == self.at or (self.for_ever and self.made > self.at):
            raise self.error()


def shop(world: World) -> None:
    """Two documents with a question, published."""
    for name, text in OLD.items():
        world.document(name, text)
    world.golden(("환불은 며칠 안에 하나요", "a.md"))
    world.reconcile()


def change(world: World) -> None:
    """One document is changed, one is new, one is gone, one is broken."""
    del world.s3.buckets["documents"]["b.md"]
    for name, text in NEW.items():
        world.document(name, text)
    world.document("broken.pdf", "not a pdf")


def calls_of_a_change() -> int:
    """How many calls the bucket gets until a change is published and reported."""
    world = World()
    shop(world)
    change(world)
    world.s3.calls.clear()
    world.reconcile()
    return len(world.s3.calls)


def answering(world: World, folder: Path) -> frozenset[str]:
    """Texts of the snapshot that the pointer names, read as callers' functions read it."""
    pointer = world.store.pointer()
    assert pointer, "callers have nothing to be answered from"
    path = folder / "answering.sqlite"
    world.store.fetch(pointer.snapshot, path)
    with Snapshot(path) as snapshot:
        return frozenset(chunk.text for chunk in snapshot.contents().chunks)


def bodies(files: dict[str, str]) -> frozenset[str]:
    """What the chunks of such documents say."""
    return frozenset(text.split("\n\n", 1)[1] for text in files.values())


def assert_whole(world: World) -> None:
    """Callers are answered from the bucket as it is, the report says so, and nothing is left."""
    pointer = world.store.pointer()
    assert pointer
    report = world.report()
    assert report["snapshot"] == pointer.snapshot
    assert report["candidate"] is None
    states = {entry["name"]: entry["status"] for entry in report["documents"]}
    assert states == {"a.md": "indexed", "broken.pdf": "failed", "c.md": "indexed"}
    left = [key for key in world.s3.buckets["index"] if key.startswith(PARTS)]
    assert left == []
    assert json.loads(world.s3.buckets["index"]["current"])["snapshot"] == pointer.snapshot


class Embeddings:
    """A model that throttles, times out or fails for its first calls."""

    def __init__(self, failing: int, cause: Exception | None) -> None:
        self.left = failing
        self.texts: list[str] = []
        self._cause = cause
        self._lock = threading.Lock()

    def __call__(self, texts: Sequence[str]) -> list[list[float]]:
        with self._lock:
            self.left -= 1
            if self.left >= 0:
                raise ModelError("a passage could not be embedded") from self._cause
            self.texts += texts
        return models.embed_all(texts)


def nothing(_operation: str, _key: str) -> None:
    """No fault any more."""
