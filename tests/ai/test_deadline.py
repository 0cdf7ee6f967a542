import threading
import time

import pytest

from ai.deadline import Deadline, within
from ai.errors import DeadlineError, ModelError


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_rest_shrinks_with_the_clock_and_never_goes_below_zero() -> None:
    clock = Clock()
    deadline = Deadline(7, clock)
    clock.now += 3
    assert deadline.remaining() == pytest.approx(4)
    clock.now += 10
    assert deadline.remaining() == 0


def test_a_share_is_of_the_whole_but_not_more_than_what_is_left() -> None:
    clock = Clock()
    deadline = Deadline(8, clock)
    assert deadline.share(0.5) == pytest.approx(4)
    clock.now += 6
    assert deadline.share(0.5) == pytest.approx(2)


def test_a_stage_that_would_begin_too_late_is_named() -> None:
    clock = Clock()
    deadline = Deadline(1, clock)
    deadline.check("retrieve")
    clock.now += 1
    with pytest.raises(DeadlineError, match="retrieve"):
        deadline.check("retrieve")


def test_work_in_time_gives_its_result() -> None:
    assert within(1, "work", lambda: 42) == 42


def test_work_that_takes_too_long_is_left_behind() -> None:
    release = threading.Event()
    begun = time.perf_counter()
    with pytest.raises(DeadlineError, match="slow"):
        within(0.05, "slow", lambda: release.wait(10))
    assert time.perf_counter() - begun < 1
    release.set()


def test_an_error_in_the_work_arrives_as_it_is() -> None:
    def work() -> None:
        raise ModelError("refused")

    with pytest.raises(ModelError, match="refused"):
        within(1, "work", work)


def test_work_without_any_time_is_not_begun() -> None:
    calls: list[int] = []
    with pytest.raises(DeadlineError):
        within(0, "work", lambda: calls.append(1))
    assert calls == []
