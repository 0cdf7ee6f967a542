"""Calls that end with a booked call: choosing a day and an hour, and everything that may fail."""

import pytest

from flows import prompts
from flows.json_values import JsonObject
from flows.simulator.caller import CallerAction, Press, Silence
from flows.simulator.result import CallResult, Ended
from flows.simulator.world import FunctionResult
from tests.flows.diaries import (
    BOOKED,
    DAYS,
    LAST_DAYS,
    LAST_TIMES,
    MORE_DAYS,
    MOVED,
    TIMES,
    asked,
    status,
)
from tests.flows.functions import Functions, by_action, failing
from tests.flows.spoken import spoken
from tests.flows.test_engineer_and_agent_flows import SUNDAY
from tests.flows.worlds import CUSTOMER, OFFICE, call_center, heard, play

WORDS = prompts.load()
BOOKING = WORDS["booking"]
CALLBACK = WORDS["callback"]
OWN, OTHER = Press("1"), Press("2")
SOON, CHOOSE = Press("1"), Press("2")
YES, NO = Press("1"), Press("2")
SECOND_DAY, SECOND_TIME = Press("2"), Press("2")
BROKEN: list[Functions | FunctionResult] = [
    failing(),
    failing(seconds=9),
    FunctionResult(payload={"callback_status": "failed"}),
    FunctionResult(payload={"callback_status": 1}),
    FunctionResult(payload=None),
]


def diary(**changes: list[JsonObject] | JsonObject | FunctionResult) -> Functions:
    return by_action(**{"days": DAYS, "times": TIMES, "book": BOOKED, **changes})


def closed(functions: Functions, *actions: CallerAction, customer: str = CUSTOMER) -> CallResult:
    """To an engineer on a Sunday, and on from the question when to call."""
    world = call_center(hours=OFFICE, at=SUNDAY, invoke=functions)
    return play(world, Press("2"), Press("1"), OWN, *actions, customer=customer)


def waiting(functions: Functions, *actions: CallerAction) -> CallResult:
    """The same in the queue for engineers."""
    return play(call_center(invoke=functions), Press("2"), Press("1"), OWN, *actions)


def said(key: str, words: JsonObject) -> str:
    """A sentence with what the function says of days and times."""
    return spoken(BOOKING[key]).replace("$.External.words", str(words["words"]))


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


@pytest.mark.parametrize("keys", [(), (CHOOSE,), (CHOOSE, SECOND_DAY)])
def test_who_says_no_time_is_called_as_soon_as_somebody_is_free(
    keys: tuple[CallerAction, ...],
) -> None:
    result = closed(diary(), *keys, Silence(), Silence(), Silence())

    assert heard(result)[-1] == CALLBACK["accepted"].text
    assert result.attributes["callback"] == "requested"


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


def test_english_callers_choose_in_english() -> None:
    functions = diary(book={"callback_status": "booked", "words": "tomorrow at 10 AM."})
    world = call_center(hours=OFFICE, at=SUNDAY, invoke=functions)
    keys = (Press("*"), Press("2"), Press("1"), OWN, CHOOSE, SECOND_DAY, SECOND_TIME)
    result = play(world, *keys)

    assert heard(result)[-1] == "We will call you tomorrow at 10 AM. Thank you, goodbye."
    assert [told["language"] for told in asked(functions, "days")] == ["en"]
