"""The alarm about guessed PINs: only where callers are verified, and only when it goes on."""

import functools

import pytest

from tests.infra import engine
from tests.infra.engine import Recording
from tests.infra.monitoring.alarm_engine import AlarmEngine, MetricAlarm
from tests.infra.monitoring.series import Case, once_in

NAME = "pin-guessing"
ANYBODY_FORGETS = {"wrong": once_in(12), "locked": None}


@functools.cache
def verifying() -> Recording:
    return engine.run_main("prod", {f"{engine.PROJECT}:callerVerification": "pin"})


def changes(case: Case, *, minutes: int) -> tuple[list[int], list[int]]:
    alarm = MetricAlarm.of(verifying().inputs("cloudwatch/MetricAlarm", NAME))
    until = case.start + minutes + 240
    data = case.data(alarm, lambda since: 0 <= since < minutes, until=until, calm=case.good)
    done = AlarmEngine([alarm], []).run(data, range(until))
    return done.went_on(alarm.name), done.went_off(alarm.name)


@pytest.mark.parametrize(
    "bad",
    [
        {"wrong": once_in(3, 2.0), "locked": None},
        {"wrong": None, "locked": once_in(2)},
        {"wrong": once_in(4), "locked": once_in(5)},
    ],
)
def test_it_fires_once_when_somebody_goes_on_guessing(bad: dict[str, float | None]) -> None:
    on, off = changes(Case(good=ANYBODY_FORGETS, bad=bad), minutes=120)
    assert len(on) == len(off) == 1
    assert 120 < on[0] <= 120 + 45
    assert off[0] >= 240


def test_it_is_quiet_while_customers_forget() -> None:
    calm = Case(good=ANYBODY_FORGETS, bad=ANYBODY_FORGETS)
    assert changes(calm, minutes=600) == ([], [])


def test_a_stack_that_verifies_nobody_has_no_such_alarm(recording: Recording) -> None:
    names = {each.name for each in recording.of("cloudwatch/MetricAlarm")}
    assert NAME not in names


def test_a_stack_that_verifies_shows_wrong_and_locked_pins() -> None:
    body = str(verifying().inputs("cloudwatch/Dashboard", "dashboard")["dashboardBody"])
    assert "PinsWrong" in body
    assert "PinsLocked" in body
    assert "PinFailures" in body
