"""Who is mailed: the topic, and the budget."""

import json

import pytest

from tests.infra.engine import Recording


def test_mails_go_to_those_whom_the_configuration_names(recording: Recording) -> None:
    mails = {each.inputs["endpoint"]: each.inputs for each in recording.of("sns/TopicSubscription")}
    assert set(mails) == {"shift@example.com", "product@example.com"}
    assert mails["shift@example.com"]["topic"] == recording.exports["alerts_topic_arn"]
    assert mails["product@example.com"]["topic"] == recording.exports["index_reports_topic_arn"]


def test_alarms_and_budgets_may_publish_alerts(recording: Recording) -> None:
    policy = json.loads(recording.inputs("sns/TopicPolicy", "alerts-policy")["policy"])
    allowed = [each for each in policy["Statement"] if each["Effect"] == "Allow"]
    assert [each["Principal"] for each in allowed] == [
        {"Service": "cloudwatch.amazonaws.com"},
        {"Service": "budgets.amazonaws.com"},
    ]


@pytest.mark.parametrize(("stack", "usd"), [("dev", "69"), ("staging", "69"), ("prod", "345")])
def test_the_budget_is_mailed_at_half_at_four_fifths_and_when_it_is_spent(
    recordings: dict[str, Recording], stack: str, usd: str
) -> None:
    recording = recordings[stack]
    budget = recording.inputs("budgets/Budget", "monthly-budget")
    assert (budget["limitAmount"], budget["limitUnit"]) == (usd, "USD")
    assert (budget["budgetType"], budget["timeUnit"]) == ("COST", "MONTHLY")
    steps = [(each["notificationType"], each["threshold"]) for each in budget["notifications"]]
    assert steps == [
        ("ACTUAL", 50),
        ("ACTUAL", 80),
        ("ACTUAL", 100),
        ("FORECASTED", 80),
        ("FORECASTED", 100),
    ]
    for each in budget["notifications"]:
        assert each["subscriberSnsTopicArns"] == [recording.exports["alerts_topic_arn"]]
