from pathlib import Path

import pytest

from local import state
from local.errors import BadInputError, OutsideError
from local.snapshots import Snapshots
from tests.ai.fakes.s3 import FakeS3
from tests.ai.ingest.worlds import World
from tests.local.states import STATE


class Clouds:
    """The emulator's S3, in memory."""

    def __init__(self, s3: FakeS3) -> None:
        self._s3 = s3

    def __call__(self, service: str) -> FakeS3:
        assert service == "s3"
        return self._s3


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """Three versions, the last published."""
    made = World()

    def clients(_endpoint: str) -> Clouds:
        return Clouds(made.s3)

    monkeypatch.setattr(state, "Clients", clients)
    for number in range(3):
        made.document(f"{number}.md", f"{number}번 글.")
        made.reconcile()
    return made


def ids(world: World) -> list[str]:
    return [each.id for each in Snapshots(STATE).report().snapshots]


@pytest.mark.usefixtures("world")
def test_snapshots_are_listed_newest_first_with_what_they_hold() -> None:
    report = Snapshots(STATE).report()
    assert [each.documents for each in report.snapshots] == [3, 2, 1]
    assert [each.chunks for each in report.snapshots] == [3, 2, 1]
    assert [each.current for each in report.snapshots] == [True, False, False]
    assert all(each.bytes > 0 for each in report.snapshots)
    assert report.held is None
    assert set(report.to_json()["snapshots"][0]) == {
        "id",
        "published_at",
        "documents",
        "chunks",
        "current",
        "bytes",
    }


def test_a_rollback_goes_to_the_snapshot_before_and_again_to_the_one_before_that(
    world: World, tmp_path: Path
) -> None:
    before = ids(world)
    assert Snapshots(STATE).roll_back(None).id == before[1]
    assert world.published(tmp_path) == ["0번 글.", "1번 글."]
    assert Snapshots(STATE).roll_back(None).id == before[2]
    assert world.published(tmp_path) == ["0번 글."]
    with pytest.raises(BadInputError, match="no older snapshot"):
        Snapshots(STATE).roll_back(None)


def test_a_rollback_is_not_undone_by_builders_until_it_is_released(
    world: World, tmp_path: Path
) -> None:
    Snapshots(STATE).roll_back(None)
    assert world.reconcile().outcome == "held"
    world.document("new.md", "새 글.")
    assert world.reconcile().outcome == "held"
    assert world.reconcile(thorough=True).outcome == "unchanged"
    assert world.published(tmp_path) == ["0번 글.", "1번 글."]
    report = world.report()
    assert report["held"]
    assert report["candidate"]["outcome"] == "held"
    assert report["candidate"]["added"] == ["2.md", "new.md"]
    Snapshots(STATE).release()
    assert world.reconcile().outcome == "published"
    assert len(world.published(tmp_path)) == 4
    assert world.report()["candidate"] is None
    assert world.report()["held"] is None


def test_every_look_tells_how_long_a_rollback_has_been_held(world: World) -> None:
    assert world.reconcile().held is None
    Snapshots(STATE).roll_back(None)
    for outcome in (world.reconcile(), world.reconcile(), world.reconcile(thorough=True)):
        assert outcome.held is not None
        assert 0 < outcome.held < 60
    Snapshots(STATE).release()
    assert world.reconcile().held is None


def test_a_document_deleted_meanwhile_stays_until_release(world: World, tmp_path: Path) -> None:
    Snapshots(STATE).roll_back(None)
    del world.s3.buckets["documents"]["0.md"]
    world.reconcile()
    assert "0번 글." in world.published(tmp_path)
    assert world.report()["candidate"]["removed"] == ["0.md"]
    Snapshots(STATE).release()
    world.reconcile()
    assert "0번 글." not in world.published(tmp_path)


def test_nothing_is_embedded_again_after_a_release(world: World) -> None:
    Snapshots(STATE).roll_back(None)
    world.reconcile()
    Snapshots(STATE).release()

    def refusing(_texts: object) -> list[list[float]]:
        raise AssertionError("embedded again")

    assert world.reconciler(refusing).reconcile().outcome == "published"


def test_a_snapshot_is_named_by_the_beginning_of_its_identifier(world: World) -> None:
    oldest = ids(world)[-1]
    assert Snapshots(STATE).roll_back(oldest[:10]).id == oldest


@pytest.mark.parametrize("to", ["", "xyz"])
@pytest.mark.usefixtures("world")
def test_a_name_that_is_not_one_snapshots_is_refused(to: str) -> None:
    with pytest.raises(BadInputError, match="snapshots begin with"):
        Snapshots(STATE).roll_back(to)


def test_what_can_not_be_opened_is_not_rolled_back_to(world: World) -> None:
    before = world.store.pointer()
    damaged = ids(world)[1]
    world.s3.put("index", f"snapshots/{damaged}.sqlite", b"half")
    with pytest.raises(BadInputError, match="can not be used"):
        Snapshots(STATE).roll_back(None)
    assert world.store.pointer() == before


def test_a_publication_in_the_same_moment_is_told(world: World) -> None:
    def publish_first(key: str) -> None:
        if key == "current":
            world.s3.before_put = lambda _: None
            world.store.move("another", world.store.pointer())

    world.s3.before_put = publish_first
    with pytest.raises(OutsideError, match="try again"):
        Snapshots(STATE).roll_back(None)


def test_a_damaged_snapshot_is_replaced_by_the_last_good_one_and_the_hold_stays(
    world: World, tmp_path: Path
) -> None:
    chosen = Snapshots(STATE).roll_back(None)
    world.s3.put("index", f"snapshots/{chosen.id}.sqlite", b"half")
    world.reconcile(thorough=True)
    assert world.published(tmp_path)
    pointer = world.store.pointer()
    assert pointer
    assert pointer.held


@pytest.mark.usefixtures("world")
def test_only_what_is_held_can_be_released() -> None:
    with pytest.raises(BadInputError, match="nothing to release"):
        Snapshots(STATE).release()
