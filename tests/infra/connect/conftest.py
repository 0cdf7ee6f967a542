"""The contact center as most stacks have it."""

import pytest

from tests.infra.connect import center
from tests.infra.engine import Recording


@pytest.fixture(scope="session")
def plain() -> Recording:
    """Around the clock, without number, people and rules."""
    return center.record()
