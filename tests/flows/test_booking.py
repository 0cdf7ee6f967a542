"""Calls that end with a booked call: choosing a day and an hour."""

import pytest

from flows.simulator.caller import CallerAction, Press, Silence
from flows.simulator.result import Ended
from tests.flows.bookings import (
    CALLBACK,
    CHOOSE,
    OTHER,
    OWN,
    SECOND_DAY,
    SECOND_TIME,
    WORDS,
    YES,
    closed,
    diary,
    said,
)
from tests.flows.diaries import BOOKED, DAYS, LAST_DAYS, LAST_TIMES, MORE_DAYS, MOVED, TIMES, asked
from tests.flows.test_engineer_and_agent_flows import SUNDAY
from tests.flows.worlds import CUSTOMER, OFFICE, call_center, heard, play


def test_a_day_and_an_hour_are_chosen_and_the_time_is_told() -> None:
    functions = diary()
    result = closed(functions, CHOOSE, SECOND_DAY, SECOND_TIME)

    assert heard(result)[-3:] == [
        said("days", DAYS),
        said("times_more", TIMES),
        said("booked", BOOKED),
    ]
    assert result.ended is Ended.DISCONNECTED
    assert result.attributes["callback"] == "booked"
    assert result.callbacks == ()


def test_the_function_learns_what_was_chosen_who_is_called_and_who_knows() -> None:
    functions = diary()
    closed(functions, CHOOSE, SECOND_DAY, SECOND_TIME)

    korean = {"language": "ko"}
    assert asked(functions, "days") == [
        {"action": "days", "number": CUSTOMER, "page": "1", **korean}
    ]
    assert asked(functions, "times") == [
        {"action": "times", "choice": "2026-03-03", "page": "1", **korean}
    ]
    assert asked(functions, "book") == [
        {
            "action": "book",
            "choice": "2026-03-03T10:00:00+09:00",
            "number": CUSTOMER,
            "queue": "engineer",
            **korean,
        }
    ]


def test_another_number_that_was_keyed_in_is_booked() -> None:
    functions = diary()
    world = call_center(hours=OFFICE, at=SUNDAY, invoke=functions)
    keys = (Press("0"), Press("1"), OTHER, Press("0212345678#"), YES, CHOOSE)
    result = play(world, *keys, SECOND_DAY, SECOND_TIME)

    assert heard(result)[-1] == said("booked", BOOKED)
    [booking] = asked(functions, "book")
    assert (booking["number"], booking["queue"]) == ("+82212345678", "agent")


def test_no_number_becomes_an_attribute_that_records_would_keep() -> None:
    result = closed(diary(), CHOOSE, SECOND_DAY, SECOND_TIME)

    assert not [value for value in result.attributes.values() if "12345678" in value]


def test_other_times_come_page_by_page() -> None:
    functions = diary(times=[TIMES, LAST_TIMES])
    result = closed(functions, CHOOSE, SECOND_DAY, Press("5"), Press("1"))

    assert [told["page"] for told in asked(functions, "times")] == ["1", "2"]
    assert [told["choice"] for told in asked(functions, "times")] == ["2026-03-03"] * 2
    assert said("times", LAST_TIMES) in heard(result)
    assert asked(functions, "book")[0]["choice"] == "2026-03-03T17:00:00+09:00"


def test_days_come_page_by_page_as_well_and_begin_anew_after_the_last() -> None:
    functions = diary(days=[MORE_DAYS, LAST_DAYS, MORE_DAYS])
    closed(functions, CHOOSE, Press("5"), Press("5"), Press("5"), Press("1"), SECOND_TIME)

    assert [told["page"] for told in asked(functions, "days")] == ["1", "2", "1", "2"]
    assert [told["choice"] for told in asked(functions, "times")] == ["2026-03-02"]


def test_another_day_can_be_chosen_after_hearing_the_times() -> None:
    functions = diary()
    closed(functions, CHOOSE, SECOND_DAY, Press("0"), Press("3"), SECOND_TIME)

    assert [told["choice"] for told in asked(functions, "times")] == ["2026-03-03", "2026-03-04"]
    assert len(asked(functions, "book")) == 1


@pytest.mark.parametrize("key", ["4", "9", "5"])
def test_a_day_that_is_not_offered_is_a_wrong_key(key: str) -> None:
    functions = diary()
    result = closed(functions, CHOOSE, Press(key), SECOND_DAY, SECOND_TIME)

    assert any(text.startswith(WORDS["again"]["wrong_1"].text) for text in heard(result))
    assert heard(result)[-1] == said("booked", BOOKED)


@pytest.mark.parametrize("key", ["2", "5"])
def test_a_time_that_is_not_offered_is_a_wrong_key(key: str) -> None:
    functions = diary(times=LAST_TIMES)
    result = closed(functions, CHOOSE, SECOND_DAY, Press(key), Press("1"))

    assert heard(result)[-1] == said("booked", BOOKED)


def test_silence_and_wrong_keys_are_forgiven_twice() -> None:
    result = closed(diary(), CHOOSE, Silence(), Press("8"), SECOND_DAY, Silence(), SECOND_TIME)

    assert heard(result)[-1] == said("booked", BOOKED)


def test_an_earlier_booking_of_the_same_number_is_moved() -> None:
    result = closed(diary(book=MOVED), CHOOSE, SECOND_DAY, SECOND_TIME)

    assert heard(result)[-1] == said("moved", MOVED)
    assert result.attributes["callback"] == "moved"


@pytest.mark.parametrize("keys", [(), (CHOOSE,), (CHOOSE, SECOND_DAY)])
def test_who_says_no_time_is_called_as_soon_as_somebody_is_free(
    keys: tuple[CallerAction, ...],
) -> None:
    result = closed(diary(), *keys, Silence(), Silence(), Silence())

    assert heard(result)[-1] == CALLBACK["accepted"].text
    assert result.attributes["callback"] == "requested"


def test_english_callers_choose_in_english() -> None:
    functions = diary(book={"callback_status": "booked", "words": "tomorrow at 10 AM."})
    world = call_center(hours=OFFICE, at=SUNDAY, invoke=functions)
    keys = (Press("*"), Press("2"), Press("1"), OWN, CHOOSE, SECOND_DAY, SECOND_TIME)
    result = play(world, *keys)

    assert heard(result)[-1] == "We will call you tomorrow at 10 AM. Thank you, goodbye."
    assert [told["language"] for told in asked(functions, "days")] == ["en"]
