"""scenario --compile: native tests, with no cloud."""

import json
from pathlib import Path

import pytest

from local.state import ROOT
from tests.local.commands.conftest import Run

SAMPLES = ROOT / "samples" / "scenarios"


@pytest.mark.usefixtures("no_cloud")
def test_scenarios_are_written_as_native_tests(command: Run, tmp_path: Path) -> None:
    ran = command(
        "scenario", str(SAMPLES / "ai-then-end.yaml"), "--compile", str(tmp_path), "--json"
    )
    row = json.loads(ran.out)["scenarios"][0]

    assert ran.code == 0
    assert row["passed"] is True
    assert [Path(file).name for file in row["files"]] == [
        "ai-then-end.test.json",
        "ai-then-end.request.json",
    ]


@pytest.mark.usefixtures("no_cloud")
def test_a_scenario_without_equivalent_fails_with_its_step(command: Run, tmp_path: Path) -> None:
    file = tmp_path / "queue.yaml"
    file.write_text(
        "name: 기다림\ncaller:\n  - press: '2'\n  - stay: 30\n"
        "expect:\n  ended: queued\n  queue: engineer\n",
        encoding="utf-8",
    )
    ran = command("scenario", str(file), "--compile", str(tmp_path / "out"))

    assert ran.code == 1
    assert "step 2 (stay 30)" in ran.out


def test_pictures_belong_to_the_flows_group(command: Run, tmp_path: Path) -> None:
    assert command("flows", "draw", "--out", str(tmp_path), "--json").code == 0
    assert command("flows", "script", "--json").code == 0
    assert command("flows", "diff", str(tmp_path), "/missing").code == 2
