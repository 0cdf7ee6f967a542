"""The program's own resources, and their bill."""

from collections.abc import Sequence
from typing import Any

import pytest

from infra import package
from local.cost.bill import bill
from local.cost.program import resources_of
from local.errors import BadInputError
from tests.local.cloud.programs import closed_event_loops
from tests.local.cost.declared import table, volume

STACKS = ("dev", "prod", "staging")


@pytest.fixture(scope="module")
def stacks() -> dict[str, Sequence[Any]]:
    with closed_event_loops():
        return {stack: resources_of(stack) for stack in STACKS}


@pytest.mark.parametrize("stack", ["local", "qa", "../prod", ""])
def test_another_stack_is_refused_with_those_that_there_are(stack: str) -> None:
    with pytest.raises(BadInputError, match="dev, prod, staging"):
        resources_of(stack)


def test_no_archive_is_built_for_a_bill(stacks: dict[str, Sequence[Any]]) -> None:
    assert package.function_archive.__module__ == "infra.package"
    functions = [each for each in stacks["prod"] if each.type.endswith(":Function")]
    assert all(str(each.inputs["code"]).endswith(".zip") for each in functions)


@pytest.mark.parametrize("stack", STACKS)
def test_every_resource_of_every_stack_has_a_price_or_is_known_to_cost_nothing(
    stacks: dict[str, Sequence[Any]], stack: str
) -> None:
    made = bill(stacks[stack], volume(), table())
    assert made.usd > made.fixed_usd > 0
    assert {"connect-voice", "lex-speech", "haiku-4-5-input", "alarm"} <= {
        line.price.key for line in made.lines
    }


@pytest.mark.parametrize("stack", ["dev", "staging"])
def test_a_stack_that_nobody_uses_costs_next_to_nothing(
    stacks: dict[str, Sequence[Any]], stack: str
) -> None:
    made = bill(stacks[stack], volume(calls=0), table())
    assert made.usd - made.free_usd < 2.0
    assert made.usd < 8.0


def test_alarms_on_the_bill_are_those_of_the_program(stacks: dict[str, Sequence[Any]]) -> None:
    alarms = [each for each in stacks["prod"] if each.type.endswith(":MetricAlarm")]
    lines = {line.price.key: line for line in bill(stacks["prod"], volume(), table()).lines}
    assert lines["alarm"].quantity >= len(alarms)
    composites = [each for each in stacks["prod"] if each.type.endswith(":CompositeAlarm")]
    assert lines["composite-alarm"].quantity == len(composites)
