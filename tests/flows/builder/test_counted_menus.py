"""Menus whose choices a function counts, and what a flow keeps for itself."""

import pytest

from flows import prompts
from flows.builder.assembly import assemble
from flows.builder.contact import keep
from flows.builder.menus import counted_menu
from flows.builder.routing import disconnect
from flows.builder.speech import say
from flows.simulator.caller import CallerAction, Press, Silence
from flows.simulator.world import FunctionResult
from tests.flows.actions import action
from tests.flows.builder.building import first, words
from tests.flows.functions import Functions
from tests.flows.worlds import heard, one_flow, play

AGAIN = prompts.load()["again"]
COUNT = "$.External.count"
ASK = action(
    "count",
    "InvokeLambdaFunction",
    next="ask-menu",
    errors={"NoMatchingError": "ask-menu"},
    LambdaFunctionARN="count",
)


def chosen(*actions: CallerAction, count: str = "2") -> str:
    """The last thing that a caller hears who does this where so many choices are offered."""
    hang_up = disconnect()
    start = counted_menu(
        words("menu"),
        again=AGAIN,
        count=COUNT,
        choices=[
            say(words(f"choice {n}", f"choice {n}"), then=hang_up, on_error=hang_up)
            for n in (1, 2, 3)
        ],
        keys={"9": say(words("always", "always"), then=hang_up, on_error=hang_up)},
        give_up=say(words("gave up", "gave up"), then=hang_up, on_error=hang_up),
        on_error=hang_up,
    )
    menu = assemble(start)["Actions"]
    assert isinstance(menu, list)
    counted = Functions(lambda _event: FunctionResult(payload={"count": count}))
    steps = [step for step in menu if isinstance(step, dict)]
    return heard(play(one_flow(ASK, *steps, invoke=counted), *actions))[-1]


@pytest.mark.parametrize(
    ("keys", "count", "told"),
    [
        ("1", "1", "choice 1"),
        ("2", "2", "choice 2"),
        ("3", "3", "choice 3"),
        ("9", "1", "always"),
        ("29", "1", "always"),
        ("3331", "2", "choice 1"),
        ("8882", "2", "gave up"),
    ],
)
def test_as_many_choices_are_there_as_the_function_counts(keys: str, count: str, told: str) -> None:
    assert chosen(Press(keys), count=count) == told


def test_a_key_beyond_the_choices_is_told_to_be_wrong() -> None:
    assert chosen(Press("3"), Silence(), Silence(), Silence()) == "gave up"
    assert chosen(Press("3"), Silence(), Press("2")) == "choice 2"


def test_what_a_flow_keeps_for_itself_is_no_attribute_of_the_contact() -> None:
    hang_up = disconnect()
    step = first(
        keep({"number": "$.StoredCustomerInput"}, name="it", then=hang_up, on_error=hang_up)
    )

    assert step.type == "UpdateFlowAttributes"
    assert step.parameters == {"FlowAttributes": {"number": {"Value": "$.StoredCustomerInput"}}}
