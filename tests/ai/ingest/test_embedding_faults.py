"""A model that throttles, is slow, refuses, or goes away with the builder."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from botocore.exceptions import ReadTimeoutError

from ai.errors import ModelError, UnfinishedError
from ai.ingest.pace import Pace
from tests.ai.fakes import models
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
    change,
    nothing,
    shop,
)
from tests.ai.ingest.worlds import World

PASSING = [
    client_error("ThrottlingException"),
    client_error("ServiceUnavailableException"),
    ReadTimeoutError(endpoint_url="https://bedrock"),
]


@pytest.mark.parametrize("cause", PASSING, ids=lambda cause: type(cause).__name__)
def test_a_throttled_or_slow_model_is_waited_for(
    world: World, tmp_path: Path, cause: Exception
) -> None:
    shop(world)
    change(world)
    pauses: list[float] = []
    pace = Pace(sleep=pauses.append, chance=lambda: 1.0)
    world.reconciler(Embeddings(3, cause), pace).reconcile()
    assert answering(world, tmp_path) == bodies(NEW)
    assert pauses == [1.0, 2.0, 4.0]


def test_a_model_that_refuses_is_not_asked_again_and_the_old_answers_stay(
    world: World, tmp_path: Path
) -> None:
    shop(world)
    change(world)
    refusing = Embeddings(1, client_error("AccessDeniedException"))
    with pytest.raises(ModelError):
        world.reconciler(refusing).reconcile()
    assert refusing.left == 0
    assert answering(world, tmp_path) == bodies(OLD)
    world.reconciler(refusing).reconcile()
    assert_whole(world)


def test_a_build_out_of_time_goes_on_where_it_stopped(world: World, tmp_path: Path) -> None:
    clock = {"left": 100.0}

    def slow(texts: Sequence[str]) -> list[list[float]]:
        clock["left"] -= 0.4 * len(texts)
        embedded.extend(texts)
        return models.embed_all(texts)

    for number in range(700):
        world.document(f"{number:03}.md", f"# 글 {number}\n\n{number}번째 글입니다.")
    embedded: list[str] = []
    pace = Pace(left=lambda: clock["left"], margin=20.0, sleep=lambda _: None)
    done: list[int] = []
    while world.store.pointer() is None:
        clock["left"] = 100.0
        try:
            world.reconciler(slow, pace).reconcile()
        except UnfinishedError as error:
            done.append(error.done)
    assert len(done) == 2
    assert all(done)
    assert len(embedded) == len(set(embedded)) == 700
    assert len(world.published(tmp_path)) == 700
    assert world.parts() == []


def test_a_killed_build_reads_and_embeds_no_more_again_than_a_part(world: World) -> None:
    for number in range(300):
        world.document(f"{number:03}.md", f"# 글 {number}\n\n{number}번째 글입니다.")
    calls = 0

    def dying(texts: Sequence[str]) -> list[list[float]]:
        nonlocal calls
        calls += 1
        if calls > 17:
            world.s3.fail = Breaking(1, KilledError, for_ever=True)
            raise KilledError
        return models.embed_all(texts)

    with pytest.raises(KilledError):
        world.reconciler(dying).reconcile()
    world.s3.fail = nothing
    world.s3.calls.clear()
    embedding = Embeddings(0, None)
    world.reconciler(embedding).reconcile()
    read = [key for _, key in world.s3.calls if key.endswith(".md")]
    assert len(read) == len(embedding.texts) == 44


@pytest.mark.parametrize("fault", [MemoryError(), RecursionError(), ValueError("x")])
def test_an_error_nobody_thought_of_leaves_the_old_answers(
    world: World, tmp_path: Path, fault: Exception
) -> None:
    shop(world)
    change(world)

    def broken(_texts: Sequence[str]) -> list[list[float]]:
        raise fault

    with pytest.raises(type(fault)):
        world.reconciler(broken).reconcile()
    assert answering(world, tmp_path) == bodies(OLD)
    world.reconcile()
    assert_whole(world)
