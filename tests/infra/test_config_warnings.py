"""What is odd and allowed is told to whoever deploys."""

from collections.abc import Mapping
from datetime import date
from unittest import mock

import pulumi
import pytest

from infra.config_warnings import oddities
from tests.infra import engine
from tests.infra.everything import EVERYTHING
from tests.infra.test_config import parse

TODAY = date(2026, 11, 22)
OFFICE = {"hours": "MON-FRI 09:00-18:00"}


MAILED = {"alertEmails": '["shift@example.com"]', "runbooks": "https://wiki.example.com/alarms"}


def told(values: Mapping[str, str], today: date = TODAY) -> list[str]:
    return list(oddities(parse({**MAILED, **values}), today))


@pytest.mark.parametrize("values", [{}, OFFICE, EVERYTHING])
def test_an_ordinary_stack_has_nothing_odd(values: Mapping[str, str]) -> None:
    assert told(values) == []


def test_holidays_raised_too_early_are_told() -> None:
    [sentence] = told({**OFFICE, "holidaysFrom": "2027"})
    assert "no holiday of 2026 is known" in sentence
    assert "lower `holidaysFrom` to 2026" in sentence


def test_holidays_that_run_out_are_told() -> None:
    [sentence] = told(OFFICE, date(2027, 11, 1))
    assert "raise `holidaysFrom` to 2027" in sentence


@pytest.mark.parametrize("values", [{}, {**OFFICE, "holidays": "false"}])
def test_whoever_counts_no_holidays_is_told_nothing_of_them(values: Mapping[str, str]) -> None:
    assert told({**values, "holidaysFrom": "2099"}) == []


def test_rules_that_would_mail_nobody_are_told() -> None:
    [sentence] = told({**EVERYTHING, "users": "[]"})
    assert "`contactRules`" in sentence
    assert "supervisors" in sentence


@pytest.mark.parametrize(
    ("reserved", "calls", "odd"),
    [("1", "100", True), ("49", "100", True), ("50", "100", False), ("0", "100", False)],
)
def test_fewer_answers_at_once_than_half_of_the_callers_are_told(
    reserved: str, calls: str, odd: bool
) -> None:
    found = told({"answerConcurrency": reserved, "concurrentCalls": calls})
    assert [reserved in sentence and calls in sentence for sentence in found] == [True] * odd


def test_on_one_machine_nobody_has_to_be_mailed() -> None:
    nobody = parse({"alertEmails": "[]", "functionTarget": "build-host"})
    assert list(oddities(nobody, TODAY)) == []
    assert len(told({**MAILED, "alertEmails": "[]"})) == 1


def test_the_program_tells_them_where_it_is_deployed() -> None:
    values = {f"{engine.PROJECT}:answerConcurrency": "1"}
    with mock.patch.object(pulumi.log, "warn") as warn:
        engine.run_main("dev", values)
    assert any("`answerConcurrency` is 1" in str(call.args[0]) for call in warn.call_args_list)
