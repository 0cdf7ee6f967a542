import json
from pathlib import Path

import pytest

from tests.flows.actions import action, content, say
from tests.flows.explore.samples import QUEUE, SORRY
from tests.local.commands.conftest import Run

pytestmark = pytest.mark.usefixtures("no_cloud")


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


KNOWN = {
    "customer_known": "true",
    "customer_name": "김하늘",
    "customer_language": "ko",
    "customer_pin": "true",
}


def test_run_plays_the_flows_of_a_stack_that_verifies(command: Run) -> None:
    told = ("--lambda", f"customer={json.dumps(KNOWN)}")
    right = ("--lambda", 'customer[verify]={"verification": "verified"}')
    said = ("--say", "2", "--say", "407193#")
    options = ("--verification", "pin", *told, *right, *said, "--json")
    found = json.loads(command("flows", "run", "main", *options).out)
    assert found["attributes"]["customer_verified"] == "true"
    assert found["queue"] == "{{queue:engineer}}"


def test_run_asks_nobody_for_a_pin_where_it_is_not_told_to(command: Run) -> None:
    told = ("--lambda", f"customer={json.dumps(KNOWN)}")
    found = json.loads(command("flows", "run", "main", *told, "--say", "2", "--json").out)
    assert "customer_verified" not in found["attributes"]
    assert found["queue"] == "{{queue:engineer}}"
