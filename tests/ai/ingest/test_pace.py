from collections.abc import Callable

import pytest
from botocore.exceptions import ReadTimeoutError

from ai.errors import DeadlineError, ModelError
from ai.ingest.pace import ATTEMPTS, LONGEST_PAUSE, Pace
from tests.ai.fakes.s3 import client_error


class Clock:
    """Time that passes by sleeping only."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def failing(times: int, cause: Exception) -> tuple[list[int], Callable[[], str]]:
    """Work that fails so often; the list counts the calls."""
    calls: list[int] = []

    def work() -> str:
        calls.append(1)
        if len(calls) <= times:
            raise ModelError("busy") from cause
        return "done"

    return calls, work


def test_no_more_texts_a_second_than_allowed() -> None:
    clock = Clock()
    pace = Pace(per_second=10, clock=clock, sleep=clock.sleep)
    for _ in range(5):
        pace.wait(20)
    assert clock.now == pytest.approx(8.0)  # the first may go at once


def test_time_that_was_not_used_is_not_saved_up() -> None:
    clock = Clock()
    pace = Pace(per_second=10, clock=clock, sleep=clock.sleep)
    clock.now = 100.0
    pace.wait(10)
    pace.wait(10)
    assert clock.now == pytest.approx(101.0)


@pytest.mark.parametrize(
    "cause", [client_error("ThrottlingException"), ReadTimeoutError(endpoint_url="x")]
)
def test_what_may_pass_is_tried_again_later_each_time(cause: Exception) -> None:
    clock = Clock()
    calls, work = failing(3, cause)
    pace = Pace(clock=clock, sleep=clock.sleep, chance=lambda: 1.0)
    assert pace.call(1, work) == "done"
    assert (len(calls), clock.slept) == (4, [1.0, 2.0, 4.0])


def test_builders_do_not_come_back_in_step() -> None:
    clock = Clock()
    _, work = failing(2, client_error("ThrottlingException"))
    Pace(clock=clock, sleep=clock.sleep, chance=lambda: 0.25).call(1, work)
    assert clock.slept == [0.25, 0.5]


def test_it_gives_up_in_the_end_and_never_pauses_long() -> None:
    clock = Clock()
    calls, work = failing(99, client_error("ThrottlingException"))
    with pytest.raises(ModelError):
        Pace(clock=clock, sleep=clock.sleep, chance=lambda: 1.0).call(1, work)
    assert len(calls) == ATTEMPTS
    assert max(clock.slept) <= LONGEST_PAUSE


@pytest.mark.parametrize("code", ["AccessDeniedException", "ValidationException"])
def test_what_will_not_pass_is_not_tried_again(code: str) -> None:
    calls, work = failing(1, client_error(code))
    with pytest.raises(ModelError):
        Pace(sleep=lambda _: None).call(1, work)
    assert len(calls) == 1


def test_out_of_time_nothing_is_tried_again() -> None:
    calls, work = failing(1, client_error("ThrottlingException"))
    pace = Pace(left=lambda: 5.0, margin=20.0, sleep=lambda _: None)
    assert pace.used_up
    with pytest.raises(ModelError):
        pace.call(1, work)
    assert len(calls) == 1


def test_a_question_that_was_not_answered_in_time_is_tried_again() -> None:
    calls: list[int] = []

    def work() -> str:
        calls.append(1)
        if len(calls) == 1:
            raise DeadlineError("slow") from ReadTimeoutError(endpoint_url="x")
        return "done"

    assert Pace(sleep=lambda _: None).call(1, work) == "done"
