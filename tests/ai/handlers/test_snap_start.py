import random
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from ai.contract import Status
from ai.handlers import snap_start
from ai.handlers.service import AnswerService


class Hooks(ModuleType):
    """The runtime's library, as far as it is used."""

    def __init__(self) -> None:
        super().__init__("snapshot_restore_py")
        self.before: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []
        self.after: list[Callable[..., Any]] = []

    def register_before_snapshot(self, function: Callable[..., Any], *args: Any) -> None:
        self.before.append((function, args))

    def register_after_restore(self, function: Callable[..., Any], *args: Any) -> None:
        assert not args
        self.after.append(function)


def test_the_service_is_made_and_rehearsed_before_the_snapshot(
    service: AnswerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks = Hooks()
    monkeypatch.setitem(sys.modules, "snapshot_restore_py", hooks)
    made: list[AnswerService] = []

    def make() -> AnswerService:
        made.append(service)
        return service

    assert snap_start.register(make)
    assert made == []
    ((rehearse, args),) = hooks.before
    rehearsed = rehearse(*args)
    assert made == [service]
    assert rehearsed.status is Status.ANSWERED


def test_processes_restored_from_one_snapshot_draw_different_numbers(
    service: AnswerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks = Hooks()
    monkeypatch.setitem(sys.modules, "snapshot_restore_py", hooks)
    snap_start.register(lambda: service)
    kept = random.getstate()
    first = random.getrandbits(64)
    random.setstate(kept)
    for function in hooks.after:
        function()
    assert random.getrandbits(64) != first


def test_the_rehearsal_keeps_nothing_and_counts_nothing(
    service: AnswerService, sent: list[dict[str, Any]]
) -> None:
    snap_start.rehearse(lambda: service)
    assert sent == []


def test_without_the_runtimes_library_nothing_is_registered(service: AnswerService) -> None:
    assert not snap_start.register(lambda: service)
