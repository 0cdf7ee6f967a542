"""Booked calls back: where they are kept, what is due when, and the function that books."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pulumi

from ai.contract import CALLBACK_SECONDS
from infra.config import StackConfig
from infra.deployment import Deployment
from infra.function import FunctionArgs, LambdaFunction
from infra.holidays import ClosedSpell
from infra.hours import ClockTime, OpenDay
from infra.key import DataKey
from infra.network import Network
from infra.operations.callback_schedules import CallbackSchedules, CallbackSchedulesArgs
from infra.permissions import Permission
from infra.table import TableArgs, protected_table
from infra.work_queue import WorkQueue, WorkQueueArgs

KEY: Final = "pk"
"""`caller#<number>`, `booking#<id>` or `slot#<time>`."""

MEMORY_MB: Final = 512
"""More than it needs: processor time comes with memory, and a caller waits for its start."""

TIMEOUT_SECONDS: Final = int(CALLBACK_SECONDS) + 1
"""The flow has gone on by then; a call still running is of no use to anybody."""

DUE_SECONDS: Final = 60
"""For a batch of booked calls: a few calls of AWS for each."""


@dataclass(frozen=True, kw_only=True)
class CallbacksArgs:
    """`code` is the archive of all operations functions; they run in `network` if there is one."""

    deployment: Deployment
    component: str
    config: StackConfig
    key: DataKey
    code: pulumi.Archive
    network: Network | None = None


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
        self._opts = pulumi.ResourceOptions(parent=self)
        table = protected_table(
            name,
            TableArgs(
                deployment=args.deployment,
                component=args.component,
                key=args.key,
                protect=args.config.protect,
                hash_key=KEY,
                expires="expires_at",
            ),
            parent=self,
        )
        self.table_name, self._table_arn = table.name, table.arn
        queue = WorkQueueArgs(
            deployment=args.deployment,
            component=args.component,
            key=args.key,
            function_seconds=DUE_SECONDS,
        )
        self.due = WorkQueue("callbacks-due", queue, self._opts)
        schedules = CallbackSchedulesArgs(
            deployment=args.deployment,
            component=args.component,
            key=args.key,
            due=self.due,
            protect=args.config.protect,
        )
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
            "LOG_LEVEL": config.log_level,
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
            self._args.key.read("OpenBookings", "dynamodb"),
        ]

    def _create_function(self) -> LambdaFunction:
        config = self._args.config
        args = FunctionArgs(
            deployment=self._args.deployment,
            component=self._args.component,
            key=self._args.key,
            description="Books a time at which a caller is called back",
            handler="ai.handlers.callback.handler",
            code=self._args.code,
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
            memory_mb=MEMORY_MB,
            timeout_seconds=TIMEOUT_SECONDS,
            log_level=config.log_level,
            log_retention_days=config.log_retention_days,
            snap_start=config.snap_start,
            network=self._args.network,
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
