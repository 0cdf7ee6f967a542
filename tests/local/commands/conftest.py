"""The commands with a cloud that runs already, and nothing behind it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from local.cli import run
from local.commands import ask, call, cloud, reach
from local.console import Output
from local.state import CloudState
from tests.flows.actions import content
from tests.flows.explore.samples import QUEUE, SORRY, menu
from tests.local.states import STATE

Run = Callable[..., "Ran"]
LEGACY: dict[str, Any] = {"modules": [], "start": "a", "metadata": {}}


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `callcenter` with these arguments."""

    def go(*arguments: str) -> Ran:
        code = run(list(arguments))
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return go


@pytest.fixture
def cloud_runs(monkeypatch: pytest.MonkeyPatch) -> CloudState:
    """A cloud that is up."""

    def ensured(_output: Output, **_: Any) -> CloudState:
        return STATE

    for module in (ask, call, reach):
        monkeypatch.setattr(module, "ensure_running", ensured)
    monkeypatch.setattr(cloud, "running", lambda: STATE)
    return STATE


@pytest.fixture
def no_cloud(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that must not need a cloud: it fails when it wants one."""

    def ensured(_output: Output, **_: Any) -> CloudState:
        raise AssertionError("the cloud was wanted")

    for module in (ask, call, reach):
        monkeypatch.setattr(module, "ensure_running", ensured)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound flow, a broken one, one in the old format, and one that is no JSON."""
    flows: dict[str, Any] = {
        "sound.json": content(menu(), QUEUE, SORRY),
        "broken.json": content(menu(keys={"1": "missing"}), QUEUE, SORRY),
        "legacy.json": LEGACY,
    }
    for name, body in flows.items():
        (tmp_path / name).write_text(json.dumps(body), encoding="utf-8")
    (tmp_path / "no.json").write_text("{", encoding="utf-8")
    return tmp_path
