"""Whatever fails: nothing lost, nothing half published, and the next run brings all in line."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError

from ai.errors import KnowledgeError
from ai.handlers import ingest
from ai.index.store import snapshot_key
from tests.ai.fakes.s3 import client_error
from tests.ai.ingest.faults import (
    NEW,
    OLD,
    Breaking,
    Embeddings,
    KilledError,
    answering,
    assert_whole,
    bodies,
    calls_of_a_change,
    change,
    nothing,
    shop,
)
from tests.ai.ingest.worlds import World

CALLS = range(1, calls_of_a_change() + 1)


@pytest.mark.parametrize("at", CALLS)
def test_a_builder_killed_at_any_call_loses_nothing(world: World, tmp_path: Path, at: int) -> None:
    shop(world)
    change(world)
    world.s3.fail = Breaking(at, KilledError, for_ever=True)
    with pytest.raises(KilledError):
        world.reconcile()
    world.s3.fail = nothing
    assert answering(world, tmp_path) in (bodies(OLD), bodies(NEW))
    world.reconcile()
    assert answering(world, tmp_path) == bodies(NEW)
    world.reconcile(thorough=True)
    assert [mail for mail in world.mails if "broken.pdf" in mail.text]


@pytest.mark.parametrize("error", ["SlowDown", "InternalError", "AccessDenied", "connection"])
@pytest.mark.parametrize("at", CALLS)
def test_a_call_that_fails_once_is_made_up_for_by_the_next_run(
    world: World, tmp_path: Path, at: int, error: str
) -> None:
    def fault() -> Exception:
        if error == "connection":
            return ConnectionClosedError(endpoint_url="https://s3")
        return client_error(error)

    shop(world)
    change(world)
    world.s3.fail = Breaking(at, fault, for_ever=False)
    try:
        world.reconcile()
    except (ClientError, ConnectionClosedError, KnowledgeError):
        assert answering(world, tmp_path) in (bodies(OLD), bodies(NEW))
        world.reconcile()
    assert answering(world, tmp_path) == bodies(NEW)
    world.document("c.md", NEW["c.md"] + " ")  # the next publication clears what was left
    world.reconcile()
    assert_whole(world)


def test_a_bucket_that_stays_down_changes_nothing(world: World, tmp_path: Path) -> None:
    shop(world)
    change(world)
    before = dict(world.s3.buckets["index"])
    world.s3.fail = Breaking(1, lambda: client_error("ServiceUnavailable"), for_ever=True)
    for _ in range(3):
        with pytest.raises((ClientError, KnowledgeError)):
            world.reconcile()
    world.s3.fail = nothing
    assert world.s3.buckets["index"] == before
    world.reconcile()
    assert_whole(world)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"snapshot": 3}', b"\xff\x00"])
def test_a_garbled_pointer_is_mended_and_nothing_is_embedded_again(
    world: World, tmp_path: Path, content: bytes
) -> None:
    shop(world)
    world.s3.put("index", "current", content)
    embedding = Embeddings(0, None)
    world.reconciler(embedding).reconcile()
    assert answering(world, tmp_path) == bodies(OLD)
    assert embedding.texts == []
    change(world)
    world.reconcile()
    assert_whole(world)


def test_a_pointer_that_is_gone_is_put_back(world: World, tmp_path: Path) -> None:
    shop(world)
    del world.s3.buckets["index"]["current"]
    world.reconcile()
    assert answering(world, tmp_path) == bodies(OLD)


def test_a_garbled_pointer_without_any_snapshot_is_replaced(world: World, tmp_path: Path) -> None:
    world.document("a.md", OLD["a.md"])
    world.s3.put("index", "current", b"{")
    world.reconcile()
    assert answering(world, tmp_path) == bodies({"a.md": OLD["a.md"]})


def test_when_the_snapshot_is_damaged_the_one_before_answers_until_a_new_one_is_built(
    world: World, tmp_path: Path
) -> None:
    shop(world)
    change(world)
    second = world.reconcile().published
    world.s3.put("index", snapshot_key(str(second)), b"half a snap")
    seen: list[frozenset[str]] = []
    moves = 0

    def watch(key: str) -> None:
        nonlocal moves
        moves += key == "current"
        if key == "current" and moves == 2:
            seen.append(answering(world, tmp_path))

    world.s3.before_put = watch
    world.reconcile(thorough=True)
    assert seen == [bodies(OLD)]
    assert answering(world, tmp_path) == bodies(NEW)


def test_a_snapshot_that_can_not_be_read_now_is_no_reason_to_go_back_to_an_older_one(
    world: World, tmp_path: Path
) -> None:
    shop(world)
    change(world)
    second = world.reconcile().published
    world.document("d.md", "# 글\n\n새 글입니다.")

    def slow_down(operation: str, key: str) -> None:
        if key == snapshot_key(str(second)):
            raise client_error("SlowDown")

    world.s3.fail = slow_down
    with pytest.raises(KnowledgeError):
        world.reconcile()
    world.s3.fail = nothing
    assert answering(world, tmp_path) == bodies(NEW)


def test_a_thousand_events_at_once_publish_once_and_embed_nothing_twice(
    world: World, tmp_path: Path
) -> None:
    for number in range(20):
        world.document(f"{number:02}.md", f"# 글 {number}\n\n{number}번째 글입니다.")
    embedding = Embeddings(0, None)
    records = [{"messageId": str(number), "body": "{}"} for number in range(1_000)]
    batches = [records[start : start + 10] for start in range(0, 1_000, 10)]

    def run(batch: list[dict[str, str]]) -> object:
        return ingest.dispatch({"Records": batch}, world.reconciler(embedding))

    with ThreadPoolExecutor(2) as pool:  # the event source runs two at once
        answers = list(pool.map(run, batches))
    assert answers == [{"batchItemFailures": []}] * 100
    assert len(world.published(tmp_path)) == 20
    assert len(world.snapshots()) == 1
    assert len(embedding.texts) <= 2 * 20
    listings = [key for _, key in world.s3.calls if key == "documents"]
    assert len(listings) < 120
