import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from ai.operations.before_snapshot import before_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable


def work() -> None:
    """What is to be done."""


def test_the_runtime_is_told_what_to_do_before_the_snapshot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Callable[[], object]] = []
    runtime = ModuleType("snapshot_restore_py")
    runtime.__dict__["register_before_snapshot"] = told.append
    monkeypatch.setitem(sys.modules, "snapshot_restore_py", runtime)
    assert before_snapshot(work) is True
    assert told == [work]


def test_elsewhere_nothing_is_done() -> None:
    assert before_snapshot(work) is False
