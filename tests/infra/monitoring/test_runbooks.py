"""Every alarm has its section in the runbooks, and every section its alarm."""

import re

from infra.monitoring.runbooks import BUDGET, PAGE, prod_plan, runbooks, written
from tests.infra.engine import Recording

OPTIONAL = {"pin-burst", "pin-failures", "pin-guessing"}
"""Alarms that a key of the configuration adds, which the stack prod does not have."""


def test_the_page_is_what_the_alarms_say_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == written(), (
        "run .venv/bin/python -m infra.monitoring.runbooks"
    )


def test_every_alarm_of_the_program_is_found_by_its_link_and_nothing_else_is_there(
    prod: Recording,
) -> None:
    anchors = re.findall(r'<a id="([^"]+)"></a>', PAGE.read_text(encoding="utf-8"))
    alarms = {
        each.name
        for kind in ("cloudwatch/MetricAlarm", "cloudwatch/CompositeAlarm")
        for each in prod.of(kind)
    }
    assert len(anchors) == len(set(anchors))
    assert set(anchors) == alarms | OPTIONAL


def test_every_section_belongs_to_an_alarm_or_to_the_budget(prod: Recording) -> None:
    plan = prod_plan(verifies=True)
    names = [each.name for each in (*plan.alarms, *plan.composites)]
    for book in runbooks():
        if book.beginning == BUDGET:
            assert prod.one("budgets/Budget", BUDGET)
        else:
            assert any(name.startswith(book.beginning) for name in names), book.beginning


def test_every_section_tells_what_to_do_in_sentences(prod: Recording) -> None:
    for book in runbooks():
        assert book.steps
        assert all(step.endswith(".") for step in (*book.steps, book.over))


def test_the_plan_of_the_page_is_that_of_the_program(prod: Recording) -> None:
    plan = prod_plan()
    assert {each.name for each in plan.alarms} == {
        each.name for each in prod.of("cloudwatch/MetricAlarm")
    }
