"""The evaluator itself, against the tables of the CloudWatch user guide."""

from dataclasses import replace

import pytest

from tests.infra.monitoring.alarm_engine import (
    AlarmEngine,
    Composite,
    MetricAlarm,
    MetricKey,
    Samples,
    statistic,
)
from tests.infra.monitoring.metric_math import evaluate

KEY = MetricKey(namespace="N", metric="M", dimensions=())
BAD = 10.0


def alarm(
    *, datapoints: int, missing_is_bad: bool = False, name: str = "a", pages: bool = True
) -> MetricAlarm:
    return MetricAlarm(
        name=name,
        metrics={"m": (KEY, "Maximum")},
        expression="m",
        period=1,
        periods=3,
        datapoints=datapoints,
        threshold=BAD,
        missing_is_bad=missing_is_bad,
        pages=pages,
    )


def samples(marks: str) -> Samples:
    """`0 - X` as the guide writes it: good, missing, bad; oldest first, from minute 0."""
    values = {"0": [0.0], "X": [BAD]}
    return {minute: values[mark] for minute, mark in enumerate(marks.split()) if mark in values}


@pytest.mark.parametrize(
    ("marks", "missing_good", "missing_bad"),
    [
        ("0 - X - X", False, False),
        ("0 - - - -", False, False),
        ("- - - - -", False, True),
        ("0 X X - X", True, True),
        ("- - X - -", False, True),
    ],
)
def test_three_of_three_as_in_the_guide(marks: str, missing_good: bool, missing_bad: bool) -> None:
    data = {KEY: samples(marks)}
    assert alarm(datapoints=3).is_on(4, data) is missing_good
    assert alarm(datapoints=3, missing_is_bad=True).is_on(4, data) is missing_bad


@pytest.mark.parametrize(
    ("marks", "missing_good", "missing_bad"),
    [
        ("0 - X - X", True, True),
        ("0 0 X 0 X", True, True),
        ("0 - X - -", False, True),
        ("- - - - 0", False, True),
        ("- - - X -", False, True),
    ],
)
def test_two_of_three_as_in_the_guide(marks: str, missing_good: bool, missing_bad: bool) -> None:
    data = {KEY: samples(marks)}
    assert alarm(datapoints=2).is_on(4, data) is missing_good
    assert alarm(datapoints=2, missing_is_bad=True).is_on(4, data) is missing_bad


@pytest.mark.parametrize(
    ("name", "expected"), [("Sum", 10.0), ("Maximum", 4.0), ("Minimum", 1.0), ("p50", 2.0)]
)
def test_statistics(name: str, expected: float) -> None:
    assert statistic([4.0, 1.0, 3.0, 2.0], name) == expected
    assert statistic([], name) is None


def test_the_95th_percentile_of_twenty_is_the_last_but_one() -> None:
    assert statistic([float(n) for n in range(1, 21)], "p95") == 19.0


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a + b", [3.0, None, None]),
        ("FILL(b, 0) + a", [3.0, 4.0, None]),
        ("IF(a >= 4, 1, 0)", [0.0, 1.0, None]),
        ("IF(FILL(a, 0) >= 4 OR FILL(b, 0) > 0, 1, 0)", [1.0, 1.0, 1.0]),
        ("100 * b / (a - 1)", [None, None, None]),
        ("DIFF(b)", [None, None, 5.0]),
    ],
)
def test_metric_math(expression: str, expected: list[float | None]) -> None:
    rows: dict[str, list[float | None]] = {"a": [1.0, 4.0, None], "b": [2.0, None, 7.0]}
    assert evaluate(expression, rows) == expected


def test_math_that_nobody_wrote_down_is_refused() -> None:
    with pytest.raises(NotImplementedError):
        evaluate("RATE(a)", {"a": [1.0]})


def test_a_rule_with_an_alarm_that_is_not_there_is_refused() -> None:
    rule = Composite(name="c", rule='ALARM("x")', suppressor=None, wait=0, extension=0, pages=True)
    with pytest.raises(KeyError):
        rule.is_on({"a": True})


def test_rules_know_not_and_parentheses() -> None:
    rule = Composite(
        name="c",
        rule='ALARM("a") AND NOT (ALARM("b") OR ALARM("c"))',
        suppressor=None,
        wait=0,
        extension=0,
        pages=True,
    )
    assert rule.is_on({"a": True, "b": False, "c": False})
    assert not rule.is_on({"a": True, "b": False, "c": True})


SUPPRESSOR = MetricKey(namespace="N", metric="S", dimensions=())


def pages(fault: range, cause: range) -> list[int]:
    """When a composite mails: waits 2 minutes for its suppressor, 5 after it."""
    child = alarm(datapoints=1, pages=False)
    suppressor = replace(
        alarm(datapoints=1, name="s", pages=False), metrics={"m": (SUPPRESSOR, "Sum")}
    )
    composite = Composite(
        name="c", rule='ALARM("a")', suppressor="s", wait=2, extension=5, pages=True
    )
    data = {KEY: {m: [BAD] for m in fault}, SUPPRESSOR: {m: [BAD] for m in cause}}
    run = AlarmEngine([child, suppressor], [composite]).run(data, range(60))
    return [minute for minute, _ in run.pages]


def test_without_a_known_cause_a_mail_goes_out_after_the_wait() -> None:
    assert pages(range(10, 20), range(0)) == [12]


def test_a_cause_that_shows_during_the_wait_keeps_it_quiet() -> None:
    assert pages(range(10, 20), range(11, 30)) == []


def test_a_fault_that_outlives_its_cause_is_mailed_after_the_extension() -> None:
    [minute] = pages(range(10, 50), range(10, 20))
    last_seen = 19 + 5  # three periods and the range's two more
    assert minute == last_seen + 5


def test_a_fault_that_ends_with_its_cause_is_never_mailed() -> None:
    assert pages(range(10, 20), range(10, 20)) == []
