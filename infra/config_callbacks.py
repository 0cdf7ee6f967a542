"""The part of a stack's configuration that says when and how booked callers are called back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from infra.config_reader import ConfigReader
from infra.hours import OpenDay

NO_REMINDER: Final = "none"
SMS: Final = "sms"
REMINDERS: Final = (NO_REMINDER, SMS)

_HOURS = re.compile(r"(?P<first>[01]\d|2[0-3]):00-(?P<last>[01]\d|2[0-3]):00")
HOURS_ALLOWED: Final = "a span of whole hours such as '09:00-20:00', the first before the last"


@dataclass(frozen=True, kw_only=True)
class CallbackConfig:
    """Pulumi.yaml says what each means. `hours` is as the functions read it: `09:00-20:00`."""

    hours: str
    days: int
    capacity: int
    attempts: int
    retry_minutes: int
    reminder: str
    reminder_minutes: int
    wait_minutes: int

    @property
    def notice_minutes(self) -> int:
        """So long before the call the caller is reminded; 0 for not at all."""
        return 0 if self.reminder == NO_REMINDER else self.reminder_minutes

    def can_be_booked(self, week: Iterable[OpenDay]) -> bool:
        """Whether people are there for any of these hours, on any day of the week.

        As the functions see it: only whole hours are offered.
        """
        first, last = (int(end.partition(":")[0]) for end in self.hours.split("-"))
        return any(day.lasts(hour, hour + 1) for day in week for hour in range(first, last))


def callback_settings(read: ConfigReader) -> CallbackConfig:
    """What the keys that begin with `callback` say."""
    return CallbackConfig(
        hours=read.parsed("callbackHours", "09:00-20:00", _span, HOURS_ALLOWED),
        days=read.number("callbackDays", 5, 1, 14),
        capacity=read.number("callbackCapacity", 3, 1, 100),
        attempts=read.number("callbackAttempts", 3, 1, 5),
        retry_minutes=read.number("callbackRetryMinutes", 15, 5, 240),
        reminder=read.choice("callbackReminder", NO_REMINDER, REMINDERS),
        reminder_minutes=read.number("callbackReminderMinutes", 30, 10, 1440),
        wait_minutes=read.number("callbackWaitMinutes", 60, 10, 1440),
    )


def _span(text: str) -> str:
    match = _HOURS.fullmatch(text)
    if match is None or int(match["first"]) >= int(match["last"]):
        raise ValueError(text)
    return text
