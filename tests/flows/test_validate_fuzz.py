"""Nothing that is JSON makes the validator fail, and what is broken does not pass."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.checks.codes import CODES
from flows.json_values import Json
from flows.language import ACTION_TYPES, FlowType
from flows.validate import Problem, Severity, find_problems
from tests.flows.actions import action, content, say
from tests.flows.samples import sample

_SETTINGS = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.sampled_from(["$.", "$", "$.External", "$['", "{{x}}", "${", "<speak", "x-amz-lex::", "１"]),
)
_JSON: Any = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=12,
)
_TYPES = st.one_of(st.none(), st.sampled_from([*FlowType, "NO_SUCH_TYPE"]))
_KEYS = st.sampled_from(["NextAction", "Errors", "Conditions", "Condition", "Operands", "x"])
_ACTIONS = st.fixed_dictionaries(
    {},
    optional={
        "Identifier": st.one_of(st.sampled_from(["a", "b"]), _SCALARS),
        "Type": st.one_of(st.sampled_from(sorted(ACTION_TYPES)), _SCALARS),
        "Parameters": st.one_of(_JSON, st.dictionaries(st.sampled_from(["Text", "SSML"]), _JSON)),
        "Transitions": st.one_of(_JSON, st.dictionaries(_KEYS, _JSON)),
    },
)
_FLOWS = st.fixed_dictionaries(
    {"Actions": st.lists(_ACTIONS, max_size=4)},
    optional={"Version": _SCALARS, "StartAction": st.sampled_from(["a", "b"]), "Settings": _JSON},
)
WHOLE = content(
    *({**sample(kind), "Identifier": kind} for kind in sorted(ACTION_TYPES)), say("last")
)


def checked(flow: Json, flow_type: str | None = None) -> list[Problem]:
    problems = find_problems(flow, type=flow_type)

    assert all(problem.code in CODES and problem.message for problem in problems)
    assert [p.severity for p in problems] == sorted(p.severity for p in problems)
    return problems


@_SETTINGS
@given(_JSON, _TYPES)
def test_any_json_is_answered(flow: Json, flow_type: str | None) -> None:
    checked(flow, flow_type)


@_SETTINGS
@given(_FLOWS, _TYPES)
def test_anything_like_a_flow_is_answered(flow: Json, flow_type: str | None) -> None:
    checked(flow, flow_type)


def places(value: Json, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [way] if way else []
    inner: list[tuple[Any, Json]] = []
    if isinstance(value, dict):
        inner = [*value.items()]
    elif isinstance(value, list):
        inner = [*enumerate(value)]
    return found + [place for key, entry in inner for place in places(entry, (*way, key))]


PLACES = places(WHOLE)


def changed(way: tuple[Any, ...], value: Json) -> Any:
    flow: Any = json.loads(json.dumps(WHOLE))
    place = flow
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = value
    return flow


@_SETTINGS
@given(st.sampled_from(PLACES), _JSON, _TYPES)
def test_any_change_of_a_sound_flow_is_answered(
    way: tuple[Any, ...], value: Json, flow_type: str | None
) -> None:
    checked(changed(way, value), flow_type)


TARGETS = [way for way in PLACES if way[-1] == "NextAction"]


@_SETTINGS
@given(st.sampled_from(TARGETS), st.text(min_size=1, max_size=8).map(lambda text: f"no {text}?"))
def test_a_branch_that_leads_nowhere_never_passes(way: tuple[Any, ...], target: str) -> None:
    codes = {p.code for p in checked(changed(way, target)) if p.severity is Severity.ERROR}

    assert "dangling" in codes


@pytest.mark.parametrize("index", range(len(ACTION_TYPES)))
def test_a_renamed_type_never_passes(index: int) -> None:
    renamed = changed(("Actions", index, "Type"), f"My{sorted(ACTION_TYPES)[index]}")

    assert "unknown-type" in {p.code for p in checked(renamed)}


@pytest.mark.parametrize("depth", [2_000])
def test_a_flow_may_be_as_deep_as_it_likes(depth: int) -> None:
    call = "InvokeLambdaFunction"
    long = content(
        *(action(f"s{n}", call, next=f"s{n + 1}" if n < depth - 1 else "end") for n in range(depth))
    )

    assert "too-many-actions" in {p.code for p in checked(long)}
