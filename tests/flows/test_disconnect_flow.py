"""After the agent has hung up."""

import pytest

from flows import prompts
from flows.simulator.call import place_call
from flows.simulator.caller import CallerAction, Press, ScriptedCaller, Silence
from flows.simulator.result import CallResult, Ended
from tests.flows.functions import CONTACT
from tests.flows.worlds import CUSTOMER, call_center, heard

WORDS = prompts.load()["disconnect"]
AGAIN = prompts.load()["again"]


def stay_on(*actions: CallerAction, entry: str = "disconnect") -> CallResult:
    return place_call(
        call_center(),
        ScriptedCaller(actions),
        entry=entry,
        customer=CUSTOMER,
        contact_id=CONTACT,
    )


@pytest.mark.parametrize("mark", ["1", "2", "3", "4", "5"])
def test_the_mark_is_kept_and_thanked_for(mark: str) -> None:
    result = stay_on(Press(mark))

    assert result.attributes == {"csat": mark}
    assert heard(result) == [WORDS["csat"].text, WORDS["thanks"].text]
    assert result.ended is Ended.DISCONNECTED


def test_who_says_nothing_is_asked_three_times_and_thanked() -> None:
    result = stay_on(Silence(), Press("9"), Silence())

    said = heard(result)
    assert said[1].startswith(AGAIN["silence_1"].text)
    assert said[2].startswith(AGAIN["wrong_2"].text)
    assert said[-1] == WORDS["goodbye"].text
    assert result.attributes == {}


def test_zero_leads_back_to_an_agent() -> None:
    result = stay_on(Press("0"))

    assert WORDS["to_agent"].text in heard(result)
    assert (result.ended, result.queue) == (Ended.QUEUED, "agent")


def test_english_callers_are_asked_in_english() -> None:
    result = stay_on(Press("5"), entry="disconnect_en")

    assert heard(result)[-1] == prompts.load("en")["disconnect"]["thanks"].text
