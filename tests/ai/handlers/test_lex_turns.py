"""What is read of a hook event, whatever it holds."""

import pytest

from ai.deadline import Deadline
from ai.handlers import lex
from ai.handlers.service import AnswerService
from tests.ai.handlers.worlds import event, with_attributes


@pytest.mark.parametrize(("named", "contact"), [("c1", "c1"), ("", "s1")])
def test_the_contact_is_the_flows_or_else_the_session(named: str, contact: str) -> None:
    state = {"sessionAttributes": {"contact_id": named}}
    assert lex.read_turn({"sessionId": "s1", "sessionState": state}).contact_id == contact


def test_half_a_character_does_not_come_back() -> None:
    assert lex.read_turn({"inputTranscript": " \ud800환불 "}).transcript == "?환불"


@pytest.mark.parametrize(("kept", "told"), [("7" * 5_000, "escalate"), ("²", None), ("x", None)])
def test_a_count_that_is_none_of_ours_stops_nobody(
    service: AnswerService, kept: str, told: str | None
) -> None:
    silent = with_attributes(event("lex-silence"), silent_turns=kept)
    state = lex.respond(silent, service, Deadline(5))["sessionState"]
    assert state["sessionAttributes"].get("status") == told
