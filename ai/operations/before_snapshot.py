"""What is done before Lambda keeps a snapshot of the process (SnapStart)."""

from collections.abc import Callable
from typing import Any


def before_snapshot(work: Callable[[], object]) -> bool:
    """Have the runtime do some work before the snapshot; False where there is no runtime."""
    hooks: Any
    try:
        import snapshot_restore_py as hooks  # noqa: PLC0415  # pyright: ignore[reportMissingModuleSource]
    except ImportError:
        return False
    hooks.register_before_snapshot(work)
    return True
