"""A call from the browser's page, over HTTP, to the deployed stack."""

import json
import signal
import subprocess
import sys
from typing import Any

from botocore.awsrequest import AWSRequest

from local.state import ROOT
from tests.cloud.callcenter import CallCenter
from tests.cloud.http import JSON, send

QUESTION = "핏클라우드 장애가 나면 얼마 만에 응답해 주나요"


def post(url: str, value: object) -> dict[str, Any]:
    return send(AWSRequest("POST", url, headers=dict(JSON), data=json.dumps(value))).body


def play(url: str, script: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A call in which the next thing is done whenever the system waits; its events."""
    call = post(f"{url}/calls", {"agents": 1})["call"]
    events: list[dict[str, Any]] = []
    while not events or events[-1]["kind"] not in {"ended", "failed"}:
        address = f"{url}/calls/{call}/events?after={len(events)}"
        new = send(AWSRequest("GET", address)).body["events"]
        events += new
        if new and new[-1]["kind"] == "waiting":
            post(f"{url}/calls/{call}/actions", script.pop(0))
    return events


def test_a_caller_in_the_browser_asks_and_is_put_through(center: CallCenter) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "local", "phone", "--json"],
        cwd=ROOT,
        env=center.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        events = play(url, [{"press": "1"}, {"say": QUESTION}, {"press": "1"}])
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
    assert process.returncode == 0
    ended = events[-1]
    assert (ended["kind"], ended["ended"], ended["queue"]) == ("ended", "transferred", "engineer")
    assert ended["answers"][0]["status"] == "answered"
    assert ended["attributes"]["question"] == QUESTION
