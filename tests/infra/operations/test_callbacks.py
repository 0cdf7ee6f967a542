"""Booking a call back: the table, what is due when, and the function that books."""

import functools
import json
from typing import Any

from ai.contract import CALLBACK_SECONDS
from ai.operations.callbacks.items import EXPIRES, KEY
from ai.operations.callbacks.settings import CallbackSettings
from infra.holidays import MOST_SPELLS
from tests.infra import engine
from tests.infra.engine import Recording
from tests.infra.operations.deployed import allowed, environment, resources_of
from tests.infra.outputs import ACCOUNT, REGION
from tests.infra.policies import condition_values, statements

LARGEST_ENVIRONMENT = 4_096
"""Bytes of all variables of a function (Lambda quotas)."""


@functools.cache
def office_hours() -> Recording:
    values = {
        "hours": "MON-FRI 09:00-18:00, SAT 10:00-13:00",
        "closedDays": '["2026-12-31"]',
        "callbackHours": "10:00-17:00",
        "callbackDays": "7",
        "callbackCapacity": "2",
        "callbackReminder": "sms",
        "callbackReminderMinutes": "60",
    }
    return engine.run_main("prod", {f"{engine.PROJECT}:{key}": values[key] for key in values})


def test_the_function_starts_from_its_environment(recording: Recording) -> None:
    settings = CallbackSettings.from_env(environment(recording, "callback"))
    assert settings.common.table == recording.exports["callbacks_table"]
    assert settings.common.schedule.group == recording.exports["callback_schedule_group"]
    assert settings.common.zone is not None
    assert settings.reminder is None


def test_hours_holidays_and_limits_of_a_stack_reach_the_function() -> None:
    settings = CallbackSettings.from_env(environment(office_hours(), "callback"))
    told = json.loads(environment(office_hours(), "callback")["OPENING"])
    assert told["days"][0] == {"day": "MONDAY", "opens": "09:00", "closes": "18:00"}
    assert told["days"][-1] == {"day": "SATURDAY", "opens": "10:00", "closes": "13:00"}
    assert ["2026-12-31", "2027-01-01"] in told["closed"]
    assert (settings.hours.opens, settings.hours.closes) == (600, 1020)
    assert (settings.days, settings.capacity) == (7, 2)
    assert settings.reminder is not None
    assert settings.reminder.total_seconds() == 3_600


def test_the_environment_fits_with_as_many_closed_spells_as_connect_takes() -> None:
    spells = json.dumps([["2026-12-25", "2026-12-25"]] * MOST_SPELLS, separators=(",", ":"))
    for function in ("callback", "callback-due"):
        variables = environment(office_hours(), function)
        told = json.loads(variables["OPENING"])
        closed = json.dumps(told["closed"], separators=(",", ":"))
        held = sum(len(key) + len(value) for key, value in variables.items())
        assert held - len(closed) + len(spells) <= LARGEST_ENVIRONMENT, function


def test_it_may_keep_bookings_and_make_and_drop_schedules(recording: Recording) -> None:
    assert allowed(recording, "callback") == {
        "KeepBookings": [
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
        ],
        "OpenBookings": ["kms:Decrypt"],
        "MakeSchedules": ["scheduler:CreateSchedule"],
        "HandRoleToSchedules": ["iam:PassRole"],
        "EncryptSchedules": ["kms:DescribeKey", "kms:Decrypt", "kms:GenerateDataKey"],
        "DropSchedules": ["scheduler:DeleteSchedule"],
    }


def test_schedules_are_made_in_the_stacks_own_group_with_the_one_role(prod: Recording) -> None:
    group = (
        f"arn:aws:scheduler:{REGION}:{ACCOUNT}:schedule/{prod.exports['callback_schedule_group']}"
    )
    assert resources_of(prod, "callback", "MakeSchedules") == [f"{group}/*"]
    assert resources_of(prod, "callback", "DropSchedules") == [f"{group}/*"]
    role = environment(prod, "callback")["SCHEDULE_ROLE_ARN"]
    assert resources_of(prod, "callback", "HandRoleToSchedules") == [role]


def test_only_schedules_of_the_group_take_the_role(recording: Recording) -> None:
    role = recording.one("iam/Role", "callback-schedules-role")
    [trust] = statements(role, "assumeRolePolicy")
    group = recording.exports["callback_schedule_group"]
    assert trust["Principal"] == {"Service": "scheduler.amazonaws.com"}
    assert condition_values(trust, "aws:SourceAccount") == [ACCOUNT]
    [source] = condition_values(trust, "aws:SourceArn")
    assert source.startswith(f"arn:aws:scheduler:{REGION}:{ACCOUNT}:schedule-group/")
    assert recording.inputs("scheduler/ScheduleGroup", "callback-schedules")["name"] == group


def test_the_role_may_fill_the_queue_of_what_is_due_and_nothing_else(
    recording: Recording,
) -> None:
    assert allowed(recording, "callback-schedules") == {
        "TellWhatIsDue": ["sqs:SendMessage"],
        "EncryptMessages": ["kms:Decrypt", "kms:GenerateDataKey"],
        "KeepUndelivered": ["sqs:SendMessage"],
        "OpenSchedules": ["kms:Decrypt"],
    }
    variables = environment(recording, "callback")
    due = resources_of(recording, "callback-schedules", "TellWhatIsDue")
    kept = resources_of(recording, "callback-schedules", "KeepUndelivered")
    assert due == [variables["CALLBACKS_DUE_ARN"]]
    assert kept == [variables["SCHEDULE_DEAD_LETTER_ARN"]]


def senders(recording: Recording, queue: str) -> set[str]:
    """Roles that may send to a queue."""
    return {
        policy.name
        for policy in recording.of("iam/RolePolicy")
        for statement in statements(policy)
        if "sqs:SendMessage" in statement["Action"] and queue in statement["Resource"]
    }


def test_nobody_but_the_schedules_tells_what_is_due(recording: Recording) -> None:
    due = environment(recording, "callback")["CALLBACKS_DUE_ARN"]
    assert senders(recording, due) == {"callback-schedules-policy"}
    letting_in = [
        statement
        for policy in recording.of("sqs/QueuePolicy")
        for statement in statements(policy)
        if statement["Effect"] == "Allow" and due in statement["Resource"]
    ]
    assert letting_in == []


def test_the_role_opens_payloads_of_the_group_and_the_key_lets_it(recording: Recording) -> None:
    context = "kms:EncryptionContext:aws:scheduler:schedule:arn"
    policy = recording.one("iam/RolePolicy", "callback-schedules-policy")
    [opens] = [one for one in statements(policy) if one["Sid"] == "OpenSchedules"]
    [key] = recording.of("kms/Key")
    [lets] = [one for one in statements(key) if one["Sid"] == "SchedulesOfTheStack"]
    assert condition_values(opens, context) == condition_values(lets, context)
    assert {"kms:Decrypt", "kms:GenerateDataKey"} == set(lets["Action"])


def test_the_table_is_keyed_forgets_and_can_be_brought_back(recording: Recording) -> None:
    table: dict[str, Any] = dict(recording.inputs("dynamodb/Table", "callbacks"))
    assert table["hashKey"] == KEY
    assert "rangeKey" not in table
    assert table["ttl"] == {"attributeName": EXPIRES, "enabled": True}
    assert table["pointInTimeRecovery"] == {"enabled": True}


def test_prod_keeps_bookings_and_what_brings_them_about(prod: Recording) -> None:
    table = prod.one("dynamodb/Table", "callbacks")
    assert table.protect
    assert table.retained
    assert prod.one("scheduler/ScheduleGroup", "callback-schedules").protect


def test_the_function_ends_just_after_the_flow_gives_up(recording: Recording) -> None:
    function = recording.inputs("lambda/Function", "callback")
    assert CALLBACK_SECONDS < function["timeout"] <= CALLBACK_SECONDS + 1


def test_flows_may_invoke_the_function(recording: Recording) -> None:
    association = recording.inputs("connect/LambdaFunctionAssociation", "connect-knows-callback")
    assert association["functionArn"].endswith(":live")
    states = [
        json.loads(each.inputs["desiredState"]) for each in recording.of("cloudcontrol/Resource")
    ]
    [flow] = [state for state in states if state.get("Name") == "callback"]
    assert association["functionArn"] in flow["Content"]
