from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.simulator.caller import HangUp, Press, Say, Silence, Stay
from flows.simulator.result import Ended
from local.errors import BadInputError
from local.scenario import Expectation, failures_of, read_scenario
from tests.local.states import ABSTAINED, ANSWERED, MONDAY, finished

WHOLE = """
name: AI 문의 후 엔지니어 연결
from: "+821098765432"
at: "2026-11-23T10:00"
agents: 2
caller:
  - press: "1"
  - say: 응답 시간이요
  - silence: true
  - stay: 30
  - hang_up: true
hours: closed
flow: callback_call
channel: task
full: [agent]
attributes: {callback_attempt: "2"}
agent_after: 60
agent_leaves_after: 90
expect:
  heard: ["1시간"]
  ended: queued
  queue: engineer
  attributes: {csat: "5"}
  within: 120
"""
LEAST = "name: a\ncaller: []\nexpect: {ended: disconnected}\n"


def file_with(folder: Path, text: str) -> Path:
    file = folder / "tried.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_scenario_is_read(tmp_path: Path) -> None:
    read = read_scenario(file_with(tmp_path, WHOLE))
    assert read.name == "AI 문의 후 엔지니어 연결"
    assert read.actions == [Press("1"), Say("응답 시간이요"), Silence(), Stay(30), HangUp()]
    assert (read.plan.number, read.plan.at, read.plan.agents) == ("+821098765432", MONDAY, 2)
    assert (read.plan.hours, read.plan.agent_after_seconds) == ("closed", 60)
    assert read.plan.agent_leaves_after_seconds == 90
    assert (read.plan.flow, read.plan.channel) == ("callback_call", "TASK")
    assert (list(read.plan.full), read.plan.attributes) == (["agent"], {"callback_attempt": "2"})
    assert read.expect == Expectation(
        heard=["1시간"],
        ended="queued",
        queue="engineer",
        attributes={"csat": "5"},
        within=120,
    )


def test_what_a_scenario_leaves_out_has_a_default(tmp_path: Path) -> None:
    read = read_scenario(file_with(tmp_path, LEAST))
    assert (read.actions, read.plan.number, read.plan.agents) == ([], "+821012345678", 0)
    assert (read.expect.answers, read.expect.queue) == (None, None)
    assert (read.plan.flow, read.plan.channel, read.plan.attributes) == ("main", "VOICE", {})


def step(text: str) -> str:
    return LEAST.replace("caller: []", f"caller:\n  - {text}")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (LEAST.replace("name: a\n", ""), "name: Field required"),
        (LEAST + "colour: red\n", "colour: Extra inputs"),
        (LEAST + "agents: -1\n", "agents: .*greater than or equal to 0"),
        (LEAST + 'from: "010"\n', "from: .*no telephone number"),
        (LEAST + 'at: "tomorrow"\n', "at: .*no ISO 8601 time"),
        (LEAST.replace("disconnected", "lost"), "expect.ended: .*'queued'"),
        (LEAST.replace("ended: disconnected", "heard: []"), "expect.ended: Field required"),
        (step("press: 1"), "caller.0.press: .*string"),
        (step('press: "a"'), "caller.0.press: .*pattern"),
        (step("press:"), "caller.0: .*one of press, say, silence"),
        (step("{}"), "caller.0: .*one of press, say, silence"),
        (step('{press: "1", say: a}'), "caller.0: .*one of press, say, silence"),
        (step("silence: false"), "caller.0.silence: "),
        (step("sing: la"), "caller.0.sing: Extra inputs"),
        ("- a list", "the file: .*dictionary"),
        ("", "the file: .*dictionary"),
        ("name: [", "is no YAML"),
    ],
)
def test_an_error_names_the_file_and_the_key(tmp_path: Path, text: str, named: str) -> None:
    file = file_with(tmp_path, text)
    with pytest.raises(BadInputError, match=named) as caught:
        read_scenario(file)
    assert str(caught.value).startswith(str(file))
    assert "\n" not in str(caught.value)


def test_a_file_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"missing\.yaml can not be read: No such file"):
        read_scenario(tmp_path / "missing.yaml")
    with pytest.raises(BadInputError, match="can not be read: Is a directory"):
        read_scenario(tmp_path)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "tried.yaml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInputError, match=r"tried\.yaml is no YAML"):
        read_scenario(file)


def test_a_call_that_went_as_expected_has_no_failures() -> None:
    expect = Expectation(
        heard=["1시간", "고객센터"],
        never_heard=["오류"],
        ended="queued",
        queue="engineer",
        answers=["answered"],
        cites=["sla.pdf"],
    )
    assert failures_of(expect, finished()) == []


@pytest.mark.parametrize(
    ("changes", "failure"),
    [
        ({"heard": ["2시간"]}, "'2시간' was not heard"),
        ({"heard": ["응답 시간이요"]}, "'응답 시간이요' was not heard"),
        ({"never_heard": ["1시간"]}, "'1시간' was heard"),
        ({"ended": "disconnected"}, "it ended queued, not disconnected"),
        ({"queue": None}, "the queue was engineer, not None"),
        ({"answers": ["abstained"]}, "the answers were ['answered'], not ['abstained']"),
        ({"answers": []}, "the answers were ['answered'], not []"),
        ({"cites": ["faq.html"]}, "faq.html was not cited"),
    ],
)
def test_each_expectation_that_does_not_hold_is_a_sentence(
    changes: dict[str, Any], failure: str
) -> None:
    expect = Expectation.model_validate({"ended": "queued", "queue": "engineer", **changes})
    assert failures_of(expect, finished()) == [failure]


def test_all_that_failed_is_told() -> None:
    expect = Expectation(heard=["2시간"], ended="transferred", queue=None, cites=["a.md"])
    call = finished(result={"ended": Ended.ERROR}, answers=[ABSTAINED])
    assert len(failures_of(expect, call)) == 4


def test_a_document_cited_by_any_answer_counts() -> None:
    expect = Expectation(ended="queued", queue="engineer", cites=["sla.pdf"])
    assert failures_of(expect, finished(answers=[ABSTAINED, ANSWERED])) == []


def test_attributes_and_time_are_held_against_what_was_expected() -> None:
    call = finished()
    late = replace(call, result=replace(call.result, attributes={"csat": "4"}, seconds=130.0))
    expect = Expectation(
        ended=call.result.ended.value,
        queue=call.result.queue,
        attributes={"csat": "5"},
        within=120,
    )
    assert failures_of(expect, late) == [
        "attribute csat was '4', not '5'",
        "it took 130 s, not 120 s at most",
    ]
