from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ai.index.history import History
from ai.index.store import SnapshotStore, snapshot_key
from tests.ai.fakes.s3 import FakeS3

NOW = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def s3() -> FakeS3:
    return FakeS3({"index": {}})


@pytest.fixture
def store(s3: FakeS3) -> SnapshotStore:
    return SnapshotStore(s3.client, "index")


@pytest.fixture
def history(s3: FakeS3) -> History:
    return History(s3.client, "index")


def lay(s3: FakeS3, name: str, hours_ago: float) -> None:
    s3.put("index", snapshot_key(name), b"a snapshot")
    s3.stored_at["index", snapshot_key(name)] = NOW - timedelta(hours=hours_ago)


def names(history: History) -> list[str]:
    return [item.snapshot for item in history.published()]


def test_snapshots_are_listed_newest_first_and_nothing_else(s3: FakeS3, history: History) -> None:
    lay(s3, "old", 5)
    lay(s3, "new", 1)
    lay(s3, "middle", 2)
    for key in ("current", "report.json", "parts/a.npz", "snapshots/new.keys"):
        s3.put("index", key, b"{}")
    assert names(history) == ["new", "middle", "old"]
    assert history.published()[0].size == len(b"a snapshot")


def test_what_a_publisher_said_comes_back(
    history: History, store: SnapshotStore, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(b"1")
    store.put(tmp_path / "a", {"documents": "3", "chunks": "12"})
    [published] = history.published()
    facts = history.facts(published)
    assert (facts.documents, facts.chunks) == (3, 12)
    assert datetime.fromisoformat(facts.published_at).tzinfo


def test_without_facts_the_time_is_the_files(s3: FakeS3, history: History) -> None:
    lay(s3, "a", 0)
    facts = history.facts(history.published()[0])
    assert facts.documents is None
    assert datetime.fromisoformat(facts.published_at) == NOW


def test_the_newest_stay_and_the_rest_goes(
    s3: FakeS3, history: History, store: SnapshotStore
) -> None:
    for hours in range(2, 8):
        lay(s3, f"s{hours}", hours)
    store.move("s2", None)
    assert history.prune(store, 3, NOW) == ["s5", "s6", "s7"]
    assert names(history) == ["s2", "s3", "s4"]


def test_what_callers_are_answered_from_never_goes(
    s3: FakeS3, history: History, store: SnapshotStore
) -> None:
    for hours in range(2, 8):
        lay(s3, f"s{hours}", hours)
    store.move("s7", None)
    history.prune(store, 2, NOW)
    assert names(history) == ["s2", "s3", "s7"]


def test_a_fresh_snapshot_never_goes_because_somebody_may_be_about_to_use_it(
    s3: FakeS3, history: History, store: SnapshotStore
) -> None:
    for minutes in (1, 10, 30, 59, 61):
        lay(s3, f"s{minutes}", minutes / 60)
    store.move("s1", None)
    assert history.prune(store, 2, NOW) == ["s61"]


def test_a_rollback_between_listing_and_deleting_is_seen(
    s3: FakeS3, history: History, store: SnapshotStore
) -> None:
    for hours in range(2, 6):
        lay(s3, f"s{hours}", hours)
    first = store.move("s2", None)

    def roll_back(operation: str, key: str) -> None:
        if (operation, key) == ("get_object", "current"):
            s3.fail = lambda _operation, _key: None
            store.move("s5", first)

    s3.fail = roll_back
    assert history.prune(store, 2, NOW) == ["s4"]
