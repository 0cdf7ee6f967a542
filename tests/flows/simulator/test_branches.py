"""Which way a call goes from an action: error, then conditions, then the default."""

from flows.simulator.caller import Silence
from tests.flows.actions import action, say
from tests.flows.worlds import one_flow, play


def test_an_error_takes_its_own_branch_before_the_general_one() -> None:
    menu = action(
        "ask",
        "GetParticipantInput",
        next="end",
        Text="키",
        errors={"NoMatchingError": "end", "InputTimeLimitExceeded": "late"},
    )

    assert play(one_flow(menu, say("late")), Silence()).path == ("ask", "late", "end")


def test_an_error_without_its_own_branch_takes_the_general_one() -> None:
    menu = action(
        "ask", "GetParticipantInput", next="end", Text="키", errors={"NoMatchingError": "fault"}
    )

    assert play(one_flow(menu, say("fault")), Silence()).path == ("ask", "fault", "end")


def test_the_first_condition_that_holds_wins() -> None:
    compare = action(
        "compare",
        "Compare",
        next="end",
        ComparisonValue="$.Channel",
        when={"TextContains OIC": "first", "Equals VOICE": "second"},
        errors={"NoMatchingCondition": "end"},
    )

    assert play(one_flow(compare, say("first"), say("second"))).path[1] == "first"


def test_the_default_is_the_branch_and_not_the_next_action() -> None:
    compare = action(
        "compare",
        "Compare",
        next="end",
        ComparisonValue="$.Channel",
        when={"CHAT": "end"},
        errors={"NoMatchingCondition": "default"},
    )

    assert play(one_flow(compare, say("default"))).path[1] == "default"


def test_an_operand_may_be_a_value_of_the_contact() -> None:
    compare = action(
        "compare",
        "Compare",
        next="end",
        ComparisonValue="$.InitialContactId",
        when={"$.ContactId": "same"},
        errors={"NoMatchingCondition": "end"},
    )

    assert play(one_flow(compare, say("same"))).path[1] == "same"


def test_a_sentence_that_fails_without_a_branch_goes_on() -> None:
    talk = action("talk", "MessageParticipant", next="after", Text="$.Attributes.nobody")

    assert play(one_flow(talk, say("after"))).path == ("talk", "after", "end")
