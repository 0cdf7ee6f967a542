import os
import socket
import stat
from pathlib import Path

import pytest

from local.emulator import (
    EmulatorPlan,
    answers,
    check_port,
    emulator_python,
    free_port,
)
from local.errors import OutsideError
from local.state import ROOT
from tests.local.bedrock.models import serving


def plan(folder: Path) -> EmulatorPlan:
    return EmulatorPlan(
        python=Path("python"),
        folder=folder,
        port=4567,
        bedrock_endpoint="http://127.0.0.1:4568",
        vectors_endpoint="http://127.0.0.1:4569",
        connect_endpoint="http://127.0.0.1:4570",
    )


def fake_interpreter(root: Path, script: str) -> None:
    python = root / ".venv-emulator" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(script, encoding="utf-8")
    python.chmod(stat.S_IRWXU)


def test_the_emulator_sees_nothing_of_the_callers_aws_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = {
        "AWS_ACCESS_KEY_ID": "AKIAREAL",
        "AWS_SECRET_ACCESS_KEY": "real",
        "AWS_SESSION_TOKEN": "real",
        "AWS_PROFILE": "production",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": "https://real.example",
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": "https://real.example",
        "CALLCENTER_OPENAI_API_KEY": "real",
        "HOME": "/home/real",
    }
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    seen = plan(tmp_path).environment()
    assert not set(secrets.values()) & set(seen.values())
    assert {name: value for name, value in seen.items() if name.startswith("AWS_")} == {
        "AWS_DEFAULT_REGION": "ap-northeast-2",
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": "http://127.0.0.1:4568",
        "AWS_ENDPOINT_URL_CONNECT": "http://127.0.0.1:4570",
        "AWS_ENDPOINT_URL_S3VECTORS": "http://127.0.0.1:4569",
    }


def test_the_emulator_keeps_to_loopback_and_to_its_own_folder(tmp_path: Path) -> None:
    seen = plan(tmp_path).environment()
    assert (seen["BIND_HOST"], seen["GATEWAY_PORT"]) == ("127.0.0.1", "4567")
    for name in ("HOME", "TMPDIR", "STATE_DIR", "S3_DATA_DIR"):
        assert Path(seen[name]).is_relative_to(tmp_path)


def test_roles_are_enforced(tmp_path: Path) -> None:
    assert plan(tmp_path).environment()["AUTH"] == "true"


def test_a_missing_interpreter_is_one_sentence_that_tells_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"\.venv-emulator/bin/python is missing: .*make inst"):
        emulator_python(tmp_path)


def test_an_interpreter_without_the_emulator_tells_what_to_do(tmp_path: Path) -> None:
    fake_interpreter(tmp_path, "#!/bin/sh\nexit 1\n")
    with pytest.raises(OutsideError, match=r"not installed.*remove that folder and run"):
        emulator_python(tmp_path)


def test_an_interpreter_that_does_not_start_is_told(tmp_path: Path) -> None:
    fake_interpreter(tmp_path, "#!/does/not/exist\n")
    with pytest.raises(OutsideError, match="interpreter does not start"):
        emulator_python(tmp_path)


def test_an_interpreter_with_the_emulator_is_taken(tmp_path: Path) -> None:
    fake_interpreter(tmp_path, "#!/bin/sh\nexit 0\n")
    assert emulator_python(tmp_path) == tmp_path / ".venv-emulator" / "bin" / "python"


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.enable_socket
def test_a_port_in_use_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OutsideError, match=f"port {port} is in use: leave --port out"):
            check_port(port)
    check_port(port)


@pytest.mark.enable_socket
def test_a_free_port_can_be_used() -> None:
    check_port(free_port())


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_server_of_another_kind_is_no_emulator() -> None:
    with serving() as other:
        assert answers(other.endpoint) is False
    assert answers(other.endpoint) is False


def test_the_launcher_imports_nothing_of_the_project() -> None:
    text = (ROOT / "local" / "emulator_main.py").read_text(encoding="utf-8")
    for package in ("local", "ai", "flows", "infra"):
        assert f"import {package}" not in text
        assert f"from {package}" not in text
    assert os.access(ROOT / "local" / "emulator_main.py", os.R_OK)
