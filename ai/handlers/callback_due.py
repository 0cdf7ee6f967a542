"""Entry point of what is due for booked calls: messages of schedules, brought by SQS."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from ai.clients import DueClients
from ai.handlers.batches import handle_each
from ai.logs import configure
from ai.metrics import Metrics
from ai.operations.callbacks import words
from ai.operations.callbacks.booking import Booking
from ai.operations.callbacks.due import Due, DueDesk
from ai.operations.callbacks.outbound import OutboundContacts
from ai.operations.callbacks.schedules import Schedules
from ai.operations.callbacks.settings import DueSettings
from ai.operations.callbacks.table import BookingTable

log = logging.getLogger(__name__)


def handler(event: Mapping[str, Any], _context: object = None) -> dict[str, Any]:
    """Call, remind or hand over; what a service did not take is handed back to the queue."""
    return dispatch(event, _desk())


def dispatch(event: Mapping[str, Any], desk: DueDesk) -> dict[str, Any]:
    """Each record by itself: one caller's fault is not the others'."""
    return handle_each(
        event,
        lambda message: desk.handle(Due.of(str(message.get("body") or ""))),
        log,
        "callback_due_failed",
    )


@cache
def _desk() -> DueDesk:
    settings = DueSettings.from_env()
    common = settings.common
    configure(common.log_level)
    clients = DueClients(common.region)
    return DueDesk(
        table=BookingTable(clients.dynamodb, common.table),
        schedules=Schedules(clients.scheduler, common.schedule),
        contacts=OutboundContacts(clients.connect, settings.connect),
        rules=settings.rules,
        is_open=lambda now: common.opening.is_open(now.astimezone(common.zone)),
        text=_texting(clients) if settings.sms else None,
        metrics=Metrics(common.stack),
        now=lambda: datetime.now(UTC),
    )


def _texting(clients: DueClients) -> Callable[[str, Booking], None]:
    def text(number: str, booking: Booking) -> None:
        clients.sns.publish(
            PhoneNumber=number,
            Message=words.reminder(booking.at, booking.language),
            MessageAttributes={
                "AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}
            },
        )

    return text
