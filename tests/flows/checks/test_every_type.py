"""What holds for every action type: a sound one has no problem, and each lack of it is found."""

from typing import Final

import pytest

from flows.checks.branches import wanted_errors
from flows.document import read
from flows.language import ACTION_TYPES, Ending, FlowType
from tests.flows.samples import PARAMETERS, home, sample, verdicts

TYPES: Final = sorted(ACTION_TYPES)
# What a lone action can not have: something set before it.
ALONE: Final = {"warning queue-not-set"}

REQUIRED: Final = [
    (kind, "|".join(sorted(group))) for kind in TYPES for group in ACTION_TYPES[kind].required
]
ERRORS: Final = [
    (kind, error, severity)
    for kind in TYPES
    if ACTION_TYPES[kind].ending is not Ending.ALWAYS
    for severity, errors in zip(
        ("error", "warning"),
        wanted_errors(
            read({"Actions": [sample(kind)]}).actions[0],
            ACTION_TYPES[kind],
        )[:2],
        strict=True,
    )
    for error in sorted(errors)
]


@pytest.mark.parametrize("kind", TYPES)
def test_a_sound_action_has_no_problem(kind: str) -> None:
    expected = {"warning refused-type"} if ACTION_TYPES[kind].refused_as else set[str]()

    assert set(verdicts(sample(kind))) - ALONE == expected


@pytest.mark.parametrize(("kind", "group"), REQUIRED)
def test_a_parameter_that_must_stand_is_missed(kind: str, group: str) -> None:
    without = sample(kind)
    for name in group.split("|"):
        without["Parameters"].pop(name, None)

    assert "error missing-parameter" in verdicts(without)


@pytest.mark.parametrize(("kind", "missing", "severity"), ERRORS)
def test_an_error_without_a_branch_is_found(kind: str, missing: str, severity: str) -> None:
    without = sample(kind)
    branches = without["Transitions"]["Errors"]
    without["Transitions"]["Errors"] = [b for b in branches if b["ErrorType"] != missing]

    assert f"{severity} missing-error-branch" in verdicts(without)


@pytest.mark.parametrize("kind", TYPES)
def test_a_branch_for_an_invented_error_is_found(kind: str) -> None:
    odd = sample(kind)
    odd["Transitions"].setdefault("Errors", []).append({"ErrorType": "Oops", "NextAction": "end"})
    ends = ACTION_TYPES[kind].ending is Ending.ALWAYS

    assert f"warning {'after-end' if ends else 'impossible-error-branch'}" in verdicts(odd)


@pytest.mark.parametrize("kind", TYPES)
def test_an_invented_parameter_is_warned_about(kind: str) -> None:
    odd = sample(kind)
    odd["Parameters"]["Zzzz"] = "1"

    assert "warning unknown-parameter" in verdicts(odd)


@pytest.mark.parametrize("kind", sorted(PARAMETERS))
def test_an_empty_parameter_is_never_passed_over(kind: str) -> None:
    name, value = next(iter(PARAMETERS[kind].items()))
    empty = sample(kind)
    empty["Parameters"][name] = ""
    found = {verdict.split()[1] for verdict in verdicts(empty)}

    assert found & {"empty-string", "unset-id", "wrong-shape"}, value


@pytest.mark.parametrize("kind", [name for name in TYPES if not ACTION_TYPES[name].operators])
def test_an_action_without_results_takes_no_conditions(kind: str) -> None:
    odd = sample(kind)
    odd["Transitions"]["Conditions"] = [
        {"NextAction": "end", "Condition": {"Operator": "Equals", "Operands": ["1"]}}
    ]

    assert "error no-conditions" in verdicts(odd)


@pytest.mark.parametrize("kind", [name for name in TYPES if ACTION_TYPES[name].operators])
def test_an_invented_operator_is_an_error(kind: str) -> None:
    odd = sample(kind)
    odd["Transitions"]["Conditions"] = [
        {"NextAction": "end", "Condition": {"Operator": "Is", "Operands": ["1"]}}
    ]

    assert "error unknown-operator" in verdicts(odd)


@pytest.mark.parametrize("kind", TYPES)
def test_a_branch_to_nowhere_is_an_error(kind: str) -> None:
    odd = sample(kind)
    odd["Transitions"]["NextAction"] = "nowhere"

    assert "error dangling" in verdicts(odd)


@pytest.mark.parametrize("flow_type", FlowType)
@pytest.mark.parametrize("kind", [name for name in TYPES if ACTION_TYPES[name].flow_types])
def test_where_an_action_may_stand_is_held_to(kind: str, flow_type: FlowType) -> None:
    known = ACTION_TYPES[kind]
    found = [v for v in verdicts(sample(kind), type=flow_type) if "not-in-flow-type" in v]

    if flow_type in known.flow_types:
        assert found == []
    elif flow_type in known.disputed:
        assert found == ["warning not-in-flow-type"]
    else:
        assert found == ["error not-in-flow-type"]


def test_a_home_is_where_every_source_allows_it() -> None:
    assert home("TransferToFlow") is FlowType.CONTACT_FLOW
    assert home("EndFlowModuleExecution") is FlowType.MODULE
