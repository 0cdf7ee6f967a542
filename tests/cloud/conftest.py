"""One local cloud with the samples for the whole run, and empty ones for tests that break them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cloud.callcenter import CallCenter


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder belongs to the cloud tier."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.cloud)
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


@pytest.fixture(scope="session")
def center(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CallCenter]:
    """A running local cloud with the sample documents."""
    center = CallCenter(home=tmp_path_factory.mktemp("center"))
    done = center.run("up", "--json", timeout=600)
    assert done.code == 0, done.err[-2000:]
    yield center
    center.run("down")


@pytest.fixture
def empty_center(tmp_path: Path) -> Iterator[CallCenter]:
    """A running local cloud without documents, to be broken."""
    center = CallCenter(home=tmp_path / "home")
    done = center.run("reset", "--json", timeout=600)
    assert done.code == 0, done.err[-2000:]
    yield center
    center.run("down")


@pytest.fixture
def stopped_center(tmp_path: Path) -> Iterator[CallCenter]:
    """A home in which nothing runs yet."""
    center = CallCenter(home=tmp_path / "home")
    yield center
    center.run("down")
