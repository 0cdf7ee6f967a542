"""Calls outside the hours, and requests to be called back."""

import pytest

from flows import prompts
from flows.simulator.caller import CallerAction, Press, Silence
from flows.simulator.result import CallResult, Ended
from tests.flows.spoken import spoken
from tests.flows.test_engineer_and_agent_flows import SUNDAY
from tests.flows.worlds import OFFICE, call_center, heard, play

WORDS = prompts.load()
CLOSED = WORDS["closed"]
CALLBACK = WORDS["callback"]
OWN = Press("1")
OTHER = Press("2")
YES = Press("1")
NO = Press("2")
NUMBER = Press("0212345678#")
SOON = Press("1")


def call(*actions: CallerAction) -> CallResult:
    """To an agent on a Sunday, and on from the offer to call back."""
    return play(call_center(hours=OFFICE, at=SUNDAY), Press("0"), *actions)


def test_who_wants_no_call_is_told_when_to_call() -> None:
    result = call(Press("2"))

    assert heard(result)[-1] == CLOSED["goodbye"].text
    assert result.ended is Ended.DISCONNECTED
    assert "callback" not in result.attributes


def test_silence_at_the_offer_is_forgiven_twice_and_ends_in_words() -> None:
    result = call(Silence(), Press("9"), Silence())

    assert heard(result)[-1] == CLOSED["goodbye"].text


def test_a_call_as_soon_as_possible_to_the_callers_own_number_takes_two_keys() -> None:
    result = call(Press("1"), OWN, SOON)

    assert heard(result)[-3:] == [CALLBACK[key].text for key in ("number", "when", "accepted")]
    assert result.attributes["callback"] == "requested"
    assert result.path[-4:-1] == ("request-callback-callback", "store-callback", "say-accepted")
    assert [made.values["queue"] for made in result.callbacks] == ["callback"]
    assert result.ended is Ended.DISCONNECTED


def test_another_number_is_read_back_and_confirmed() -> None:
    result = call(Press("1"), OTHER, NUMBER, YES, SOON)

    said = heard(result)
    assert said[-4] == CALLBACK["enter"].text
    assert said[-3] == spoken(CALLBACK["confirm"]).replace("$.StoredCustomerInput", "+82212345678")
    assert said[-1] == CALLBACK["accepted"].text


@pytest.mark.parametrize("mistake", [(Press("12#"),), (NUMBER, NO), (Silence(),)])
def test_a_number_can_be_corrected_twice(mistake: tuple[CallerAction, ...]) -> None:
    good = call(Press("1"), OTHER, *mistake, *mistake, NUMBER, YES, SOON)
    bad = call(Press("1"), OTHER, *mistake, *mistake, *mistake)

    assert heard(good)[-1] == CALLBACK["accepted"].text
    assert heard(bad)[-1] == CALLBACK["given_up"].text
    assert bad.ended is Ended.DISCONNECTED


def test_who_calls_without_a_number_is_asked_for_one() -> None:
    world = call_center(hours=OFFICE, at=SUNDAY)
    result = play(world, Press("0"), Press("1"), OWN, NUMBER, YES, SOON, customer="anonymous")

    assert CALLBACK["enter"].text in heard(result)
    assert heard(result)[-1] == CALLBACK["accepted"].text


def test_english_callers_hear_the_hours_in_english() -> None:
    result = play(call_center(hours=OFFICE, at=SUNDAY), Press("*"), Press("0"), Press("2"))

    english = prompts.load("en")["closed"]
    assert heard(result)[-3:] == [
        "Our hours are 24 hours a day, every day, Korean time.",
        english["offer"].text,
        english["goodbye"].text,
    ]
