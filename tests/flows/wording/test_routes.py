from flows.document import Action, read
from flows.json_values import JsonObject
from flows.wording.routes import Way, is_menu, routes_of, stores_input
from tests.flows.actions import action, content, say


def only(entry: JsonObject) -> Action:
    return read(content(entry)).actions[0]


def ways(entry: JsonObject) -> list[tuple[Way, str]]:
    return [(route.way, route.target) for route in routes_of(only(entry))]


def test_a_plain_step_goes_on_or_fails() -> None:
    assert ways(say("a", next="b")) == [(Way.NEXT, "b"), (Way.FAULT, "b")]


def test_a_transfer_that_works_does_not_walk_into_its_apology() -> None:
    entry = action(
        "a", "TransferToFlow", next="sorry", errors={"NoMatchingError": "sorry"}, ContactFlowId="x"
    )

    assert ways(entry) == [(Way.FAULT, "sorry")]


def test_the_next_action_of_a_menu_is_not_a_way_of_its_own() -> None:
    entry = action(
        "a",
        "GetParticipantInput",
        next="elsewhere",
        when={"1": "one"},
        errors={"InputTimeLimitExceeded": "silent", "NoMatchingCondition": "wrong"},
    )

    assert ways(entry) == [(Way.CHOICE, "one"), (Way.MISSED, "silent"), (Way.MISSED, "wrong")]


def test_a_compare_without_a_default_branch_falls_through_to_the_next_action() -> None:
    entry = action("a", "Compare", next="rest", when={"x": "one"}, ComparisonValue="$.Channel")

    assert ways(entry) == [(Way.CHOICE, "one"), (Way.OTHERWISE, "rest")]


def test_hours_have_no_way_but_open_closed_and_fault() -> None:
    entry = action(
        "a",
        "CheckHoursOfOperation",
        next="open",
        when={"True": "open", "False": "closed"},
        errors={"NoMatchingError": "open"},
    )

    assert ways(entry) == [(Way.CHOICE, "open"), (Way.CHOICE, "closed"), (Way.FAULT, "open")]


def test_an_outside_call_that_comes_back_goes_on() -> None:
    entry = action(
        "a", "TransferParticipantToThirdParty", next="back", ContinueFlowExecution="True"
    )

    assert ways(entry) == [(Way.NEXT, "back")]


def test_digits_that_are_stored_are_no_menu() -> None:
    digits = only(action("a", "GetParticipantInput", next="b", StoreInput="True"))

    assert stores_input(digits)
    assert not is_menu(digits)
