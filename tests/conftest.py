"""What holds for every tier: no sockets in unit tests, loopback only in the local cloud tier."""

import logging
from collections.abc import Iterator

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The cloud tier talks to 127.0.0.1, and to nothing else."""
    for item in items:
        if item.get_closest_marker("cloud"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """A handler that configures logging does so in Lambda's process, not in the next test's."""
    root, ours = logging.getLogger(), logging.getLogger("ai")
    levels = (root.level, ours.level)
    formats = [(handler, handler.formatter) for handler in root.handlers]
    yield
    root.setLevel(levels[0])
    ours.setLevel(levels[1])
    for handler, formatter in formats:
        handler.setFormatter(formatter)
