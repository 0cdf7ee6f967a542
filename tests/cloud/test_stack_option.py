"""`--stack`: the emulator stands for AWS, and a script with its outputs for the Pulumi CLI."""

import json
import os
from pathlib import Path

import pytest

from tests.cloud.callcenter import CallCenter


@pytest.fixture
def person(empty_center: CallCenter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CallCenter:
    """Somebody without a local cloud, with credentials and a Pulumi CLI."""
    script = tmp_path / "bin" / "pulumi"
    script.parent.mkdir()
    outputs = json.dumps(dict(empty_center.state.outputs))
    script.write_text(f"#!/bin/sh\ncat <<'END'\n{outputs}\nEND\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("AWS_ENDPOINT_URL", empty_center.state.endpoint)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    return CallCenter(home=tmp_path / "elsewhere")


def test_documents_and_versions_of_a_stack_on_aws(person: CallCenter, tmp_path: Path) -> None:
    file = tmp_path / "환불.md"
    for days in (7, 14):
        file.write_text(f"# 환불\n\n환불은 {days}일 안에 처리됩니다.\n", encoding="utf-8")
        put = person.run("docs", "put", str(file), "--stack", "dev", "--json")
        assert put.code == 0, put.err
    listed = person.run("index", "ls", "--stack", "dev", "--json").json["snapshots"]
    back = person.run("index", "rollback", "--stack", "dev", "--json").json
    held = person.run("docs", "report", "--stack", "dev", "--json").json
    on = person.run("index", "rollback", "--release", "--stack", "dev", "--json").json

    assert [each["current"] for each in listed[:2]] == [True, False]
    assert back["current"] == listed[1]["id"]
    assert held["candidate"]["changed"] == ["환불.md"]
    assert on["current"] == listed[0]["id"]
    assert on["held"] is None
    assert not (person.home / "state.json").exists(), "a local cloud was started for it"


def test_customers_of_a_stack_on_aws(person: CallCenter, tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("전화번호,이름\n010-7777-8888,박바다\n", encoding="utf-8")
    put = person.run("customers", "put", str(file), "--stack", "dev", "--json")
    listed = person.run("customers", "ls", "--stack", "dev", "--json")

    assert put.json == {"put": 1}
    assert "+821077778888" in {each["phone"] for each in listed.json["customers"]}


def test_booked_calls_of_a_stack_on_aws(person: CallCenter) -> None:
    assert person.run("callbacks", "ls", "--stack", "dev", "--json").json == {"bookings": []}
