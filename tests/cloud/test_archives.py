"""The functions' archives hold all that they import: nothing is borrowed from this machine."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bench.coldstart import process
from bench.coldstart.__main__ import ENVIRONMENT
from bench.coldstart.answers import prepare
from local.state import ROOT
from tests.cloud.callcenter import CallCenter

_MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    ("function", "module", "zipped", "unzipped"),
    [
        ("answer", "ai.handlers.answer", 35, 100),
        ("ingest", "ai.handlers.ingest", 44, 140),
    ],
)
def test_a_handler_imports_from_its_archive_alone(
    center: CallCenter, tmp_path: Path, function: str, module: str, zipped: int, unzipped: int
) -> None:
    assert center.state.resources
    archive = max(
        (ROOT / ".build").glob(f"{function}-build-host-*.zip"),
        key=lambda path: path.stat().st_mtime,
    )
    with zipfile.ZipFile(archive) as file:
        file.extractall(tmp_path)
        size = sum(entry.file_size for entry in file.infolist())
    program = f"import sys; sys.path[:] = [p for p in sys.path if 'site-packages' not in p]; \
sys.path.insert(0, {str(tmp_path)!r}); import {module} as m; print(callable(m.handler))"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program],
        capture_output=True,
        cwd=tmp_path,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stdout.strip() == "True", done.stderr[-1500:]
    assert archive.stat().st_size <= zipped * _MEGABYTE
    assert size <= unzipped * _MEGABYTE


def test_the_answer_function_answers_from_its_archive_alone(
    center: CallCenter, tmp_path: Path
) -> None:
    """Packages are trimmed, emptied and replaced: what is left must carry a whole turn."""
    assert center.state.resources
    archive = max(
        (ROOT / ".build").glob("answer-build-host-*.zip"), key=lambda path: path.stat().st_mtime
    )
    packages, answers = tmp_path / "packages", tmp_path / "answers"
    with zipfile.ZipFile(archive) as file:
        file.extractall(packages)
    answers.mkdir()
    prepare(answers)
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", process.__file__, "ours", str(answers), str(packages)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PATH": os.environ["PATH"], **ENVIRONMENT, "LOG_LEVEL": "INFO"},
    )

    assert done.returncode == 0, done.stderr[-1500:]
    *logged, figures = done.stdout.splitlines()
    turns = [json.loads(line) for line in logged if '"event": "turn"' in line]
    assert [turn["status"] for turn in turns] == ["answered", "answered"]
    assert json.loads(figures)["words"].startswith("<speak>")
