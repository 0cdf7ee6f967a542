import pytest

from local.cloud.inputs import UnsupportedError
from local.cloud.schedules import Schedules
from tests.local.cloud.recording import RecordingClients, create

FUNCTION = "arn:aws:lambda:ap-northeast-2:000000000000:function:ingest:live"
ROLE = "arn:aws:iam::000000000000:role/nightly"
DEAD = "arn:aws:sqs:ap-northeast-2:000000000000:ingest-dead-letter"


def values(**target: object) -> dict[str, object]:
    return {
        "name": "nightly",
        "description": "every night",
        "scheduleExpression": "cron(30 3 * * ? *)",
        "scheduleExpressionTimezone": "Asia/Seoul",
        "flexibleTimeWindow": {"mode": "OFF"},
        "target": {"arn": FUNCTION, "roleArn": ROLE, "input": "{}", **target},
    }


def test_a_schedule_is_made_with_its_target(clients: RecordingClients) -> None:
    arn = "arn:aws:scheduler:ap-northeast-2:000000000000:schedule/default/nightly"
    clients.answers.by_operation["CreateSchedule"] = {"ScheduleArn": arn}
    given = values(
        retryPolicy={"maximumRetryAttempts": 5.0, "maximumEventAgeInSeconds": 3600.0},
        deadLetterConfig={"arn": DEAD},
    )
    created = create(Schedules(clients).schedule, given)
    sent = clients.parameters_of("CreateSchedule")
    assert sent["ScheduleExpression"] == "cron(30 3 * * ? *)"
    assert sent["ScheduleExpressionTimezone"] == "Asia/Seoul"
    assert sent["FlexibleTimeWindow"] == {"Mode": "OFF"}
    assert sent["Target"] == {
        "Arn": FUNCTION,
        "RoleArn": ROLE,
        "Input": "{}",
        "RetryPolicy": {"MaximumRetryAttempts": 5, "MaximumEventAgeInSeconds": 3600},
        "DeadLetterConfig": {"Arn": DEAD},
    }
    assert (created.id, created.outputs["arn"]) == ("default/nightly", arn)


def test_a_target_that_is_not_known_is_refused(clients: RecordingClients) -> None:
    with pytest.raises(UnsupportedError, match="ecsParameters"):
        create(Schedules(clients).schedule, values(ecsParameters={}))


def test_a_group_is_made_with_its_tags(clients: RecordingClients) -> None:
    arn = "arn:aws:scheduler:ap-northeast-2:000000000000:schedule-group/callbacks"
    clients.answers.by_operation["CreateScheduleGroup"] = {"ScheduleGroupArn": arn}
    created = create(Schedules(clients).group, {"name": "callbacks", "tags": {"stack": "local"}})
    sent = clients.parameters_of("CreateScheduleGroup")
    assert sent["Name"] == "callbacks"
    assert sent["Tags"] == [{"Key": "stack", "Value": "local"}]
    assert (created.id, created.outputs["arn"]) == ("callbacks", arn)
