import pytest

from flows.language import ACTION_TYPES, Ending, ErrorType, FlowType, Operator
from flows.simulator.actions.registry import ACTIONS

KNOWN_ERRORS = {error.value for error in ErrorType} | {
    "CallFailed",
    "ChannelMismatch",
    "ConnectionTimeLimitExceeded",
    "ContactNotLinked",
    "InFlightRedactionConfigurationFailed",
    "MultipleFound",
    "TemplateRenderingError",
    "MultipleFoundError",
    "NoneFound",
    "NoneFoundError",
    "ParticipantNotFound",
    "TimeLimitExceeded",
}


@pytest.mark.parametrize("name", sorted(ACTION_TYPES))
def test_what_is_said_of_an_action_type_holds_together(name: str) -> None:
    known = ACTION_TYPES[name]

    assert known.name == name
    assert known.source
    assert known.possible_errors <= KNOWN_ERRORS
    assert known.operators <= {operator.value for operator in Operator}
    assert known.needed_operands <= known.operands
    assert all(group <= known.parameters for group in (*known.required, *known.exclusive))
    assert not known.flow_types & known.disputed
    assert known.refused_as in {"", "-", *ACTION_TYPES}
    assert not (known.errors & known.usual_errors)


def test_what_the_simulator_plays_exists() -> None:
    assert set(ACTIONS) <= set(ACTION_TYPES)


def test_what_ends_a_flow_always_has_no_branches() -> None:
    for known in ACTION_TYPES.values():
        if known.ending is Ending.ALWAYS:
            assert not known.possible_errors
            assert not known.operators


def test_every_flow_type_of_the_api_is_known() -> None:
    assert len(FlowType) == 11
    assert FlowType.CONTACT_FLOW == "CONTACT_FLOW"
