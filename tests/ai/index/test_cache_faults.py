import itertools
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from ai.errors import KnowledgeError, NoSnapshotError
from ai.index.cache import LONGEST_PAUSE, SnapshotCache
from tests.ai.fakes.caches import CacheWorld, answer
from tests.ai.fakes.s3 import client_error


@pytest.fixture
def world(tmp_path: Path) -> CacheWorld:
    return CacheWorld(tmp_path)


def test_a_broken_download_never_replaces_a_good_snapshot_and_is_repeated(
    world: CacheWorld, caplog: pytest.LogCaptureFixture
) -> None:
    world.publish("하나.")
    world.cache.current()
    second = world.publish("둘.")
    key = f"snapshots/{second.snapshot}.sqlite"
    whole = world.s3.buckets["index"][key]
    world.s3.put("index", key, whole[:-1])
    world.clock.now += 5
    with caplog.at_level(logging.ERROR):
        assert world.asked() == "하나."
    assert [record.__dict__["event"] for record in caplog.records] == ["snapshot_kept"]
    world.s3.put("index", key, whole)
    world.clock.now += LONGEST_PAUSE
    assert world.asked() == "둘."


def test_looks_that_fail_come_ever_more_seldom(world: CacheWorld) -> None:
    world.publish("하나.")
    world.cache.current()

    def fail(_operation: str, _key: str) -> None:
        raise client_error("SlowDown")

    world.s3.fail = fail
    world.s3.calls.clear()
    looked: list[float] = []
    for _ in range(400):
        world.clock.now += 1
        assert world.asked() == "하나."
        if len(world.s3.calls) > len(looked):
            looked.append(world.clock.now)
    pauses = [later - earlier for earlier, later in itertools.pairwise(looked)]
    assert pauses == sorted(pauses)
    assert pauses[0] < pauses[1] < pauses[2]
    assert pauses[-1] == LONGEST_PAUSE


def test_a_version_of_another_release_is_downloaded_once_and_never_opened(
    world: CacheWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.publish("하나.")
    world.cache.current()
    with monkeypatch.context() as release:
        release.setattr("ai.index.writer.FORMAT", "next")
        second = world.publish("둘.")
    for _ in range(5):
        world.clock.now += LONGEST_PAUSE
        assert world.asked() == "하나."
    assert world.requests(f"snapshots/{second.snapshot}.sqlite") == 1
    world.publish("셋.")
    world.clock.now += LONGEST_PAUSE
    assert world.asked() == "셋."


def test_when_no_thread_can_be_had_the_turn_goes_on(world: CacheWorld) -> None:
    refused: list[float] = []

    def refuse(_work: Callable[[], None]) -> None:
        refused.append(world.clock.now)
        raise RuntimeError("can't start new thread")

    cache = SnapshotCache(world.store, 0.0, clock=world.clock, start=refuse)
    world.publish("하나.")
    assert answer(cache.current()) == "하나."
    for _ in range(6):
        world.clock.now += 1
        assert answer(cache.current()) == "하나."
    assert refused[:3] == [0.0, 2.0, 6.0]  # a failed look: the pauses double


def test_a_lost_pointer_keeps_the_snapshot_that_answers(world: CacheWorld) -> None:
    world.publish("하나.")
    world.cache.current()
    world.s3.buckets["index"].clear()
    world.clock.now += 5
    assert world.asked() == "하나."


def test_a_broken_first_download_is_an_error_and_not_an_empty_index(world: CacheWorld) -> None:
    first = world.publish("하나.")
    world.s3.put("index", f"snapshots/{first.snapshot}.sqlite", b"broken")
    with pytest.raises(KnowledgeError) as caught:
        world.cache.current()
    assert not isinstance(caught.value, NoSnapshotError)
