import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from local.commands import cloud
from local.commands.cloud import ensure_running
from local.console import Output
from local.errors import OutsideError
from local.lifecycle import SAMPLE_FOLDERS
from local.state import CloudState, write_resources
from tests.local.commands.conftest import Run
from tests.local.states import NOBODY, STATE

RESOURCES: list[dict[str, Any]] = [
    {"type": "aws:s3/bucket:Bucket", "name": "docs", "id": "docs", "inputs": {}, "outputs": {}}
]


class Starts:
    """Stands for starting a cloud: keeps how it was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[dict[str, Any]] = []
        for name in ("start", "empty"):
            monkeypatch.setattr(cloud, name, self)

    def __call__(self, **plan: Any) -> CloudState:
        plan.pop("progress").tell("deploying")
        self.asked.append(plan)
        return STATE


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> Starts:
    return Starts(monkeypatch)


def test_up_tells_where_the_cloud_is(command: Run, starts: Starts) -> None:
    ran = command("up", "--json")
    assert ran.code == 0
    assert json.loads(ran.out) == {
        "endpoint": NOBODY,
        "resources": 84,
        "outputs": dict(STATE.outputs),
        "seconds": 12.3,
    }
    assert starts.asked == [{"port": None, "documents": SAMPLE_FOLDERS}]
    assert "deploying" in ran.err


def test_up_takes_a_port_and_a_folder(command: Run, starts: Starts, tmp_path: Path) -> None:
    assert command("up", "--port", "4566", "--documents", str(tmp_path)).code == 0
    assert starts.asked == [{"port": 4566, "documents": (tmp_path,)}]


@pytest.mark.usefixtures("starts")
def test_people_read_where_the_cloud_is_in_their_language(command: Run) -> None:
    assert f"로컬 클라우드 {NOBODY} · 리소스 84개" in command("up").out
    assert f"Local cloud {NOBODY} · 84 resources" in command("up", "--lang", "en").out


def test_people_read_where_to_post_questions(command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    url = "http://127.0.0.1:1/_aws/execute-api/a1/v1/answers"
    serving = replace(STATE, outputs={**STATE.outputs, "chat_api_url": url})

    def start(**_: Any) -> CloudState:
        return serving

    monkeypatch.setattr(cloud, "start", start)
    assert f"질문 API {url}" in command("up").out
    assert f"Chat API {url}" in command("up", "--lang", "en").out


@pytest.mark.usefixtures("starts")
def test_a_stack_without_a_chat_api_says_nothing_of_one(command: Run) -> None:
    assert "API" not in command("up").out


def test_up_that_fails_tells_it_in_a_sentence(
    command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: Any) -> CloudState:
        raise OutsideError("port 80 is in use: leave --port out")

    monkeypatch.setattr(cloud, "start", fail)
    ran = command("up", "--json")
    assert ran.code == 3
    assert json.loads(ran.out) == {"error": "port 80 is in use: leave --port out"}
    assert "Traceback" not in ran.err


def test_reset_starts_with_nothing(command: Run, starts: Starts) -> None:
    ran = command("reset", "--json")
    assert (ran.code, starts.asked) == (0, [{}])
    assert json.loads(ran.out)["endpoint"] == NOBODY


@pytest.mark.parametrize("stopped", [True, False])
def test_down_tells_whether_anything_ran(
    command: Run, monkeypatch: pytest.MonkeyPatch, *, stopped: bool
) -> None:
    def stop(**_: Any) -> bool:
        return stopped

    monkeypatch.setattr(cloud, "stop", stop)
    told = json.loads(command("down", "--json").out)
    assert (told["stopped"], told["endpoint"], told["resources"]) == (stopped, None, 0)
    assert ("has stopped" in command("down", "--lang", "en").out) is stopped


@pytest.mark.usefixtures("home")
def test_status_without_a_cloud_is_no_failure(command: Run) -> None:
    ran = command("status", "--json")
    assert ran.code == 0
    assert json.loads(ran.out) == {"endpoint": None, "resources": 0, "outputs": {}, "seconds": 0.0}
    assert "실행 중인 로컬 클라우드가 없습니다" in command("status").out


@pytest.mark.usefixtures("home", "cloud_runs")
def test_status_lists_what_was_deployed(command: Run) -> None:
    write_resources(RESOURCES)
    told = json.loads(command("status", "--json").out)
    assert told["resource_list"] == [{"type": "aws:s3/bucket:Bucket", "name": "docs", "id": "docs"}]
    assert (told["endpoint"], told["resources"]) == (NOBODY, 84)
    assert "aws.s3.Bucket" in command("status").out


@pytest.mark.usefixtures("home")
def test_what_needs_a_cloud_starts_one_when_none_runs(starts: Starts) -> None:
    assert ensure_running(Output(as_json=True)) == STATE
    assert starts.asked == [{"port": None, "documents": SAMPLE_FOLDERS}]


@pytest.mark.usefixtures("cloud_runs")
def test_a_cloud_of_older_code_is_used_and_the_person_is_told(
    starts: Starts, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ensure_running(Output(as_json=True, language="en")) == STATE
    assert starts.asked == []
    said = capsys.readouterr()
    assert said.out == ""
    assert "The code has changed since it was deployed" in said.err
