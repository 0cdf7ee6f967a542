import json
from pathlib import Path
from typing import Any

import pytest

from tests.flows.actions import action, content
from tests.flows.explore.samples import QUEUE, SORRY, menu
from tests.local.commands.conftest import Run

pytestmark = pytest.mark.usefixtures("no_cloud")


def codes(row: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in row["problems"] if problem["severity"] == "error"]


def test_check_finds_nothing_wrong_with_our_own_flows(command: Run) -> None:
    ran = command("flows", "check", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["errors"]) == (0, 0)
    assert {"main", "inquiry"} <= {row["file"] for row in found["flows"]}


def test_check_tells_every_problem_of_every_file(command: Run, folder: Path) -> None:
    names = ("sound", "broken", "legacy", "no")
    ran = command("flows", "check", *(str(folder / f"{name}.json") for name in names), "--json")
    found = json.loads(ran.out)
    sound, broken, legacy, no = found["flows"]
    assert ran.code == 1
    assert codes(sound) == []
    assert codes(broken) != []
    assert codes(legacy) == ["legacy-format"]
    assert codes(no) == ["invalid-json"]
    assert found["errors"] == sum(len(codes(row)) for row in found["flows"])
    assert {"severity", "code", "action", "message"} <= broken["problems"][0].keys()


def test_check_speaks_both_languages(command: Run, folder: Path) -> None:
    path = str(folder / "broken.json")
    assert "오류" in command("flows", "check", path).out
    assert "error" in command("flows", "check", path, "--lang", "en").out


def test_check_takes_the_type_that_is_told(command: Run, folder: Path) -> None:
    path = str(folder / "sound.json")
    assert command("flows", "check", path, "--type", "CUSTOMER_WHISPER").code == 1
    ran = command("flows", "check", path, "--type", "WHISPER")
    assert ran.code == 2
    assert "CUSTOMER_WHISPER" in ran.err


@pytest.mark.parametrize("name", ["check", "run", "explore"])
def test_a_file_that_is_not_there_is_bad_input(command: Run, tmp_path: Path, name: str) -> None:
    ran = command("flows", name, str(tmp_path / "missing.json"), "--json")
    assert ran.code == 2
    assert "missing.json can not be read" in json.loads(ran.out)["error"]


def test_explore_proves_our_own_flows(command: Run) -> None:
    ran = command("flows", "explore", "--json")
    rows = json.loads(ran.out)["flows"]
    assert ran.code == 0
    assert all(row["covered_branches"] == row["branches"] for row in rows)
    assert all(row["dead_ends"] == row["endless"] == [] for row in rows)
    assert "main" in {row["file"] for row in rows}


def test_explore_names_dead_ends_and_fails(command: Run, folder: Path) -> None:
    ran = command("flows", "explore", str(folder / "broken.json"), "--json")
    row = json.loads(ran.out)["flows"][0]
    assert ran.code == 1
    assert row["dead_ends"][0]["action"] == "menu"
    assert row["file"].endswith("broken.json")


def test_explore_shows_a_table_and_the_way_to_each_finding(command: Run, folder: Path) -> None:
    said = command("flows", "explore", str(folder / "broken.json")).out
    assert "막다른 곳" in said
    said = command("flows", "explore", str(folder / "broken.json"), "--lang", "en").out
    assert "dead end" in said


def test_explore_goes_on_past_files_that_are_no_flows(command: Run, folder: Path) -> None:
    files = [str(folder / name) for name in ("legacy.json", "sound.json")]
    ran = command("flows", "explore", *files, "--json")
    legacy, sound = json.loads(ran.out)["flows"]
    assert ran.code == 2
    assert "old export format" in legacy["error"]
    assert legacy["paths"] == 0
    assert sound["dead_ends"] == []
    assert sound["paths"] > 0


def test_explore_follows_transfers_between_the_files_given(command: Run, tmp_path: Path) -> None:
    go = action("go", "TransferToFlow", errors={"NoMatchingError": "sorry"}, ContactFlowId="${two}")
    for name, flow in {"one": content(go, SORRY), "two": content(menu(), QUEUE, SORRY)}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(flow), encoding="utf-8")
    rows = json.loads(command("flows", "explore", str(tmp_path), "--json").out)["flows"]
    assert [row["no_person"] for row in rows] == [[], []]


def test_check_and_explore_take_the_flows_of_a_stack_that_verifies(command: Run) -> None:
    def branches(*options: str) -> int:
        rows = json.loads(command("flows", "explore", *options, "--json").out)["flows"]
        assert all(row["covered_branches"] == row["branches"] for row in rows)
        return sum(row["branches"] for row in rows)

    assert branches("--verification", "pin") > branches()
    assert command("flows", "check", "--verification", "pin").code == 0
