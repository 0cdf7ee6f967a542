"""Calls in English: key 9, and everything after it."""

import pytest

from flows import prompts
from flows.json_values import as_object
from flows.simulator.caller import CallerAction, Press, Say, Silence
from flows.simulator.result import CallResult, Ended
from tests.flows.functions import Functions, answering
from tests.flows.test_main_flow import MAIN, call
from tests.flows.worlds import call_center, heard, play

ENGLISH = prompts.load("en")
QUESTION = "How fast do you answer when FitCloud is down?"
ANSWER = "We answer within 1 hour."


def inquiry(*actions: CallerAction, functions: Functions) -> CallResult:
    """A call to the AI in English."""
    return play(call_center(invoke=functions), Press("*"), Press("1"), *actions)


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


def test_the_english_menu_forgives_like_the_korean_one() -> None:
    result = call(Press("*"), Press("7"), Silence(), Press("7"))

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


def test_the_ai_listens_in_the_english_locale_and_speaks_english() -> None:
    functions = answering(ANSWER)
    result = inquiry(Say(QUESTION), functions=functions)

    assert heard(result)[-2:] == [ENGLISH["inquiry"]["opening"].text, ANSWER]
    [turn] = functions.turns
    assert as_object(turn["bot"])["localeId"] == "en_US"
    assert turn["inputTranscript"] == QUESTION


@pytest.mark.parametrize("wish", [Press("1"), Say("I'd like to speak to an engineer")])
def test_an_english_caller_is_put_through_with_what_was_asked(wish: CallerAction) -> None:
    result = inquiry(Say(QUESTION), wish, functions=answering(ANSWER))

    assert (result.ended, result.queue) == (Ended.QUEUED, "engineer")
    assert result.attributes["question"] == QUESTION
    assert result.attributes["language"] == "en"
    assert heard(result)[-1] == ENGLISH["engineer"]["connecting"].text


def test_an_english_caller_ends_the_inquiry_in_english() -> None:
    result = inquiry(Say("that's all thanks"), functions=answering(ANSWER))

    assert ENGLISH["inquiry"]["goodbye"].text in heard(result)
