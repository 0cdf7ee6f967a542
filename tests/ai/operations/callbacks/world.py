"""Callback scheduling on a desk, with a clock that stands still until it is moved."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from ai.deadline import Deadline
from ai.metrics import Metrics
from ai.operations.callbacks.booking import Booking
from ai.operations.callbacks.bookings import Bookings
from ai.operations.callbacks.desk import DESK_SECONDS, Desk
from ai.operations.callbacks.due import Due, DueDesk, DueRules
from ai.operations.callbacks.offers import Offers
from ai.operations.callbacks.opening import Opening, span_of
from ai.operations.callbacks.outbound import ConnectTarget, OutboundContacts
from ai.operations.callbacks.request import Request
from ai.operations.callbacks.schedules import Schedules, ScheduleTarget
from ai.operations.callbacks.slots import Calendar
from ai.operations.callbacks.table import BookingTable
from tests.ai.fakes.clock import Clock, ClockDeadline
from tests.ai.fakes.models_checked import ModelChecked
from tests.ai.fakes.schedules import FakeConnect, FakeScheduler
from tests.ai.fakes.transacting_dynamodb import TransactingDynamoDB

SEOUL: Final = ZoneInfo("Asia/Seoul")
KIM: Final = "+821012345678"
LEE: Final = "+82221234567"

WEEKDAYS: Final = json.dumps(
    {
        "days": [
            {"day": day, "opens": "09:00", "closes": "18:00"}
            for day in ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY")
        ],
        "closed": [["2026-12-25", "2026-12-25"]],
    }
)
ALWAYS: Final = json.dumps(
    {
        "days": [
            {"day": day, "opens": "00:00", "closes": "00:00"}
            for day in (
                *("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"),
                *("SATURDAY", "SUNDAY"),
            )
        ],
        "closed": [],
    }
)

TARGET: Final = ScheduleTarget(
    group="contact-center-callbacks",
    queue_arn="arn:aws:sqs:ap-northeast-2:123456789012:callbacks-due",
    role_arn="arn:aws:iam::123456789012:role/callbacks",
    dead_letter_arn="arn:aws:sqs:ap-northeast-2:123456789012:callbacks-dead-letter",
    key_arn="arn:aws:kms:ap-northeast-2:123456789012:key/0a0b0c0d-0000-4000-8000-000000000000",
)
CONNECT: Final = ConnectTarget(
    instance="11111111-2222-4333-8444-555555555555",
    call_flows={"ko": "arn:aws:connect:x:1:instance/i/contact-flow/call-ko", "en": "call-en"},
    task_flow="task",
    queue="arn:aws:connect:x:1:instance/i/queue/callback-queue",
)


def seoul(text: str) -> datetime:
    """Such as "2026-11-23 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


def once(operation: str, do: Callable[[], object]) -> Callable[[str], None]:
    """Something happens right before an operation, the first time."""
    waiting = [do]

    def before(name: str) -> None:
        if name == operation and waiting:
            waiting.pop()()

    return before


@dataclass
class World:
    """It is Monday morning. `texts` has the reminders, `lines` the metrics that were sent."""

    time: datetime = field(default_factory=lambda: seoul("2026-11-23 09:00"))
    opening: str = WEEKDAYS
    days: int = 3
    capacity: int = 2
    reminder: timedelta | None = None
    voice: bool = True
    attempts: int = 3
    dynamodb: TransactingDynamoDB = field(default_factory=TransactingDynamoDB)
    scheduler: FakeScheduler = field(default_factory=FakeScheduler)
    connect: FakeConnect = field(default_factory=FakeConnect)
    texts: list[str] = field(default_factory=list[str])
    lines: list[str] = field(default_factory=list[str])
    ids: int = 0

    def __post_init__(self) -> None:
        self.clock = Clock()
        self.calls = {
            "dynamodb": ModelChecked("dynamodb", self.dynamodb),
            "scheduler": ModelChecked("scheduler", self.scheduler),
            "connect": ModelChecked("connect", self.connect),
        }
        client: Any = self.calls["dynamodb"]
        self.table = BookingTable(client, "callbacks", self.capacity)
        self.schedules = Schedules(cast("Any", self.calls["scheduler"]), TARGET)

    def now(self) -> datetime:
        return self.time

    def new_id(self) -> str:
        self.ids += 1
        return f"00000000-0000-4000-8000-{self.ids:012}"

    @property
    def calendar(self) -> Calendar:
        return Calendar(
            opening=Opening.of(self.opening),
            zone=SEOUL,
            hours=span_of("09:00", "20:00"),
            days=self.days,
            capacity=self.capacity,
        )

    @property
    def metrics(self) -> Metrics:
        return Metrics("test", write=self.lines.append)

    @property
    def desk(self) -> Desk:
        bookings = Bookings(
            table=self.table,
            schedules=self.schedules,
            calendar=self.calendar,
            reminder=self.reminder,
            now=self.now,
            new_id=self.new_id,
            pause=lambda: None,
        )
        offers = Offers(calendar=self.calendar, taken=self.table.taken, now=self.now)
        return Desk(offers=offers, bookings=bookings, metrics=self.metrics, deadline=self._deadline)

    @property
    def due_desk(self) -> DueDesk:
        return DueDesk(
            table=self.table,
            schedules=self.schedules,
            contacts=OutboundContacts(cast("Any", self.calls["connect"]), CONNECT),
            rules=DueRules(voice=self.voice, attempts=self.attempts, retry=timedelta(minutes=10)),
            is_open=self.calendar.is_open,
            text=None if self.reminder is None else self._text,
            metrics=self.metrics,
            now=self.now,
        )

    def ask(self, action: str, **more: Any) -> dict[str, str]:
        """What a flow gets."""
        return self.desk.answer(Request(action=action, **more))

    def book(self, number: str, at: str, **more: Any) -> str:
        """The status, of a time such as "2026-11-24 14:00"."""
        answer = self.ask("book", number=number, choice=seoul(at).isoformat(), **more)
        return answer["callback_status"]

    def tell_due(self, until: str | None = None) -> list[str]:
        """Let time pass until then, and do what is due; the words for what was done."""
        if until is not None:
            self.time = seoul(until)
        return [self.tell(message) for message in self.scheduler.due(self.time)]

    def tell(self, message: str) -> str:
        """One message of the queue."""
        return self.due_desk.handle(Due.of(message))

    def counted(self, metric: str) -> int:
        """How often it was sent."""
        return sum(json.loads(line).get(metric, 0) for line in self.lines)

    def taken(self, at: str) -> int:
        """How many are booked in an hour."""
        begin = seoul(at)
        return self.table.taken([begin])[begin]

    def bookings(self) -> list[dict[str, Any]]:
        """Every booking in the table."""
        return [item for key, item in self.dynamodb.items.items() if key.startswith("booking#")]

    def live(self) -> list[dict[str, Any]]:
        """Those for which somebody is still to be called."""
        return [item for item in self.bookings() if item["status"]["S"] == "booked"]

    def _deadline(self) -> Deadline:
        return ClockDeadline(DESK_SECONDS, self.clock)

    def _text(self, number: str, booking: Booking) -> None:
        self.texts.append(f"{number} {booking.at.astimezone(UTC).isoformat()}")
