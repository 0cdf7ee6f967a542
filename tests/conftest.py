"""What holds for every tier: no sockets in unit tests, loopback only in the local cloud tier."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The cloud tier talks to 127.0.0.1, and to nothing else."""
    for item in items:
        if item.get_closest_marker("cloud"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))
