from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from flows.simulator.caller import CallerAction, Press, Say, ScriptedCaller
from flows.simulator.errors import SimulatorError
from flows.simulator.result import Ended
from local.errors import BadInputError, OutsideError
from local.phone import SEOUL, CallPlan, call, checked_number, checked_time, spoken_or_pressed
from local.state import write_resources
from tests.local.recorded import call_center
from tests.local.states import ANSWERED, MONDAY, STATE, finished


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("1", Press("1")),
        ("12*#", Press("12*#")),
        ("일번", Say("일번")),
        ("1번", Say("1번")),
        ("1 2", Say("1 2")),
        ("1\n", Say("1\n")),
        ("١", Say("١")),
    ],
)
def test_only_keys_are_pressed(text: str, action: CallerAction) -> None:
    assert spoken_or_pressed(text) == action


@pytest.mark.parametrize("number", ["+821012345678", "+14155550123", "+8215881234"])
def test_a_number_in_international_form_is_taken(number: str) -> None:
    assert checked_number(number) == number


@pytest.mark.parametrize(
    "number", ["01012345678", "+0821012345678", "+82 10 1234 5678", "+82", "", "+821012345678\n"]
)
def test_no_other_number_is_taken(number: str) -> None:
    with pytest.raises(BadInputError, match=r"is no telephone number.*\+821012345678"):
        checked_number(number)


def test_a_time_without_zone_is_in_seoul() -> None:
    assert checked_time("2026-11-23T10:00") == MONDAY


def test_a_time_keeps_its_own_zone() -> None:
    at = checked_time("2026-11-23T10:00:00+01:00")
    assert at == datetime(2026, 11, 23, 10, tzinfo=timezone(timedelta(hours=1)))


def test_without_a_time_it_is_now() -> None:
    assert abs(checked_time(None) - datetime.now(SEOUL)) < timedelta(minutes=1)


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-13-01", "10:00"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInputError, match="is no ISO 8601 time: write it like 2026"):
        checked_time(text)


def test_a_call_prints_as_the_command_line_promises() -> None:
    told = finished().to_json()
    assert set(told) >= {"contact_id", "turns", "ended", "queue", "attributes", "answers"}
    assert told["turns"][0] == {
        "who": "system",
        "text": "Saltware 고객센터입니다.",
        "flow": "main",
        "action": "greet",
    }
    assert [turn["who"] for turn in told["turns"]] == ["system", "caller", "system"]
    assert (told["contact_id"], told["ended"], told["queue"]) == ("c-1", "queued", "engineer")
    assert told["answers"] == [ANSWERED]
    assert told["faults"][0]["why"] == "not played"
    assert told["seconds"] == 41.3


@pytest.mark.parametrize("ended", list(Ended))
def test_every_end_has_its_word(ended: Ended) -> None:
    told = finished(result={"ended": ended, "queue": None}).to_json()
    assert told["ended"] in {"disconnected", "queued", "transferred", "error"}
    assert told["queue"] is None


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.usefixtures("home")
def test_a_call_is_played_on_what_was_recorded_even_when_the_emulator_is_gone() -> None:
    write_resources(call_center())
    heard: list[str] = []
    plan = CallPlan(at=MONDAY)
    caller = ScriptedCaller([Press("1"), Say("장애 응답 시간이요"), Press("1")])
    done = call(STATE, plan, caller, on_turn=lambda turn: heard.append(turn.text))
    assert done.cloud_died
    assert done.answers == []
    assert (done.result.ended, done.result.queue) == (Ended.QUEUED, "engineer")
    assert heard == [turn.text for turn in done.result.turns]


@pytest.mark.usefixtures("home")
def test_a_flow_that_can_not_be_played_is_something_outside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise SimulatorError("no action Dance")

    write_resources(call_center())
    monkeypatch.setattr("local.phone.place_call", refuse)
    with pytest.raises(OutsideError, match="can not be played: no action Dance"):
        call(STATE, CallPlan(at=MONDAY), ScriptedCaller([]))
