"""The bill as a whole."""

import json

import pytest

from local.cost.bill import bill, calls_within
from local.cost.prices import price_table
from tests.local.cost.declared import resource, table, volume

CENTER = [
    resource("connect/instance:Instance"),
    resource("kms/key:Key", "one"),
    resource("kms/key:Key", "other"),
    resource("cloudwatch/metricAlarm:MetricAlarm", metricName="Errors"),
    resource("cloudwatch/dashboard:Dashboard", dashboardBody=json.dumps({"widgets": []})),
]


def test_a_bill_added_up_by_hand() -> None:
    made = bill(CENTER, volume(calls=100), table())
    # 100 calls of 3 minutes, and 4 more for a quarter: 400 minutes.
    voice, inbound = 400 * 0.038, 400 * 0.0251
    by_call = voice + inbound + 2 * 100 * 30 / 1e4 * 0.03
    fixed = 2 * 1.0 + 0.10 + 3.0 + 2 * 10 * 30 / 1e4 * 0.03
    assert made.usd == pytest.approx(by_call + fixed)
    assert made.fixed_usd == pytest.approx(fixed)
    assert made.per_call_usd == pytest.approx(by_call / 100)
    assert [line.price.key for line in made.lines] == [
        "connect-voice",
        "inbound",
        "dashboard",
        "kms-key",
        "alarm",
        "kms-request",
        "kms-request",
    ]


def test_what_an_account_gets_for_nothing_is_told_apart() -> None:
    made = bill(CENTER, volume(calls=0), table())
    assert made.usd == pytest.approx(5.1018)
    assert made.free_usd == pytest.approx(3.1018)  # a dashboard, an alarm, requests to a key
    assert made.per_call_usd == 0


def test_metrics_of_our_own_are_counted_once_and_by_the_hours_in_which_they_are_sent() -> None:
    metric = ["Saltware/Assistant", "Answers", "Stack", "prod", {"label": "x", "stat": "Sum"}]
    build = ["Saltware/Assistant", "GateRefused", "Stack", "prod", {"label": "y", "stat": "Sum"}]
    other = ["AWS/Lambda", "Errors", "FunctionName", "answer", {"label": "z"}]
    search = [{"expression": "SEARCH('x')", "label": "s"}]
    widgets = [{"properties": {"metrics": [metric, build, other, search]}}]
    resources = [
        resource("cloudwatch/dashboard:Dashboard", dashboardBody=json.dumps({"widgets": widgets})),
        resource(
            "cloudwatch/metricAlarm:MetricAlarm",
            namespace="Saltware/Assistant",
            metricName="Answers",
            dimensions={"Stack": "prod"},
        ),
        resource(
            "cloudwatch/metricAlarm:MetricAlarm",
            metricQueries=[
                {
                    "metric": {
                        "namespace": "Saltware/Assistant",
                        "metricName": "Answers",
                        "dimensions": {"Stack": "prod", "Outcome": "failed"},
                    }
                }
            ],
        ),
    ]
    made = bill(resources, volume(calls=73), table())
    own = {line.by_call: line.quantity for line in made.lines if line.price.key == "custom-metric"}
    assert own == pytest.approx({True: 2 * 73 / 730, False: 10 / 730})


def test_metrics_of_faults_are_billed_for_a_day_a_month_at_most() -> None:
    widgets = [
        {
            "properties": {
                "metrics": [["Saltware/Assistant", name, "Stack", "prod", {"label": name}]]
            }
        }
        for name in ("CallbackFailures", "PassagesRefused")
    ]
    dashboard = resource(
        "cloudwatch/dashboard:Dashboard", dashboardBody=json.dumps({"widgets": widgets})
    )
    made = bill([dashboard], volume(calls=10_000), table())
    [own] = [line for line in made.lines if line.price.key == "custom-metric"]
    assert (own.by_call, own.quantity) == (True, pytest.approx(2 / 30))


def test_more_calls_minutes_or_people_never_cost_less() -> None:
    def usd(calls: int = 500, minutes: float = 3.0, escalation: float = 0.3) -> float:
        asked = volume(calls=calls, minutes=minutes, escalation=escalation)
        return bill(CENTER, asked, table()).usd

    by_calls = [usd(calls=calls) for calls in (0, 1, 10, 100, 1000, 10_000)]
    assert by_calls == sorted(by_calls)
    assert usd(minutes=4) > usd(minutes=3) > usd(minutes=0)
    assert usd(escalation=1) > usd(escalation=0.3) > usd(escalation=0)


def test_every_line_has_a_source_a_date_and_says_whether_it_was_verified() -> None:
    for line in bill(CENTER, volume(), table()).lines:
        told = line.to_json()
        assert told["source"]
        assert told["date"]
        assert told["verified"] is price_table().prices[line.price.key].verified
        assert told["usd"] == pytest.approx(told["quantity"] * told["price_usd"])


def test_a_budget_buys_the_most_calls_that_it_pays() -> None:
    def cost_of(calls: int) -> float:
        return bill(CENTER, volume(calls=calls), table()).usd

    bought = calls_within(100.0, cost_of)
    assert cost_of(bought) <= 100.0 < cost_of(bought + 1)


def test_a_budget_below_what_is_fixed_buys_nothing() -> None:
    assert calls_within(5.0, lambda calls: 5.1 + calls) == 0
