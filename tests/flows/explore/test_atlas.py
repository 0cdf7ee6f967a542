import pytest

from flows.explore.atlas import Atlas, plain_name
from flows.json_values import JsonObject
from flows.language import FlowType
from flows.simulator.program import compile_flow
from tests.flows.explore.samples import END, ERROR, action, content


@pytest.mark.parametrize(
    "reference",
    [
        "main_menu",
        "{{flow:main_menu}}",
        "${main_menu}",
        "%%main_menu%%",
        "<<Main Menu>>",
        "arn:aws:connect:eu-west-1:1:instance/i/contact-flow/main-menu",
        "arn:aws:connect:eu-west-1:1:instance/i/contact-flow/main-menu:$LATEST",
    ],
)
def test_a_flow_is_known_by_every_kind_of_reference(reference: str) -> None:
    assert plain_name(reference) == "main-menu"


def atlas(*actions: JsonObject) -> Atlas:
    body = content(*actions)
    return Atlas(
        programs={"main": compile_flow("main", body)}, types={"main": FlowType.CONTACT_FLOW}
    )


def test_what_a_decision_depends_on_is_found_however_far_away() -> None:
    store = action(
        "store",
        "UpdateContactAttributes",
        next="check",
        errors=ERROR,
        Attributes={"tier": "$.LambdaInvocation.ResultData.level", "name": "$.External.name"},
    )
    check = action(
        "check",
        "Compare",
        when={"gold": "end"},
        errors={"NoMatchingCondition": "end"},
        ComparisonValue="$.Attributes.tier",
    )
    assert atlas(store, check).relevant == {("Attributes", "tier"), ("External", "level")}


def test_nothing_is_relevant_where_nothing_is_compared() -> None:
    assert atlas(END).relevant == frozenset()
