"""What of the caller's keys and words reaches a bot."""

import pytest

from flows.json_values import Json
from flows.simulator.caller import CallerAction, Press, Say, Silence, Waiting, WaitKind
from flows.simulator.result import Ended
from flows.simulator.world import FunctionResult
from tests.flows.functions import Functions, elicit
from tests.flows.simulator.lex.talks import giving, talk, why


def test_a_very_long_question_is_cut_where_lex_cuts_it() -> None:
    functions = giving(elicit("네."))
    talk(Say("가" * 5_000), invoke=functions)

    assert functions.events[0]["inputTranscript"] == "가" * 1_024


def test_a_silent_caller_does_not_keep_the_bot_for_ever() -> None:
    functions = Functions(lambda _: FunctionResult(payload=elicit("여보세요?"), seconds=1))
    result = talk(invoke=functions, caller=lambda _waiting: Silence())

    assert "lasted over 900 s" in why(result)
    assert result.ended is Ended.DISCONNECTED


@pytest.mark.parametrize(
    ("keys", "session", "transcript"),
    [
        ("12", {}, "12"),
        ("12#3", {}, "12"),
        ("12*3", {}, "3"),
        ("*", {}, ""),
        ("12", {"x-amz-lex:dtmf:max-length:*:*": "1"}, "1"),
        ("12", {"x-amz-lex:dtmf:max-length:*:*": "one"}, "12"),
        ("12*3#", {"x-amz-lex:dtmf:end-character:*:*": "*"}, "12"),
    ],
)
def test_keys_reach_the_bot_as_it_was_told(
    keys: str, session: dict[str, Json], transcript: str
) -> None:
    functions = Functions(lambda _: FunctionResult(payload=elicit("네.")))
    result = talk(Press(keys), invoke=functions, session=session)

    if transcript == "1":
        assert result.path[2] == "engineer"
    else:
        assert functions.events[0]["inputTranscript"] == transcript


def test_the_bot_waits_as_long_as_it_was_told() -> None:
    waits: list[Waiting] = []

    def caller(waiting: Waiting) -> CallerAction:
        waits.append(waiting)
        return Press("1")

    talk(session={"x-amz-lex:audio:start-timeout-ms:*:*": "5000"}, caller=caller)

    assert waits == [Waiting(kind=WaitKind.BOT, seconds=5)]
