"""Calls in English: key 9, and everything after it."""

from flows import prompts
from flows.simulator.caller import Press, Silence
from flows.simulator.result import Ended
from tests.flows.test_main_flow import MAIN, call
from tests.flows.worlds import heard

ENGLISH = prompts.load("en")


def test_nine_leads_to_english_and_stays_there() -> None:
    result = call(Press("*"), Press("2"))

    said = heard(result)
    assert said[-4:] == [
        ENGLISH["main"]["greeting"].text,
        ENGLISH["main"]["notice"].text,
        ENGLISH["main"]["menu"].text,
        ENGLISH["engineer"]["connecting"].text,
    ]
    assert (result.ended, result.queue) == (Ended.QUEUED, "engineer")
    assert result.attributes["language"] == "en"
    assert "speak-as-joanna" in result.path
    assert "speak-en-us" in result.path


def test_english_callers_hear_of_the_recording_in_english_before_it_begins() -> None:
    said = heard(call())

    assert "This call is recorded." in said[1]
    assert call().path.index("say-notice") < call().path.index("record")


def test_the_english_menu_has_no_ai_and_forgives_like_the_korean_one() -> None:
    result = call(Press("*"), Press("1"), Silence(), Press("1"))

    said = heard(result)
    assert said[-2:] == [
        ENGLISH["main"]["hand_over"].text,
        ENGLISH["agent"]["connecting"].text,
    ]
    assert (result.ended, result.queue) == (Ended.QUEUED, "agent")


def test_without_english_flows_the_caller_reaches_an_agent() -> None:
    result = call(Press("*"), without=("flow:main_en",))

    assert MAIN["fault"].text in heard(result)
    assert result.queue == "agent"
