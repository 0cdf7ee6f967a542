import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ai.errors import NoSnapshotError
from ai.index.cache import SnapshotCache
from ai.index.snapshot import Snapshot
from tests.ai.fakes.caches import CacheWorld, answer


@pytest.fixture
def world(tmp_path: Path) -> CacheWorld:
    return CacheWorld(tmp_path)


def test_before_anything_is_published_there_is_no_snapshot(world: CacheWorld) -> None:
    with pytest.raises(NoSnapshotError):
        world.cache.current()


def test_the_first_publication_is_seen_at_once(world: CacheWorld) -> None:
    with pytest.raises(NoSnapshotError):
        world.cache.current()
    pointer = world.publish("환불은 7일입니다.")
    assert world.cache.current().snapshot == pointer.snapshot


def test_a_new_snapshot_is_seen_after_the_interval_and_not_before(world: CacheWorld) -> None:
    world.publish("하나.")
    assert world.asked() == "하나."
    world.publish("둘.")
    world.clock.now += 1.9
    assert world.asked() == "하나."
    world.clock.now += 0.2
    assert world.asked() == "둘."


def test_a_turn_does_not_wait_for_a_look(world: CacheWorld) -> None:
    world.publish("하나.")
    world.cache.current()
    world.publish("둘.")
    world.clock.now += 5
    world.beside.at_once = False
    assert world.asked() == "하나."
    world.beside.finish()
    assert world.asked() == "둘."


def test_a_look_that_ends_while_the_question_is_embedded_counts_for_that_turn(
    world: CacheWorld,
) -> None:
    world.publish("하나.")
    world.cache.current()
    second = world.publish("둘.")
    world.clock.now += 5
    world.beside.at_once = False
    index = world.cache.current()
    world.beside.finish()
    assert answer(index) == "둘."
    assert index.snapshot == second.snapshot


def test_a_turn_keeps_the_version_that_it_searched_first(world: CacheWorld) -> None:
    world.publish("하나.")
    index = world.cache.current()
    assert answer(index) == "하나."
    world.publish("둘.")
    world.clock.now += 5
    assert world.asked() == "둘."
    assert answer(index) == "하나."


def test_a_search_waits_for_a_look_that_is_nearly_done(world: CacheWorld) -> None:
    cache = SnapshotCache(world.store, 0.0, patience=30.0)
    world.publish("하나.")
    cache.current()
    world.publish("둘.")
    assert answer(cache.current()) == "둘."


def test_documents_that_came_after_an_empty_version_are_seen(world: CacheWorld) -> None:
    world.publish("")
    assert world.cache.current().size == 0
    world.publish("하나.")
    world.clock.now += 5
    assert world.cache.current().size == 1


def test_an_unchanged_pointer_costs_one_small_request(world: CacheWorld) -> None:
    world.publish("하나.")
    world.cache.current()
    world.s3.calls.clear()
    world.clock.now += 5
    world.asked()
    world.asked()
    assert world.s3.calls == [("get_object", "current")]


def test_a_version_that_was_just_opened_is_not_looked_after_yet(world: CacheWorld) -> None:
    world.publish("하나.")
    world.beside.at_once = False
    world.cache.current()
    world.clock.now += 1.9
    world.cache.current()
    assert world.beside.waiting == []


def test_only_one_look_is_under_way_at_a_time(world: CacheWorld) -> None:
    world.publish("하나.")
    world.cache.current()
    world.clock.now += 5
    world.beside.at_once = False
    for _ in range(3):
        world.cache.current()
        world.clock.now += 5
    assert len(world.beside.waiting) == 1


def test_many_turns_at_a_cold_start_download_once(world: CacheWorld) -> None:
    pointer = world.publish("하나.")
    barrier = threading.Barrier(8)

    def turn(_: int) -> str:
        barrier.wait()
        return world.asked()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(turn, range(8))) == {"하나."}
    assert world.requests(f"snapshots/{pointer.snapshot}.sqlite") == 1


def test_turns_go_on_while_one_version_after_the_other_is_published(world: CacheWorld) -> None:
    cache = SnapshotCache(world.store, 0.0, patience=30.0)
    texts = [f"{number}번째." for number in range(6)]
    world.publish(texts[0])

    def turns(_: int) -> set[str]:
        return {answer(cache.current()) for _ in range(20)}

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(turns, number) for number in range(4)]
        for text in texts[1:]:
            world.publish(text)
        heard = [result.result() for result in asked]
    assert set[str]().union(*heard) <= set(texts)
    answer(cache.current())  # may wait for a look that began before the last publication
    assert answer(cache.current()) == texts[-1]


def test_a_rollback_is_followed_like_a_new_version(world: CacheWorld) -> None:
    first = world.publish("하나.")
    second = world.publish("둘.")
    assert world.asked() == "둘."
    world.store.move(first.snapshot, second)
    world.clock.now += 5
    assert world.asked() == "하나."


def test_a_replaced_snapshot_is_released_when_no_turn_holds_it(
    world: CacheWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[weakref.ref[Snapshot]] = []

    class Watched(Snapshot):
        def __init__(self, path: Path, name: str | None = None) -> None:
            super().__init__(path, name)
            opened.append(weakref.ref(self))

    monkeypatch.setattr("ai.index.opening.Snapshot", Watched)
    world.publish("하나.")
    turn = world.cache.current()
    assert answer(turn) == "하나."
    world.publish("둘.")
    world.clock.now += 5
    assert world.asked() == "둘."
    assert opened[0]() is not None
    del turn
    gc.collect()
    assert opened[0]() is None


def test_nothing_is_left_on_the_disk(
    world: CacheWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()

    def make(prefix: str) -> str:
        return str(folder)

    monkeypatch.setattr("tempfile.mkdtemp", make)
    world.publish("하나.")
    world.asked()
    world.publish("둘.")
    world.clock.now += 5
    assert world.asked() == "둘."
    assert list(folder.iterdir()) == []


def test_a_pointer_rewritten_to_the_same_snapshot_downloads_nothing(world: CacheWorld) -> None:
    first = world.publish("하나.")
    world.asked()
    world.store.move(first.snapshot, first)
    world.s3.calls.clear()
    world.clock.now += 5
    assert world.asked() == "하나."
    assert world.s3.calls == [("get_object", "current")]
