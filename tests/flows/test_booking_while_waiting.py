"""Booking a call from the queue: the place in it is kept until a time is booked."""

import pytest

from flows.json_values import JsonObject
from flows.simulator.caller import CallerAction, Press, Silence
from flows.simulator.result import Ended
from flows.simulator.world import FunctionResult
from tests.flows.bookings import CHOOSE, NO, SECOND_DAY, SECOND_TIME, WORDS, diary, said, waiting
from tests.flows.diaries import BOOKED, asked, status
from tests.flows.worlds import heard


def test_a_booking_ends_the_waiting() -> None:
    functions = diary()
    result = waiting(functions, CHOOSE, SECOND_DAY, SECOND_TIME)

    assert heard(result)[-1] == said("booked", BOOKED)
    assert (result.ended, result.queue) == (Ended.DISCONNECTED, None)
    assert asked(functions, "book")[0]["queue"] == "engineer"


@pytest.mark.parametrize(
    "changes",
    [
        {"days": status("none")},
        {"days": status("failed")},
        {"times": FunctionResult(error="down")},
        {"book": status("refused")},
        {"book": FunctionResult(error="down")},
        {"book": status("taken")},
    ],
    ids=str,
)
def test_a_booking_that_fails_never_costs_the_place_in_the_queue(
    changes: dict[str, JsonObject | FunctionResult],
) -> None:
    keys = (SECOND_DAY, SECOND_TIME)
    if "days" in changes:
        keys = ()
    elif "times" in changes:
        keys = (SECOND_DAY,)
    twice = keys if changes.get("book") == status("taken") else ()
    result = waiting(diary(**changes), CHOOSE, *keys, *twice, NO)

    assert WORDS["queue"]["keep_waiting"].text in heard(result)
    assert (result.ended, result.queue) == (Ended.QUEUED, "engineer")
    assert "callback" not in result.attributes
    assert result.callbacks == ()


@pytest.mark.parametrize("keys", [(), (CHOOSE,), (CHOOSE, SECOND_DAY)])
def test_who_waits_and_chooses_no_time_goes_on_waiting(keys: tuple[CallerAction, ...]) -> None:
    result = waiting(diary(), *keys, Silence(), Press("9"), Silence())

    assert WORDS["queue"]["keep_waiting"].text in heard(result)
    assert (result.ended, result.queue) == (Ended.QUEUED, "engineer")
    assert result.callbacks == ()
