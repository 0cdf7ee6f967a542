import json
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ai.errors import KnowledgeError
from ai.ingest.reconcile import ATTEMPTS
from tests.ai.fakes import models
from tests.ai.ingest.worlds import World


def test_a_builder_that_loses_looks_again_and_embeds_nothing_twice(
    world: World, tmp_path: Path
) -> None:
    world.document("a.md", "하나.")
    embedded: list[str] = []

    def counting(texts: Sequence[str]) -> list[list[float]]:
        embedded.extend(texts)
        return models.embed_all(texts)

    def another_publishes_first(key: str) -> None:
        if key == "current":
            world.s3.before_put = lambda _: None
            world.document("b.md", "둘.")
            world.reconcile()

    world.s3.before_put = another_publishes_first
    world.reconciler(counting).reconcile()
    assert world.published(tmp_path) == ["하나.", "둘."]
    assert len(embedded) == 1


def test_a_stale_listing_never_wins(world: World, tmp_path: Path) -> None:
    """The slow builder has listed before the deletion; the quick one publishes it meanwhile."""
    world.document("a.md", "하나.")
    world.document("b.md", "둘.")

    def deletion_is_published_first(key: str) -> None:
        if key.startswith("snapshots/"):
            world.s3.before_put = lambda _: None
            del world.s3.buckets["documents"]["b.md"]
            world.reconcile()

    world.s3.before_put = deletion_is_published_first
    world.reconcile()
    assert world.published(tmp_path) == ["하나."]


def test_the_report_is_of_what_is_published_whoever_reports_last(world: World) -> None:
    world.document("a.md", "하나.")

    def another_publishes_before_our_report(key: str) -> None:
        if key == "report.json":
            world.s3.before_put = lambda _: None
            world.document("b.md", "둘.")
            world.reconcile()

    world.s3.before_put = another_publishes_before_our_report
    world.reconcile()
    pointer = world.store.pointer()
    assert pointer
    assert world.report()["snapshot"] == pointer.snapshot
    assert len(world.report()["documents"]) == 2


def test_many_builders_at_once_end_with_everything_published(world: World, tmp_path: Path) -> None:
    barrier = threading.Barrier(4)

    def upload_and_look(number: int) -> None:
        barrier.wait()
        world.document(f"{number}.md", f"{number}번 글.")
        world.reconcile()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(upload_and_look, range(4)))
    assert sorted(world.published(tmp_path)) == [f"{number}번 글." for number in range(4)]
    pointer = world.store.pointer()
    assert pointer
    assert world.report()["snapshot"] == pointer.snapshot


def test_who_always_loses_gives_up_with_an_error(world: World) -> None:
    moves = 0

    def always_somebody_else(key: str) -> None:
        nonlocal moves
        if key == "current":
            moves += 1
            body = json.dumps({"snapshot": str(moves), "published_at": "now"})
            world.s3.put("index", "current", body.encode())

    world.document("a.md", "하나.")
    world.s3.before_put = always_somebody_else
    with pytest.raises(KnowledgeError, match="try again later"):
        world.reconcile()
    assert moves == ATTEMPTS
