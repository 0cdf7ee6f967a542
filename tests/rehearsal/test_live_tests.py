"""Every live test runs through against a stack without faults, and fails on one with a fault."""

import dataclasses
import functools
import inspect
import json
from pathlib import Path
from typing import Any

import pytest

from local.aws_stack import AwsStack
from tests.infra.outputs import ACCOUNT
from tests.live.account import Account, declared_by
from tests.live.test_access import needs_of
from tests.rehearsal.faults import Fault
from tests.rehearsal.listing import LiveTest, live_tests, notes
from tests.rehearsal.page import PAGE, page
from tests.rehearsal.settled import settled
from tests.rehearsal.spoilt import FAULTS
from tests.rehearsal.stage import Stage
from tests.rehearsal.stand_ins import OTHER_ACCOUNT, Deployed

EVERYTHING = {
    "hours": "MON-FRI 09:00-18:00",
    "contactRules": "true",
    "callAnalysis": "during-call",
    "phoneNumber": "existing:aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
    "snapStart": "true",
    "watch": "full",
    "vpc": "true",
    "index": "s3-vectors",
    "callerVerification": "pin",
    "users": json.dumps(
        [
            {
                "username": "haneul",
                "firstName": "하늘",
                "lastName": "김",
                "email": "haneul@example.com",
                "role": "agent",
            }
        ]
    ),
}
"""With this, no live test has a reason to skip."""


TESTS = {each.name: each for each in live_tests()}


@functools.cache
def declared() -> Any:
    return declared_by("staging", **EVERYTHING)


@dataclasses.dataclass
class Rehearsed:
    """An account that is played, and its stage."""

    account: Account
    stage: Stage
    deployed: Deployed


@functools.cache
def stack() -> AwsStack:
    """With clients that all tests share: nothing of a test stays in one."""
    outputs = json.loads(json.dumps(declared().exports).replace(ACCOUNT, OTHER_ACCOUNT))
    return AwsStack(name="staging", outputs=outputs)


def rehearsed(fault: Fault | None = None) -> Rehearsed:
    deployed = Deployed(declared=declared())
    answers = {**settled(declared(), stack().outputs), **deployed.answers()}
    fetch = deployed.fetch
    if fault is not None and fault.operation is not None:
        answers[fault.operation] = fault.spoilt(answers[fault.operation])
    if fault is not None and fault.fetch is not None:
        fetch = fault.fetch
    account = Account(
        stack=stack(),
        declared=declared(),
        fetch=fetch,
        wait=deployed.wait,
        now=deployed.now,
    )
    return Rehearsed(account=account, stage=Stage(answers), deployed=deployed)


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")


def play(test: LiveTest, on: Rehearsed, folder: Path) -> None:
    given = {"account": on.account, "tmp_path": folder, **test.arguments}
    wanted = inspect.signature(test.function).parameters
    if test.function.__name__ == "test_iam_allows_a_role_what_its_function_calls":
        needs_of(on.account.declared, **test.arguments)  # has stand-ins of its own
    with on.stage.open():
        test.function(**{name: given[name] for name in wanted})


@pytest.mark.parametrize("name", TESTS)
def test_a_live_test_passes_on_a_stack_without_faults_and_leaves_nothing(
    name: str, tmp_path: Path
) -> None:
    on = rehearsed()
    play(TESTS[name], on, tmp_path)
    assert on.deployed.objects == {}
    assert on.deployed.items == {}
    assert on.deployed.booked == set()


@pytest.mark.parametrize("kind", FAULTS)
def test_a_live_test_fails_on_a_stack_with_a_fault(kind: str, tmp_path: Path) -> None:
    """The first of its parameters stands for all."""
    test = next(each for name, each in TESTS.items() if name.partition("[")[0] == kind)
    for fault in FAULTS[kind]:
        on = rehearsed(fault)
        with pytest.raises(AssertionError):
            play(test, on, tmp_path)
        assert on.deployed.objects == {}, "it must clean up where it fails, too"
        assert on.deployed.items == {}


def test_a_stack_that_verifies_nobody_is_not_asked_for_pins(tmp_path: Path) -> None:
    on = rehearsed()
    account = dataclasses.replace(on.account, declared=declared_by("staging"))
    tests = [each for name, each in TESTS.items() if name.startswith("test_verification")]
    assert tests
    for test in tests:
        with pytest.raises(pytest.skip.Exception, match="callerVerification pin"):
            play(test, dataclasses.replace(on, account=account), tmp_path)
    assert on.stage.asked == set()


def test_every_live_test_has_a_fault_to_fail_on() -> None:
    assert {name.partition("[")[0] for name in TESTS} == set(FAULTS)


@pytest.mark.parametrize("name", TESTS)
def test_every_live_test_says_what_it_costs_and_leaves(name: str) -> None:
    told = notes(TESTS[name])
    assert told.costs
    assert told.leaves


def test_the_page_lists_every_live_test() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.rehearsal.page"
