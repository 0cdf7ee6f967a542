"""The tracing context, which is always empty."""

from typing import Any, Final

_EMPTY: Final = (
    "parent",
    "project_name",
    "tags",
    "metadata",
    "client",
    "replicas",
    "distributed_parent_id",
    "address",
)


def get_tracing_context(_context: object = None) -> dict[str, Any]:
    """No parent, no project, nobody to send to."""
    return {**dict.fromkeys(_EMPTY), "enabled": False}


def _set_tracing_context(_context: dict[str, Any]) -> None:  # pyright: ignore[reportUnusedFunction]
    """There is nothing to keep; langchain-core calls it by this name after each run."""
