import pytest

from tests.ai.ingest.worlds import World


@pytest.fixture
def world() -> World:
    return World()
