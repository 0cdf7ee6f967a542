import json
from pathlib import Path
from typing import Any

import pytest

from tests.flows.actions import action, content, say
from tests.flows.explore.samples import QUEUE, SORRY, menu
from tests.local.commands.conftest import Run

pytestmark = pytest.mark.usefixtures("no_cloud")
LEGACY: dict[str, Any] = {"modules": [], "start": "a", "metadata": {}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound flow, a broken one, one in the old format, and one that is no JSON."""
    flows: dict[str, Any] = {
        "sound.json": content(menu(), QUEUE, SORRY),
        "broken.json": content(menu(keys={"1": "missing"}), QUEUE, SORRY),
        "legacy.json": LEGACY,
    }
    for name, body in flows.items():
        (tmp_path / name).write_text(json.dumps(body), encoding="utf-8")
    (tmp_path / "no.json").write_text("{", encoding="utf-8")
    return tmp_path


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


def test_run_plays_a_file_as_a_call(command: Run, folder: Path) -> None:
    ran = command("flows", "run", str(folder / "sound.json"), "--say", "", "--json")
    found = json.loads(ran.out)
    assert ran.code == 0
    assert found["path"] == ["menu", "sorry", "end"]
    assert found["ended"] == "disconnected"
    assert [turn["who"] for turn in found["turns"]] == ["system", "system"]
    assert found["attributes"] == {}


def test_run_takes_functions_attributes_hours_agents_and_intents(
    command: Run, tmp_path: Path
) -> None:
    errors = {"NoMatchingError": "sorry"}
    flow = content(
        action(
            "hours",
            "CheckHoursOfOperation",
            when={"True": "sorry", "False": "call"},
            errors=errors,
            HoursOfOperationId="x",
        ),
        action(
            "call", "InvokeLambdaFunction", next="bot", errors=errors, LambdaFunctionARN="f:look"
        ),
        action(
            "bot",
            "ConnectParticipantWithLexBot",
            when={"Help": "hello"},
            errors={**errors, "NoMatchingCondition": "sorry"},
            Text="?",
            LexV2Bot={"AliasArn": "x"},
        ),
        say("hello", "$.Attributes.name $.External.tier", next="target"),
        action("target", "UpdateContactTargetQueue", next="queue", errors=errors, QueueId="vip"),
        QUEUE,
        SORRY,
    )
    path = tmp_path / "flow.json"
    path.write_text(json.dumps(flow), encoding="utf-8")
    options = ("--hours", "closed", "--agents", "1", "--lex", "Help", "--attribute", "name=Kim")
    ran = command("flows", "run", str(path), *options, "--lambda", 'look={"tier": "1"}', "--json")
    found = json.loads(ran.out)
    assert found["path"] == ["hours", "call", "bot", "hello", "target", "queue"]
    assert "Kim 1" in [turn["text"] for turn in found["turns"]]
    assert (found["ended"], found["queue"]) == ("transferred", "vip")


def test_run_plays_a_booked_call_with_a_result_for_each_action(command: Run) -> None:
    days = '{"callback_status": "offered", "words": "내일은 1번", "choices": "1", "choice_1": "d"}'
    times = days.replace("내일은", "오전 열 시는").replace('"d"', '"t"')
    book = '{"callback_status": "moved", "words": "내일 오전 열 시에"}'
    told = {"days": days, "times": times, "book": book}
    results = [
        part for key, text in told.items() for part in ("--lambda", f"callback[{key}]={text}")
    ]
    said = [part for key in "211" for part in ("--say", key)]
    ran = command("flows", "run", "callback_call", *said, *results, "--json")
    found = json.loads(ran.out)
    assert found["turns"][-1]["text"].endswith("내일 오전 열 시에 전화드리겠습니다. 감사합니다.")
    assert found["attributes"]["callback"] == "moved"


def test_run_plays_a_task(command: Run) -> None:
    ran = command("flows", "run", "callback_task", "--channel", "task", "--json")
    found = json.loads(ran.out)
    assert (found["ended"], found["queue"]) == ("queued", "{{queue:callback}}")
    assert found["turns"] == []


def test_run_plays_our_own_flows_by_name(command: Run) -> None:
    said = command("flows", "run", "main", "--say", "0", "--agents", "1").out
    assert "안녕하세요" in said
    assert "연결되었습니다" in said


@pytest.mark.parametrize("name", ["legacy.json", "no.json"])
def test_run_says_in_a_sentence_why_a_file_can_not_be_played(
    command: Run, folder: Path, name: str
) -> None:
    ran = command("flows", "run", str(folder / name))
    assert (ran.code, ran.out) == (2, "")
    assert "can not be played" in ran.err


@pytest.mark.parametrize(
    "option", [("--lambda", "look"), ("--lambda", "look={"), ("--attribute", "x")]
)
def test_run_refuses_options_it_can_not_read(
    command: Run, folder: Path, option: tuple[str, str]
) -> None:
    ran = command("flows", "run", str(folder / "sound.json"), *option)
    assert ran.code == 2
    assert option[0] in ran.err


def test_run_tells_how_a_broken_flow_ends(command: Run, folder: Path) -> None:
    ran = command("flows", "run", str(folder / "broken.json"), "--say", "1", "--json")
    found = json.loads(ran.out)
    assert ran.code == 1
    assert found["ended"] == "error"
    assert "missing" in found["error"]
    assert found["turns"]


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
