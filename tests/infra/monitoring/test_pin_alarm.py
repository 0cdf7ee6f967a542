"""The alarms about PINs: only where callers are verified, and only when it goes on or is much."""

import functools
import random

import pytest

from tests.infra import engine
from tests.infra.engine import Recording
from tests.infra.monitoring.alarm_engine import AlarmEngine, MetricAlarm
from tests.infra.monitoring.cases import Case, Level, events, once_in, one
from tests.infra.monitoring.test_incidents import Sent, during, play

GUESSING, BURST, FAILURES = "pin-guessing", "pin-burst", "pin-failures"
ANYBODY_FORGETS = {"wrong": once_in(12), "locked": None}


@functools.cache
def verifying() -> Recording:
    return engine.run_main("prod", {f"{engine.PROJECT}:callerVerification": "pin"})


def changes(name: str, case: Case, *, minutes: int) -> tuple[list[int], list[int]]:
    alarm = MetricAlarm.of(verifying().inputs("cloudwatch/MetricAlarm", name))
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
def test_it_fires_once_when_somebody_goes_on_guessing(bad: dict[str, Level]) -> None:
    case = Case(good=ANYBODY_FORGETS, bad=bad)
    on, off = changes(GUESSING, case, minutes=120)
    assert len(on) == len(off) == 1
    assert 120 < on[0] <= 120 + 45
    assert off[0] >= 240
    assert changes(BURST, case, minutes=120) == ([], [])


@pytest.mark.parametrize(
    ("bad", "minutes"),
    [
        ({"wrong": 20.0}, 4),
        ({"wrong": 12.0, "locked": 8.0}, 9),
        ({"wrong": once_in(2, 3.0)}, 90),
        ({"wrong": once_in(6, 2.0), "locked": once_in(6, 2.0)}, 60),
    ],
)
def test_many_tries_at_once_fire_once_however_short_they_are(
    bad: dict[str, Level], minutes: int
) -> None:
    case = Case(good=ANYBODY_FORGETS, bad=bad)
    on, off = changes(BURST, case, minutes=minutes)
    assert len(on) == len(off) == 1
    assert 120 < on[0] <= 120 + 12
    assert off[0] <= 120 + minutes + 120
    assert changes(GUESSING, case, minutes=minutes) == ([], [])


@pytest.mark.parametrize("name", [GUESSING, BURST])
def test_it_is_quiet_while_customers_forget(name: str) -> None:
    calm = Case(good=ANYBODY_FORGETS, bad=ANYBODY_FORGETS)
    assert changes(name, calm, minutes=600) == ([], [])


@pytest.mark.parametrize("name", [GUESSING, BURST])
def test_it_is_quiet_when_customers_forget_as_people_do(name: str) -> None:
    """One an hour, at any time, with up to three tries of which two fall into one minute."""
    chance = random.Random(6)  # noqa: S311 - made-up customers
    tries: dict[int, float] = {}
    for minute in range(1440):
        if chance.random() < 1 / 60:
            for number in range(chance.choice([1, 2, 3])):
                tries[minute + number // 2] = tries.get(minute + number // 2, 0) + 1
    assert sum(tries.values()) > 20
    people = Case(good={}, bad={"wrong": tries.get})
    assert changes(name, people, minutes=1440) == ([], [])


@pytest.mark.parametrize("case", [one(None, 3.0), events(None, 12)])
def test_pins_that_can_not_be_checked_fire_once(case: Case) -> None:
    on, off = changes(FAILURES, case, minutes=case.minutes)
    assert len(on) == len(off) == 1
    assert 120 < on[0] <= 120 + 2 * case.spacing
    assert changes(FAILURES, events(None, 12), minutes=1) == ([], [])


@pytest.mark.parametrize(
    ("sent", "mailed"),
    [
        ({("PinsWrong", "prod"): during(1, None, 120)}, GUESSING),
        ({("PinsWrong", "prod"): during(20, None, 5)}, BURST),
        ({("PinFailures", "prod"): during(2, None, 60)}, "operations-broken"),
    ],
)
def test_nothing_else_hides_it(sent: Sent, mailed: str) -> None:
    letter = ("ApproximateNumberOfMessagesVisible", "callbacks-due-dead-letter")
    broken = ("Errors", "-callback")
    assert play(verifying(), sent)[0] == [mailed]
    pages = play(verifying(), {**sent, letter: during(1, 0, 900)}, minutes=240)[0]
    assert sorted(pages) == sorted(["dead-letters-callbacks", mailed])
    both = play(verifying(), {**sent, broken: during(3, 0, 150)}, minutes=240)[0]
    assert ("callbacks-broken" in both, mailed in both) == (True, mailed != "operations-broken")


def test_what_fails_while_somebody_guesses_is_mailed_about() -> None:
    sent: Sent = {
        ("PinsWrong", "prod"): during(1, None, 120),
        ("CustomerLookupFailures", "prod"): during(3, None, 120, 60),
    }
    assert play(verifying(), sent, minutes=240)[0] == [GUESSING, "operations-broken"]


def test_a_stack_that_verifies_nobody_has_no_such_alarm(recording: Recording) -> None:
    names = {each.name for each in recording.of("cloudwatch/MetricAlarm")}
    assert not names & {GUESSING, BURST, FAILURES}


def test_a_stack_that_verifies_shows_wrong_and_locked_pins() -> None:
    body = str(verifying().inputs("cloudwatch/Dashboard", "dashboard")["dashboardBody"])
    assert "PinsWrong" in body
    assert "PinsLocked" in body
    assert "PinFailures" in body
