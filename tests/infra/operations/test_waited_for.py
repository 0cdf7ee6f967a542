"""Functions for which a caller waits: how long they may run."""

import pytest

from infra.operations.waited_for import timeout_seconds


@pytest.mark.parametrize(("flow", "function"), [(3, 4), (2.5, 3), (8.0, 9)])
def test_a_function_ends_within_a_second_of_the_flow_giving_up(flow: float, function: int) -> None:
    assert timeout_seconds(flow) == function
