"""Every alarm of the program over synthetic metrics: it fires, does not flap, and recovers."""

from collections.abc import Mapping

import pytest

from flows.catalog import FLOWS
from infra.monitoring.duties import DUTIES, LETTERS, WAITS
from infra.monitoring.operations_alarms import CALLBACK_FUNCTIONS
from tests.infra.engine import Recording
from tests.infra.monitoring.alarm_engine import EXTRA_PERIODS, AlarmEngine, MetricAlarm, Run
from tests.infra.monitoring.cases import Case, Level
from tests.infra.monitoring.series import CASES, cases_of

WATCHED_FLOWS = sorted(
    name for name, flow in FLOWS.items() if flow.type in {"CONTACT_FLOW", "CUSTOMER_QUEUE"}
)
"""Those in which a caller can be stuck."""

MANY_OF_A_KIND = {
    "longest-wait-": ["engineer", "agent", "vip"],
    "queue-growth-": ["engineer", "agent", "vip"],
    "flow-errors-": WATCHED_FLOWS,
    "flow-fatal-": WATCHED_FLOWS,
    "function-errors-": [
        name
        for name in DUTIES
        if f"function-errors-{name}" not in CASES and name not in CALLBACK_FUNCTIONS
    ],
    "untaken-": ["callback"],
    "dead-letters-": sorted(LETTERS),
    "queue-lag-": sorted(WAITS),
}
NAMES = [
    f"{beginning}{which}" for beginning in CASES for which in MANY_OF_A_KIND.get(beginning, [""])
]
ALL = [
    pytest.param(name, case, id=f"{name}-{number}")
    for name in NAMES
    for number, case in enumerate(cases_of(name), 1)
]
SILENCE_IS_THE_FAULT = {"index-stale"}


def alarm_of(recording: Recording, name: str) -> MetricAlarm:
    return MetricAlarm.of(recording.inputs("cloudwatch/MetricAlarm", name))


def slack(alarm: MetricAlarm) -> int:
    """Minutes until the last bad datapoint has left the range of evaluation."""
    return (alarm.periods + EXTRA_PERIODS) * alarm.period


def run(alarm: MetricAlarm, case: Case, calm: Mapping[str, Level]) -> Run:
    until = case.start + case.minutes + slack(alarm) + 1441 * (case.step > 1)
    data = case.data(alarm, lambda since: 0 <= since < case.minutes, until=until, calm=calm)
    return AlarmEngine([alarm], []).run(data, range(0, until, case.step))


def test_every_alarm_of_the_program_has_its_series(prod: Recording) -> None:
    assert {alarm.name for alarm in prod.of("cloudwatch/MetricAlarm")} == set(NAMES)


@pytest.mark.parametrize(("name", "case"), ALL)
def test_it_fires_in_time_once_and_is_over_when_the_fault_is(
    prod: Recording, name: str, case: Case
) -> None:
    alarm = alarm_of(prod, name)
    done = run(alarm, case, case.good)
    [on], [off] = done.went_on(alarm.name), done.went_off(alarm.name)
    if name in SILENCE_IS_THE_FAULT:
        assert alarm.periods * 60 <= on <= slack(alarm) + case.step
        assert off == pytest.approx(4 * 1440, abs=case.step)
        return
    assert case.start <= on < case.start + alarm.datapoints * alarm.period * case.spacing
    assert case.start + case.minutes <= off <= case.start + case.minutes + slack(alarm)


@pytest.mark.parametrize(
    ("name", "case"), [each for each in ALL if each.values[0] not in SILENCE_IS_THE_FAULT]
)
def test_it_fires_once_and_is_over_when_nothing_else_is_ever_sent(
    prod: Recording, name: str, case: Case
) -> None:
    alarm = alarm_of(prod, name)
    done = run(alarm, case, case.silent)
    assert len(done.went_on(alarm.name)) == len(done.went_off(alarm.name)) == 1


@pytest.mark.parametrize(("name", "case"), ALL)
def test_it_is_quiet_when_all_is_well(prod: Recording, name: str, case: Case) -> None:
    alarm = alarm_of(prod, name)
    until = 3 * 1440 if case.step > 1 else 240
    data = case.data(alarm, lambda _: False, until=until, calm=case.good)
    assert AlarmEngine([alarm], []).run(data, range(0, until, case.step)).changes == {}


@pytest.mark.parametrize("name", [name for name in NAMES if name not in SILENCE_IS_THE_FAULT])
def test_silence_is_no_alarm(prod: Recording, name: str) -> None:
    alarm = alarm_of(prod, name)
    assert AlarmEngine([alarm], []).run({}, range(0, 2 * slack(alarm), alarm.period)).changes == {}


def test_silence_of_the_builds_is_an_alarm_after_the_configured_hours(prod: Recording) -> None:
    alarm = alarm_of(prod, "index-stale")
    [first] = alarm.metrics.values()
    done = AlarmEngine([alarm], []).run({first[0]: {600: [0.0]}}, range(600, 600 + 30 * 60, 30))
    [on] = done.went_on(alarm.name)
    assert 26 * 60 <= on - 600 <= slack(alarm)


ONE_IS_ENOUGH = {
    "flow-fatal-",
    "numbers-misconfigured",
    "ingest-slow",
    "ingest-dead-letters",
    "gate-refused",
    "function-slow-gap-report",
    "dead-letters-",
    "document-gives-orders",
    "index-held",
    "index-of-another-model",
    *SILENCE_IS_THE_FAULT,
}
"""Alarms about something of which a single occurrence is worth a mail."""
NOISY = [each for each in ALL if not str(each.values[0]).startswith(tuple(ONE_IS_ENOUGH))]


def has_events(case: object) -> bool:
    """What is bad now and then only has no bad minutes that good ones could stand between."""
    return isinstance(case, Case) and (case.spacing > 1 or case.step > 1)


@pytest.mark.parametrize(("name", "case"), NOISY)
def test_one_bad_minute_wakes_nobody(prod: Recording, name: str, case: Case) -> None:
    alarm = alarm_of(prod, name)
    until = case.start + 2 * slack(alarm)
    data = case.data(alarm, lambda since: since == 0, until=until, calm=case.good)
    assert AlarmEngine([alarm], []).run(data, range(until)).changes == {}


@pytest.mark.parametrize("block", [1, 2, 3])
@pytest.mark.parametrize(("name", "case"), [each for each in ALL if not has_events(each.values[1])])
def test_good_and_bad_minutes_in_turn_do_not_make_it_flap(
    prod: Recording, name: str, case: Case, block: int
) -> None:
    alarm = alarm_of(prod, name)
    until = case.start + 90 + slack(alarm)

    def in_turn(since: int) -> bool:
        return 0 <= since < 90 and since // block % 2 == 0

    data = case.data(alarm, in_turn, until=until, calm=case.good)
    assert len(AlarmEngine([alarm], []).run(data, range(until)).went_on(alarm.name)) <= 1


def test_one_slow_turn_at_night_is_nobodys_business(prod: Recording) -> None:
    alarm = alarm_of(prod, "answer-slow")
    sent = {"slow": [6_900.0], "turns": [1.0]}
    data = {
        key: dict.fromkeys(range(0, 240, 20), sent[id_]) for id_, (key, _) in alarm.metrics.items()
    }
    assert AlarmEngine([alarm], []).run(data, range(240)).changes == {}


def test_a_long_but_shrinking_queue_does_not_count_as_growing(prod: Recording) -> None:
    alarm = alarm_of(prod, "queue-growth-agent")
    [(key, _)] = alarm.metrics.values()
    data = {key: {minute: [40.0 - minute / 10] for minute in range(300)}}
    assert AlarmEngine([alarm], []).run(data, range(300)).changes == {}
