"""What the page sends."""

import pytest

from flows.simulator.caller import CallerAction, HangUp, Press, Say, Silence
from local.errors import BadInputError
from local.phone import DEFAULT_NUMBER
from local.web.requests import Dialled, Done, read


@pytest.mark.parametrize(
    ("body", "action"),
    [
        ('{"press": "12#"}', Press("12#")),
        ('{"say": "환불은 언제 되나요"}', Say("환불은 언제 되나요")),
        ('{"silence": true}', Silence()),
        ('{"hang_up": true}', HangUp()),
    ],
)
def test_callers_press_speak_wait_and_hang_up(body: str, action: CallerAction) -> None:
    assert read(Done, body.encode()).action() == action


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("", "no JSON"),
        ("[1]", "dictionary"),
        ("{}", "exactly one"),
        ('{"press": "1", "say": "네"}', "exactly one"),
        ('{"press": "7a"}', "press"),
        ('{"press": ""}', "press"),
        ('{"press": 1}', "press"),
        ('{"say": ""}', "say"),
        ('{"silence": "yes"}', "silence"),
        ('{"shout": "네"}', "shout"),
        (f'{{"say": "{"가" * 1_025}"}}', "1024"),
    ],
)
def test_anything_else_is_refused_by_name(body: str, why: str) -> None:
    with pytest.raises(BadInputError, match=why):
        read(Done, body.encode())


def test_a_call_needs_nothing_to_be_filled_in() -> None:
    dialled = read(Dialled, b"{}")
    assert (dialled.number, dialled.at, dialled.agents) == (DEFAULT_NUMBER, "", 0)


@pytest.mark.parametrize("agents", ["-1", "101", '"2"', "1.5"])
def test_the_number_of_people_is_a_number_of_people(agents: str) -> None:
    with pytest.raises(BadInputError, match="agents"):
        read(Dialled, f'{{"agents": {agents}}}'.encode())
