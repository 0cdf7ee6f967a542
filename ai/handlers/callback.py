"""Entry point of callback scheduling for flows: days, times, booking, cancelling, reached."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from ai.clients import CallbackClients
from ai.logs import configure
from ai.metrics import Metrics
from ai.operations.before_snapshot import before_snapshot
from ai.operations.callbacks.bookings import Bookings
from ai.operations.callbacks.desk import Desk
from ai.operations.callbacks.offers import Offers
from ai.operations.callbacks.request import Request
from ai.operations.callbacks.schedules import Schedules
from ai.operations.callbacks.settings import CallbackSettings
from ai.operations.callbacks.table import BookingTable


def handler(event: Mapping[str, Any], _context: object = None) -> dict[str, str]:
    """What a flow asked for (`CallbackAction`), as a STRING_MAP (`CallbackKey`)."""
    return _desk().answer(Request.of(event))


@cache
def _desk() -> Desk:
    settings = CallbackSettings.from_env()
    configure(settings.common.log_level)
    clients = CallbackClients(settings.common.region)
    table = BookingTable(clients.dynamodb, settings.common.table, settings.capacity)
    bookings = Bookings(
        table=table,
        schedules=Schedules(clients.scheduler, settings.common.schedule),
        calendar=settings.calendar,
        reminder=settings.reminder,
        now=_now,
    )
    return Desk(
        offers=Offers(calendar=settings.calendar, taken=table.taken, now=_now),
        bookings=bookings,
        metrics=Metrics(settings.common.stack),
    )


def _now() -> datetime:
    return datetime.now(UTC)


before_snapshot(_desk)
