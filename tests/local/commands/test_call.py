import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from flows.simulator.caller import (
    Caller,
    CallerAction,
    HangUp,
    Press,
    Say,
    Silence,
    Waiting,
    WaitKind,
)
from flows.simulator.result import Ended, Turn
from local.commands import call
from local.functions import DEAD
from local.phone import CallPlan, FinishedCall
from local.state import CloudState
from tests.local.commands.conftest import Run
from tests.local.states import ANSWERED, MONDAY, finished

BOT = Waiting(kind=WaitKind.BOT, seconds=5)


@dataclass
class Line:
    """Stands for the phone: keeps who called, and what they did until they hung up."""

    result: FinishedCall = field(default_factory=finished)
    plans: list[CallPlan] = field(default_factory=list[CallPlan])
    did: list[CallerAction] = field(default_factory=list[CallerAction])

    def __call__(
        self,
        _state: CloudState,
        plan: CallPlan,
        caller: Caller,
        *,
        on_turn: Callable[[Turn], None] | None = None,
    ) -> FinishedCall:
        self.plans.append(plan)
        while not isinstance(action := caller(BOT), HangUp):
            self.did.append(action)
        for turn in self.result.result.turns if on_turn else ():
            (on_turn or print)(turn)
        return self.result


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch, cloud_runs: object) -> Line:
    made = Line()
    monkeypatch.setattr(call, "place", made)
    return made


def scenario(folder: Path, name: str, **expect: Any) -> str:
    expected = {"ended": "queued", "queue": "engineer", **expect}
    content = {"name": name, "from": "+821011112222", "caller": [{"press": "1"}]}
    file = folder / f"{name}.yaml"
    file.write_text(json.dumps({**content, "expect": expected}), encoding="utf-8")
    return str(file)


def test_what_is_said_is_pressed_spoken_or_silence(command: Run, line: Line) -> None:
    said = ("--say", "1", "--say", "응답 시간이요", "--say", "  ", "--say", "*#")
    assert command("call", *said, "--json").code == 0
    assert line.did == [Press("1"), Say("응답 시간이요"), Silence(), Press("*#")]


def test_a_call_is_one_object_and_is_followed_on_standard_error(command: Run, line: Line) -> None:
    ran = command("call", "--say", "1", "--json")
    told = json.loads(ran.out)
    assert (told["ended"], told["queue"], told["answers"]) == ("queued", "engineer", [ANSWERED])
    assert "Saltware 고객센터입니다." in ran.err
    assert "대기열에서 상담원을 기다립니다 (engineer)" in ran.err


def test_people_follow_the_call_and_see_its_sources(command: Run, line: Line) -> None:
    said = command("call", "--say", "1", "--lang", "en").out
    for text in ("응답 시간이요", "근거: sla.pdf 2쪽", "waiting in the queue (engineer)"):
        assert text in said


def test_the_caller_the_time_and_the_people_are_chosen(command: Run, line: Line) -> None:
    chosen = ("--from", "+14155550123", "--agents", "2", "--at", "2026-11-23T10:00")
    command("call", "--say", "1", *chosen, "--json")
    assert line.plans == [CallPlan(number="+14155550123", at=MONDAY, agents=2)]


def test_without_anything_to_say_the_sample_scenario_is_played(command: Run, line: Line) -> None:
    assert command("call", "--json").code == 0
    assert line.did[0] == Press("1")
    assert len(line.did) == 3


def test_a_scenario_file_is_played_as_it_says(command: Run, line: Line, tmp_path: Path) -> None:
    assert command("call", "--scenario", scenario(tmp_path, "a"), "--json").code == 0
    assert line.did == [Press("1")]
    assert line.plans[0].number == "+821011112222"


@pytest.mark.usefixtures("no_cloud")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--say", "1", "--scenario", "a.yaml"], "--say and --scenario exclude each other"),
        (["--scenario", "/missing.yaml"], "/missing.yaml can not be read"),
        (["--from", "010"], "no telephone number"),
        (["--at", "noon"], "no ISO 8601 time"),
    ],
)
def test_bad_input_is_told_before_any_cloud_is_started(
    command: Run, arguments: list[str], told: str
) -> None:
    ran = command("call", *arguments, "--json")
    assert ran.code == 2
    assert told in json.loads(ran.out)["error"]


def test_a_cloud_that_died_meanwhile_is_told_with_exit_code_3(command: Run, line: Line) -> None:
    line.result = finished(cloud_died=True)
    ran = command("call", "--say", "1", "--json")
    assert ran.code == 3
    assert json.loads(ran.out)["ended"] == "queued"
    assert DEAD in ran.err


def test_a_call_that_ends_with_an_error_tells_why(command: Run, line: Line) -> None:
    line.result = finished(result={"ended": Ended.ERROR, "error": "no flow [main]", "queue": None})
    ran = command("call", "--say", "1")
    assert "통화가 오류로 끝났습니다" in ran.out
    assert "no flow [main]" in ran.out


def test_a_person_types_keys_words_and_silence_and_hangs_up_with_q(
    command: Run, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = io.StringIO("1\n요금이 얼마예요\n\nQ\nnever\n")
    monkeypatch.setattr(typed, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", typed)
    said = command("call").out
    assert line.did == [Press("1"), Say("요금이 얼마예요"), Silence()]
    assert "빈 줄은 침묵" in said
    assert "🙂 응답 시간이요" not in said


def test_the_end_of_the_input_hangs_up(
    command: Run, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = io.StringIO("1\n")
    monkeypatch.setattr(typed, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", typed)
    assert command("call").code == 0
    assert line.did == [Press("1")]


def test_scenarios_that_hold_are_passed(command: Run, line: Line, tmp_path: Path) -> None:
    ran = command("scenario", scenario(tmp_path, "a"), scenario(tmp_path, "b"), "--json")
    assert ran.code == 0
    assert json.loads(ran.out) == {
        "scenarios": [
            {"name": "a", "passed": True, "failures": []},
            {"name": "b", "passed": True, "failures": []},
        ]
    }


def test_a_scenario_that_does_not_hold_is_exit_code_1(
    command: Run, line: Line, tmp_path: Path
) -> None:
    wrong = scenario(tmp_path, "wrong", heard=["2시간"])
    ran = command("scenario", scenario(tmp_path, "a"), wrong, "--json")
    assert ran.code == 1
    assert [row["passed"] for row in json.loads(ran.out)["scenarios"]] == [True, False]
    assert "'2시간' was not heard" in ran.err
    assert len(line.plans) == 2


@pytest.mark.usefixtures("no_cloud")
def test_a_scenario_that_can_not_be_read_stops_before_any_call(
    command: Run, tmp_path: Path
) -> None:
    ran = command("scenario", scenario(tmp_path, "a"), "/missing.yaml", "--json")
    assert ran.code == 2
    assert "/missing.yaml" in json.loads(ran.out)["error"]
