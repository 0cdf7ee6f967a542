import logging
from pathlib import Path

import pytest

from ai.errors import KnowledgeError, NoSnapshotError
from ai.index.cache import SnapshotCache
from ai.index.store import Pointer, SnapshotStore
from ai.index.writer import write_snapshot
from tests.ai.fakes.assistants import build
from tests.ai.fakes.s3 import FakeS3


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class World:
    def __init__(self, folder: Path) -> None:
        self.s3 = FakeS3({"index": {}})
        self.store = SnapshotStore(self.s3.client, "index")
        self.clock = Clock()
        self.folder = folder
        self.cache = SnapshotCache(self.store, 2.0, self.clock)

    def publish(self, text: str) -> Pointer:
        path = self.folder / "candidate.sqlite"
        write_snapshot(build({"a.md": text.encode()}), path)
        return self.store.move(self.store.put(path), self.store.pointer())


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_before_anything_is_published_there_is_no_snapshot(world: World) -> None:
    with pytest.raises(NoSnapshotError):
        world.cache.current()


def test_the_first_publication_is_seen_at_once(world: World) -> None:
    with pytest.raises(NoSnapshotError):
        world.cache.current()
    pointer = world.publish("환불은 7일입니다.")
    assert world.cache.current().snapshot == pointer.snapshot


def test_a_new_snapshot_is_seen_after_the_interval_and_not_before(world: World) -> None:
    first = world.publish("하나.")
    assert world.cache.current().snapshot == first.snapshot
    second = world.publish("둘.")
    world.clock.now += 1.9
    assert world.cache.current().snapshot == first.snapshot
    world.clock.now += 0.2
    assert world.cache.current().snapshot == second.snapshot


def test_an_unchanged_pointer_costs_one_small_request(world: World) -> None:
    world.publish("하나.")
    world.cache.current()
    world.s3.calls.clear()
    world.clock.now += 5
    world.cache.current()
    world.cache.current()
    assert world.s3.calls == [("get_object", "current")]


def test_what_was_opened_before_still_answers_after_the_swap(world: World) -> None:
    world.publish("하나.")
    before = world.cache.current()
    world.publish("둘.")
    world.clock.now += 5
    assert world.cache.current() is not before
    assert before.contents().chunks[0].text == "하나."


def test_a_broken_download_never_replaces_a_good_snapshot(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    first = world.publish("하나.")
    world.cache.current()
    second = world.publish("둘.")
    world.s3.put("index", f"snapshots/{second.snapshot}.sqlite", b"broken")
    world.clock.now += 5
    with caplog.at_level(logging.ERROR):
        assert world.cache.current().snapshot == first.snapshot
    assert [record.__dict__["event"] for record in caplog.records] == ["snapshot_kept"]


def test_a_lost_pointer_keeps_the_snapshot_that_answers(world: World) -> None:
    first = world.publish("하나.")
    world.cache.current()
    world.s3.buckets["index"].clear()
    world.clock.now += 5
    assert world.cache.current().snapshot == first.snapshot


def test_a_broken_first_download_is_an_error_and_not_an_empty_index(world: World) -> None:
    first = world.publish("하나.")
    world.s3.put("index", f"snapshots/{first.snapshot}.sqlite", b"broken")
    with pytest.raises(KnowledgeError) as caught:
        world.cache.current()
    assert not isinstance(caught.value, NoSnapshotError)


def test_a_pointer_rewritten_to_the_same_snapshot_downloads_nothing(world: World) -> None:
    first = world.publish("하나.")
    opened = world.cache.current()
    world.store.move(first.snapshot, first)
    world.s3.calls.clear()
    world.clock.now += 5
    assert world.cache.current() is opened
    assert world.s3.calls == [("get_object", "current")]
