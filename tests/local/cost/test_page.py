"""docs/cost.md says what the command says today, and what each setting costs."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from local.cost.bill import Bill
from local.cost.figures import CALLS, SETTINGS, STACKS, monthly, sums
from local.cost.page import PAGE, page
from local.cost.program import resources_of
from local.cost.readme import READMES, with_sums
from local.cost.use import Declared
from local.cost.volume import BASIC
from tests.local.cloud.programs import closed_event_loops

REFRESH: Final = "run .venv/bin/python -m local.cost.page"
NUMBER: Final = "`phoneNumber: existing:…`"
LOWERS: Final = frozenset({"`watch: essential`", "`snapStart: false`"})
RAISES: Final = sorted(frozenset(dict(SETTINGS)) - LOWERS)


@cache
def evaluated(stack: str, given: tuple[tuple[str, str], ...]) -> Sequence[Declared]:
    """A second each: only those that a test asks for."""
    with closed_event_loops():
        return resources_of(stack, dict(given))


def program(stack: str, settings: Mapping[str, str]) -> Sequence[Declared]:
    return evaluated(stack, tuple(settings.items()))


def prod(setting: str | None = None) -> Bill:
    changed = dict(SETTINGS)[setting] if setting else dict[str, str]()
    return monthly(program("prod", changed), CALLS[-1])


def keys(made: Bill) -> set[str]:
    return {line.price.key for line in made.lines}


def test_the_page_is_what_the_command_says_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(sums(program)), REFRESH


@pytest.mark.parametrize("readme", sorted(READMES), ids=lambda path: path.name)
def test_a_readme_says_what_an_idle_stack_and_a_call_cost_now(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    assert text == with_sums(text, READMES[readme], sums(program)), REFRESH


def test_a_readme_without_the_sums_is_refused() -> None:
    with pytest.raises(ValueError, match="says 0 times"):
        with_sums("# Something else", "{idle} and {call}", sums(program))


@pytest.mark.parametrize("setting", RAISES)
def test_what_a_setting_switches_on_raises_the_bill(setting: str) -> None:
    assert prod(setting).usd > prod().usd + 0.01


@pytest.mark.parametrize("setting", sorted(LOWERS))
def test_what_a_setting_switches_off_lowers_the_bill(setting: str) -> None:
    assert prod(setting).usd < prod().usd - 1


@pytest.mark.parametrize(
    ("setting", "price"),
    [
        (NUMBER, "number"),
        (NUMBER, "outbound"),
        ("the same, and `callbackReminder: sms`", "text"),
        ("`guardrail: <id>:<version>`", "guardrail"),
        ("`index: s3-vectors`", "s3-vectors-query"),
        ("`index: s3-vectors`", "s3-vectors-storage"),
        ("`vpc: true`", "endpoint-hour"),
    ],
)
def test_a_setting_has_a_line_of_its_own(setting: str, price: str) -> None:
    assert price in keys(prod(setting)) - keys(prod())


def test_analysis_is_billed_apart_where_the_flows_of_the_stack_analyse() -> None:
    def usd(analysis: str) -> float:
        resources = program("prod", {"callAnalysis": analysis})
        return monthly(resources, CALLS[-1], plan=BASIC).usd

    # 360 of 1,200 callers talk to people, four minutes each.
    assert usd("during-call") - usd("none") == pytest.approx(1440 * 0.015)


def test_callers_who_are_called_need_no_task_but_those_who_are_missed() -> None:
    def tasks(made: Bill) -> float:
        return next(line.quantity for line in made.lines if line.price.key == "connect-task")

    assert tasks(prod()) == pytest.approx(36)
    assert tasks(prod(NUMBER)) == pytest.approx(7.2)


@pytest.mark.parametrize("stack", STACKS)
def test_more_calls_cost_more_in_every_stack(stack: str) -> None:
    usd = [monthly(program(stack, {}), calls).usd for calls in CALLS]
    assert usd == sorted(usd)
    assert usd[0] < usd[-1]
