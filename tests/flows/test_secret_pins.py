"""Where the digits of a PIN are not: flow logs, recordings, attributes."""

import pytest

from ai.contract import Verification
from flows.document import read
from flows.json_values import as_object
from flows.simulator.caller import Press
from tests.flows.pins import PIN, actions, calling, customer
from tests.flows.verifying import VERIFYING

PEOPLE = ("engineer", "agent")


def test_the_digits_are_in_no_attribute_and_in_no_other_event() -> None:
    functions = customer(Verification.VERIFIED)
    result = calling(functions, Press("2"), Press(f"{PIN}#"))

    assert PIN not in str(result.attributes)
    assert sum(PIN in str(event) for event in functions.events) == 1


def logged(name: str) -> set[tuple[str, bool]]:
    """Each action of a flow with whether it is logged, on any way to it; logs are on before."""
    flow = actions(name)
    seen: set[tuple[str, bool]] = set()
    left = [(read(VERIFYING[name].content).start or "", True)]
    while left:
        identifier, on = left.pop()
        if (identifier, on) in seen:
            continue
        seen.add((identifier, on))
        action = flow[identifier]
        if action.type == "UpdateFlowLoggingBehavior":
            on = action.parameters["FlowLoggingBehavior"] == "Enabled"
        left += [(target, on) for target in action.targets]
    return seen


@pytest.mark.parametrize("name", [*PEOPLE, *(f"{name}_en" for name in PEOPLE)])
def test_logs_are_off_while_digits_are_keyed_and_checked_and_at_no_other_time(name: str) -> None:
    secret = {
        action.identifier
        for action in actions(name).values()
        if "$.StoredCustomerInput" in str(action.parameters)
        or action.parameters.get("StoreInput") == "True"
    }
    switches = {
        action.identifier
        for action in actions(name).values()
        if action.type == "UpdateFlowLoggingBehavior"
    }
    unlogged = {identifier for identifier, on in logged(name) if not on}

    assert len(secret) == 4
    assert unlogged - switches == secret
    assert secret.isdisjoint(identifier for identifier, on in logged(name) if on)


@pytest.mark.parametrize("name", ["main", "main_en", "outbound_whisper"])
def test_tones_of_a_pin_are_not_recorded(name: str) -> None:
    recorded = actions(name)["branch-on-customer-pin"]
    (condition,) = recorded.conditions
    people, everything = (
        as_object(actions(name)[each].parameters["RecordingBehavior"])
        for each in (condition.target, recorded.next or "")
    )

    assert condition.operands == ("true",)
    assert people == {
        "RecordedParticipants": ["Agent", "Customer"],
        "IVRRecordingBehavior": "Disabled",
    }
    assert everything["IVRRecordingBehavior"] == "Enabled"
