"""One-off schedules in EventBridge Scheduler: what is due for a booking, and when."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from botocore.exceptions import ClientError

from ai.operations.callbacks.booking import Booking, DueKind
from ai.operations.callbacks.services import CONFLICT, NOT_FOUND, SchedulerClient
from ai.service_errors import code_of

RETRIES: Final = 20
OLDEST_SECONDS: Final = 1_800
"""A message that the queue does not take for half an hour is of no use to the caller any more."""


@dataclass(frozen=True, kw_only=True)
class ScheduleTarget:
    """Where messages go: the queue, and the one for those that it does not take.

    `role_arn` may write to both; `key_arn` encrypts the schedule.
    """

    group: str
    queue_arn: str
    role_arn: str
    dead_letter_arn: str
    key_arn: str


class Schedules:
    """Makes and removes them; doing either again does no harm."""

    def __init__(self, client: SchedulerClient, target: ScheduleTarget) -> None:
        self._client = client
        self._target = target

    def add(self, booking: Booking, kind: DueKind, attempt: int, at: datetime) -> None:
        """Have it told at `at` that something is due; there is no number in the message."""
        name = booking.token(kind, attempt)
        message = {"booking": booking.id, "kind": kind.value, "attempt": attempt}
        target = self._target
        try:
            self._client.create_schedule(
                Name=name,
                GroupName=target.group,
                ClientToken=name,
                ScheduleExpression=f"at({at.astimezone(UTC):%Y-%m-%dT%H:%M:%S})",
                ScheduleExpressionTimezone="UTC",
                FlexibleTimeWindow={"Mode": "OFF"},
                ActionAfterCompletion="DELETE",
                KmsKeyArn=target.key_arn,
                Target={
                    "Arn": target.queue_arn,
                    "RoleArn": target.role_arn,
                    "Input": json.dumps(message),
                    "RetryPolicy": {
                        "MaximumEventAgeInSeconds": OLDEST_SECONDS,
                        "MaximumRetryAttempts": RETRIES,
                    },
                    "DeadLetterConfig": {"Arn": target.dead_letter_arn},
                },
            )
        except ClientError as error:
            if code_of(error) != CONFLICT:  # else it was made before
                raise

    def remove(self, booking: Booking, kind: DueKind, attempt: int) -> None:
        """Have it not told; it may have been told, and be gone."""
        try:
            self._client.delete_schedule(
                Name=booking.token(kind, attempt),
                GroupName=self._target.group,
                ClientToken=booking.token(kind, attempt),
            )
        except ClientError as error:
            if code_of(error) != NOT_FOUND:
                raise
