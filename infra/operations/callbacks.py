"""Booked calls back: where they are kept, what is due when, and the function that books."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pulumi

from ai.contract import CALLBACK_SECONDS
from infra.config import StackConfig
from infra.function import FunctionArgs, FunctionFamily, LambdaFunction
from infra.holidays import ClosedSpell
from infra.hours import ClockTime, OpenDay
from infra.operations import waited_for
from infra.operations.callback_schedules import CallbackSchedules, CallbackSchedulesArgs
from infra.permissions import Permission
from infra.table import TableArgs, protected_table
from infra.work_queue import WorkQueue, WorkQueueArgs

KEY: Final = "pk"
"""`caller#<number>`, `booking#<id>` or `slot#<time>`."""

DUE_SECONDS: Final = 60
"""For a batch of booked calls: a few calls of AWS for each."""


@dataclass(frozen=True, kw_only=True)
class CallbacksArgs:
    """`family` is of all operations functions."""

    family: FunctionFamily
    config: StackConfig


class Callbacks(pulumi.ComponentResource):
    """Table, schedules, and the queue of what is due; `function` books for callers.

    Who makes the calls is in `callback_calls`: it needs flows, and those need `function`.
    """

    table_name: pulumi.Output[str]
    due: WorkQueue
    schedules: CallbackSchedules
    function: LambdaFunction

    def __init__(
        self, name: str, args: CallbacksArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:operations:Callbacks", name, None, opts)
        self._args = args
        place = args.family.place
        self._opts = pulumi.ResourceOptions(parent=self)
        table = protected_table(
            name,
            TableArgs(
                place=place,
                protect=args.config.protect,
                hash_key=KEY,
                expires="expires_at",
            ),
            parent=self,
        )
        self.table_name, self._table_arn = table.name, table.arn
        queue = WorkQueueArgs(place=place, function_seconds=DUE_SECONDS)
        self.due = WorkQueue("callbacks-due", queue, self._opts)
        schedules = CallbackSchedulesArgs(place=place, due=self.due, protect=args.config.protect)
        self.schedules = CallbackSchedules("callback-schedules", schedules, self._opts)
        self.function = self._create_function()
        self.register_outputs({"table": self.table_name, "function": self.function.name})

    def environment(self) -> dict[str, pulumi.Input[str]]:
        """What both functions are told."""
        config = self._args.config
        return {
            "CALLBACKS_TABLE": self.table_name,
            "OPENING": opening(config.hours, config.closed_spells()),
            "TIME_ZONE": config.time_zone,
            **self.schedules.environment(),
        }

    def items(self, *actions: str) -> list[Permission]:
        """Single items of the table; nobody can read them all with it."""
        return [
            Permission(
                sid="KeepBookings",
                actions=[f"dynamodb:{action}" for action in actions],
                resources=(self._table_arn,),
            ),
            self._args.family.place.key.read("OpenBookings", "dynamodb"),
        ]

    def _create_function(self) -> LambdaFunction:
        config = self._args.config
        args = FunctionArgs(
            family=self._args.family,
            description="Books a time at which a caller is called back",
            handler="ai.handlers.callback.handler",
            environment={
                **self.environment(),
                "CALLBACK_HOURS": config.callbacks.hours,
                "CALLBACK_DAYS": str(config.callbacks.days),
                "CALLBACK_CAPACITY": str(config.callbacks.capacity),
                "REMINDER_MINUTES": str(config.callbacks.notice_minutes),
            },
            permissions=[
                *self.items("GetItem", "BatchGetItem", "PutItem", "UpdateItem"),
                *self.schedules.make(),
                *self.schedules.drop(),
            ],
            memory_mb=waited_for.MEMORY_MB,
            timeout_seconds=waited_for.timeout_seconds(CALLBACK_SECONDS),
            snap_start=config.snap_start,
        )
        return LambdaFunction("callback", args, self._opts)


def opening(week: Sequence[OpenDay], closed: Sequence[ClosedSpell]) -> str:
    """When people answer, as the functions read it: JSON with `days` and `closed` spells."""
    days = [
        {"day": day.day, "opens": _clock(day.opens), "closes": _clock(day.closes)} for day in week
    ]
    spells = [[spell.first.isoformat(), spell.last.isoformat()] for spell in closed]
    return json.dumps({"days": days, "closed": spells}, separators=(",", ":"))


def _clock(time: ClockTime) -> str:
    return f"{time.hours:02}:{time.minutes:02}"
