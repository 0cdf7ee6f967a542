"""Which interpreter compiles for Lambda."""

from pathlib import Path

import pytest

from infra.packaging.target import build_host_target, lambda_target


def put_python(folder: Path, script: str) -> Path:
    command = folder / "python3.13"
    command.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    command.chmod(0o755)
    return command


def test_lambda_is_compiled_for_with_its_own_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = put_python(tmp_path, "echo 3.13")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lambda_target().compiler == str(command)


@pytest.mark.parametrize("script", ["exit 127", "echo 3.12"])
def test_a_shim_or_another_python_does_not_compile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    put_python(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lambda_target().compiler is None


def test_without_any_nothing_is_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lambda_target().compiler is None


def test_packages_with_and_without_compiled_files_are_kept_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    without = lambda_target()
    put_python(tmp_path, "echo 3.13")
    assert lambda_target().key != without.key != build_host_target().key
