"""The commands with a cloud that runs already, and nothing behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from local.cli import run
from local.commands import ask, call, cloud, reach
from local.console import Output
from local.state import CloudState
from tests.local.states import STATE

Run = Callable[..., "Ran"]


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
