from datetime import timedelta

import pytest

from ai.errors import SettingsError
from ai.operations.callbacks.opening import Span
from ai.operations.callbacks.settings import CallbackSettings, DueSettings
from tests.ai.operations.callbacks.world import TARGET, WEEKDAYS, seoul

COMMON = {
    "AWS_REGION": "ap-northeast-2",
    "STACK": "dev",
    "CALLBACKS_TABLE": "callbacks",
    "CALLBACKS_DUE_ARN": TARGET.queue_arn,
    "SCHEDULE_GROUP": TARGET.group,
    "SCHEDULE_ROLE_ARN": TARGET.role_arn,
    "SCHEDULE_DEAD_LETTER_ARN": TARGET.dead_letter_arn,
    "SCHEDULE_KEY_ARN": TARGET.key_arn,
    "OPENING": WEEKDAYS,
    "TIME_ZONE": "Asia/Seoul",
}
DUE = {
    **COMMON,
    "CONNECT_INSTANCE_ID": "11111111-2222-4333-8444-555555555555",
    "CALLBACK_CALL_FLOW": '{"ko": "call-ko", "en": "call-en"}',
    "CALLBACK_TASK_FLOW": "task",
    "CALLBACK_QUEUE": "queue",
}


def test_what_is_not_set_has_a_default() -> None:
    settings = CallbackSettings.from_env(COMMON)
    assert settings.common.schedule == TARGET
    assert (settings.days, settings.capacity, settings.reminder) == (3, 3, None)
    assert settings.hours == Span(opens=540, closes=1_200)
    calendar = settings.calendar
    assert calendar.is_open(seoul("2026-11-23 09:00"))
    assert calendar.capacity == 3


def test_everything_else_is_as_it_was_set() -> None:
    settings = CallbackSettings.from_env(
        {
            **COMMON,
            "CALLBACK_HOURS": "10:00-18:00",
            "CALLBACK_DAYS": "5",
            "CALLBACK_CAPACITY": "7",
            "REMINDER_MINUTES": "60",
        }
    )
    assert settings.hours == Span(opens=600, closes=1_080)
    assert (settings.days, settings.capacity) == (5, 7)
    assert settings.reminder == timedelta(hours=1)


def test_how_somebody_is_called_is_set_too() -> None:
    settings = DueSettings.from_env(
        {
            **DUE,
            "OUTBOUND": "task",
            "REMINDER": "sms",
            "CALLBACK_ATTEMPTS": "2",
            "CALLBACK_RETRY_MINUTES": "5",
        }
    )
    assert (settings.rules.voice, settings.rules.attempts) == (False, 2)
    assert settings.rules.retry == timedelta(minutes=5)
    assert settings.sms
    assert settings.connect.call_flows == {"ko": "call-ko", "en": "call-en"}


def test_people_are_called_by_voice_and_without_reminders_unless_it_is_said() -> None:
    settings = DueSettings.from_env(DUE)
    assert settings.rules.voice
    assert (settings.rules.attempts, settings.rules.retry) == (3, timedelta(minutes=10))
    assert not settings.sms


@pytest.mark.parametrize("name", sorted(set(COMMON) - {"AWS_REGION", "STACK"}))
def test_a_missing_variable_is_named(name: str) -> None:
    env = {key: value for key, value in DUE.items() if key != name}
    with pytest.raises(SettingsError, match=name):
        CallbackSettings.from_env(env)
    with pytest.raises(SettingsError, match=name):
        DueSettings.from_env(env)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIME_ZONE", "Seoul"),
        ("OPENING", "{}"),
        ("CALLBACK_HOURS", "9-18"),
        ("CALLBACK_HOURS", "20:00-09:00"),
        ("CALLBACK_DAYS", "0"),
        ("CALLBACK_CAPACITY", "many"),
        ("REMINDER_MINUTES", "-1"),
    ],
)
def test_a_wrong_variable_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        CallbackSettings.from_env({**COMMON, name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CALLBACK_CALL_FLOW", "call-ko"),
        ("CALLBACK_CALL_FLOW", "[]"),
        ("CALLBACK_CALL_FLOW", "{}"),
        ("OUTBOUND", "fax"),
        ("REMINDER", "pigeon"),
        ("CALLBACK_ATTEMPTS", "0"),
        ("CALLBACK_RETRY_MINUTES", "0"),
        ("CONNECT_INSTANCE_ID", ""),
    ],
)
def test_a_wrong_variable_of_the_calling_function_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        DueSettings.from_env({**DUE, name: value})
