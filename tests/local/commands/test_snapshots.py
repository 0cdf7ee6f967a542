import json

import pytest

from local import state
from local.commands import reach
from local.commands import snapshots as commands
from local.console import Output
from local.errors import OutsideError
from local.state import CloudState
from tests.ai.fakes.s3 import FakeS3
from tests.ai.ingest.worlds import World
from tests.local.commands.conftest import Run
from tests.local.states import STATE


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """Two versions; the builder looks when it is asked to."""
    made = World()

    def ensured(_output: Output) -> CloudState:
        return STATE

    def client(_service: str) -> FakeS3:
        return made.s3

    def clients(_endpoint: str) -> object:
        return client

    def look(_state: CloudState) -> None:
        made.reconcile()

    monkeypatch.setattr(reach, "ensure_running", ensured)
    monkeypatch.setattr(commands, "look_again", look)
    monkeypatch.setattr(state, "Clients", clients)
    for number in range(2):
        made.document(f"{number}.md", f"{number}번 글.")
        made.reconcile()
    return made


@pytest.mark.usefixtures("world")
def test_ls_tells_each_snapshot(command: Run) -> None:
    told = json.loads(command("index", "ls", "--json").out)
    assert [each["current"] for each in told["snapshots"]] == [True, False]
    assert told["snapshots"][0]["documents"] == 2
    said = command("index", "ls").out
    assert told["snapshots"][0]["id"][:12] in said


def test_rollback_is_done_at_once_and_release_ends_it(command: Run, world: World) -> None:
    listed = json.loads(command("index", "ls", "--json").out)["snapshots"]
    told = json.loads(command("index", "rollback", "--json").out)
    assert told["snapshot"] == told["current"] == listed[1]["id"]
    assert told["held"]
    assert "반영이 멈춰" in command("index", "ls").out
    assert world.report()["held"]
    released = json.loads(command("index", "rollback", "--release", "--json").out)
    assert released["held"] is None
    assert released["current"] == listed[0]["id"]


@pytest.mark.usefixtures("world")
def test_rollback_to_an_identifier(command: Run) -> None:
    listed = json.loads(command("index", "ls", "--json").out)["snapshots"]
    ran = command("index", "rollback", "--to", listed[1]["id"])
    assert ran.code == 0
    assert listed[1]["id"][:12] in ran.out


@pytest.mark.usefixtures("world")
def test_to_and_release_exclude_each_other(command: Run) -> None:
    ran = command("index", "rollback", "--to", "abc", "--release", "--json")
    assert ran.code == 2


@pytest.mark.usefixtures("world")
def test_a_report_that_can_not_be_renewed_does_not_undo_the_rollback(
    command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_state: CloudState) -> None:
        raise OutsideError("the ingest function fails")

    monkeypatch.setattr(commands, "look_again", fails)
    ran = command("index", "rollback", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["held"]
