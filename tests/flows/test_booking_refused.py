"""No time can be booked: others were faster, the number is refused, the function is down."""

import pytest

from flows.json_values import JsonObject
from flows.simulator.caller import Press
from flows.simulator.world import FunctionResult
from tests.flows.bookings import (
    BOOKING,
    CALLBACK,
    CHOOSE,
    NO,
    OWN,
    SECOND_DAY,
    SECOND_TIME,
    YES,
    closed,
    diary,
    said,
)
from tests.flows.diaries import BOOKED, TIMES, status
from tests.flows.functions import Functions, failing
from tests.flows.test_engineer_and_agent_flows import SUNDAY
from tests.flows.worlds import OFFICE, call_center, heard, play

BROKEN: list[Functions | FunctionResult] = [
    failing(),
    failing(seconds=9),
    FunctionResult(payload={"callback_status": "failed"}),
    FunctionResult(payload={"callback_status": 1}),
    FunctionResult(payload=None),
]


@pytest.mark.parametrize("how", ["taken", "none"])
def test_a_time_that_is_gone_is_told_and_the_days_are_offered_again(how: str) -> None:
    functions = diary(book=[status(how), BOOKED])
    result = closed(functions, CHOOSE, SECOND_DAY, SECOND_TIME, Press("1"), Press("1"))

    assert BOOKING["taken"].text in heard(result)
    assert heard(result)[-1] == said("booked", BOOKED)


def test_a_time_that_is_gone_twice_leads_to_a_call_as_soon_as_possible() -> None:
    functions = diary(book=status("taken"))
    again = (SECOND_DAY, SECOND_TIME)
    result = closed(functions, CHOOSE, *again, *again, YES)

    assert BOOKING["taken_again"].text in heard(result)
    assert heard(result)[-1] == CALLBACK["accepted"].text
    assert [made.values["queue"] for made in result.callbacks] == ["callback"]


def test_a_day_that_fills_up_meanwhile_is_told() -> None:
    functions = diary(times=[status("taken"), TIMES])
    result = closed(functions, CHOOSE, SECOND_DAY, SECOND_DAY, SECOND_TIME)

    assert BOOKING["taken"].text in heard(result)
    assert heard(result)[-1] == said("booked", BOOKED)


@pytest.mark.parametrize("how", ["none", "refused"])
def test_where_no_day_can_be_had_the_reason_is_told_and_a_way_on_offered(how: str) -> None:
    soon = closed(diary(days=status(how)), CHOOSE, YES)
    no = closed(diary(days=status(how)), CHOOSE, NO)

    assert BOOKING[how].text in heard(soon)
    assert heard(soon)[-1] == CALLBACK["accepted"].text
    assert heard(no)[-1] == CALLBACK["declined"].text
    assert no.callbacks == ()


def test_a_number_that_is_refused_at_the_end_is_told() -> None:
    result = closed(diary(book=status("refused")), CHOOSE, SECOND_DAY, SECOND_TIME, NO)

    assert BOOKING["refused"].text in heard(result)
    assert heard(result)[-1] == CALLBACK["declined"].text


@pytest.mark.parametrize("action", ["days", "times", "book"])
@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_a_function_that_fails_is_told_and_the_caller_can_still_be_called(
    action: str, broken: Functions | FunctionResult
) -> None:
    result_of = broken if isinstance(broken, FunctionResult) else broken.answer({})
    functions = diary(**{action: result_of})
    keys = {"days": (), "times": (SECOND_DAY,), "book": (SECOND_DAY, SECOND_TIME)}[action]
    result = closed(functions, CHOOSE, *keys, YES)

    assert BOOKING["failed"].text in heard(result)
    assert heard(result)[-1] == CALLBACK["accepted"].text
    assert result.attributes["callback"] == "requested"


def test_nobody_waits_longer_for_the_diary_than_agreed() -> None:
    given: list[float] = []

    def slow(_arn: str, _event: JsonObject, seconds: float) -> FunctionResult:
        given.append(seconds)
        return FunctionResult(error="slow", seconds=seconds + 1)

    world = call_center(hours=OFFICE, at=SUNDAY, invoke=slow)
    play(world, Press("2"), Press("1"), OWN, CHOOSE, YES)

    assert given[-1] == 4
