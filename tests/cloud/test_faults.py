"""What breaks is told in words, and the next call works."""

import os
import signal
import socket
import subprocess
import time
from datetime import datetime

import pytest

from flows.simulator.caller import CallerAction, Press, Say, ScriptedCaller, Waiting
from local.phone import SEOUL, CallPlan, call
from tests.cloud.callcenter import CallCenter


def test_an_empty_bucket_is_said_and_is_not_an_outage(empty_center: CallCenter) -> None:
    answer = empty_center.ask("환불은 며칠 안에 되나요")

    assert (answer["status"], answer["reason"]) == ("abstained", "no_documents")
    heard = empty_center.call("1", "환불은 며칠 안에 되나요", "1")
    assert heard["queue"] == "engineer"


@pytest.mark.parametrize(
    ("question", "reason"),
    [("", "no_question"), ("   ", "no_question"), ("가" * 5_000, "question_too_long")],
)
def test_a_question_that_is_none_is_answered_in_words(
    center: CallCenter, question: str, reason: str
) -> None:
    done = center.run("ask", question, "--json")

    assert done.code == 2
    assert done.json["reason"] == reason
    assert done.json["text"]
    assert "Traceback" not in done.err


def test_a_very_long_and_a_silent_turn_do_not_end_the_call(center: CallCenter) -> None:
    ended = center.call("1", "가" * 5_000, "", "환불은 며칠 안에 되나요", "2")

    assert ended["ended"] == "disconnected"
    assert ended["answers"][-1]["status"] == "answered"


def _emulator_of(center: CallCenter) -> int:
    found = subprocess.run(
        ["pgrep", "-P", str(center.state.pid)], capture_output=True, text=True, check=True
    )
    return int(found.stdout.split()[0])


def test_an_emulator_killed_mid_call_is_told_in_words_and_the_next_call_works(
    empty_center: CallCenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLCENTER_HOME", str(empty_center.home))
    script = ScriptedCaller([Press("1"), Say("환불은 며칠 안에 되나요")])

    def caller(waiting: Waiting) -> CallerAction:
        action = script(waiting)
        if isinstance(action, Say):
            os.killpg(_emulator_of(empty_center), signal.SIGKILL)
            time.sleep(0.5)
        return action

    finished = call(empty_center.state, CallPlan(at=datetime.now(SEOUL)), caller)

    assert finished.cloud_died
    assert (finished.result.ended.value, finished.result.queue) == ("queued", "engineer")
    assert "죄송" in " ".join(turn.text for turn in finished.result.turns)
    again = empty_center.call("1", "환불은 며칠 안에 되나요", "1")
    assert (again["ended"], again["queue"]) == ("queued", "engineer")


def test_a_killed_up_leaves_nothing_running(stopped_center: CallCenter) -> None:
    started = stopped_center.start("up")
    give_up = time.monotonic() + 60
    while len(stopped_center.processes()) < 3 and time.monotonic() < give_up:
        time.sleep(0.1)
    assert len(stopped_center.processes()) >= 3
    started.kill()
    started.communicate()

    give_up = time.monotonic() + 20
    while stopped_center.processes() and time.monotonic() < give_up:
        time.sleep(0.1)
    assert not stopped_center.processes()
    assert stopped_center.run("status", "--json").json["resources"] == 0


def test_a_port_in_use_is_said_in_one_sentence(stopped_center: CallCenter) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = stopped_center.run("up", "--port", str(port), "--json")

    assert done.code == 3
    assert str(port) in done.json["error"]
    assert "Traceback" not in done.err


def test_two_checkouts_run_side_by_side_and_stop_alone(
    center: CallCenter, empty_center: CallCenter
) -> None:
    assert center.state.endpoint != empty_center.state.endpoint
    assert center.ask("환불은 며칠 안에 되나요")["status"] == "answered"
    assert empty_center.ask("환불은 며칠 안에 되나요")["reason"] == "no_documents"
    assert empty_center.run("down", "--json").json["stopped"] is True
    assert not empty_center.processes()
    assert center.ask("환불은 며칠 안에 되나요")["status"] == "answered"


def test_status_lists_connect_and_lex_and_up_again_changes_nothing(center: CallCenter) -> None:
    status = center.run("status", "--json").json
    names = {(item["type"].rsplit(":", 1)[1], item["name"]) for item in status["resource_list"]}

    assert ("Instance", "instance") in names
    assert {"main-flow", "inquiry-flow", "engineer-flow", "agent-flow"} <= {n for _, n in names}
    assert status["resources"] == len(status["resource_list"])
    again = center.run("up", "--json").json
    assert again["endpoint"] == status["endpoint"]
    assert again["outputs"]["dashboard_url"].endswith("Saltware-Contact-Center-Dashboard")
