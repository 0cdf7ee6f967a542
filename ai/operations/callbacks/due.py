"""What is done when a booking's time has come. At most one call an attempt, and nobody forgotten.

The order keeps both: the next attempt is scheduled first, then this one is marked as begun, then
the telephone rings. What stops in between costs one attempt and not the booking, and whatever comes
twice finds the mark.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Self

from ai.contract import Metric
from ai.errors import BookingError
from ai.metrics import Metrics
from ai.operations.callbacks.booking import Booking, BookingStatus, DueKind
from ai.operations.callbacks.outbound import ByHand, OutboundContacts
from ai.operations.callbacks.schedules import Schedules
from ai.operations.callbacks.table import BookingTable

log = logging.getLogger(__name__)

LATEST: Final = timedelta(hours=1)
"""After the time of an attempt: a call that comes later is not the one that was promised."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """A message of a schedule. `attempt` counts from 1."""

    booking: str
    kind: DueKind
    attempt: int

    @classmethod
    def of(cls, text: str) -> Self:
        """From JSON.

        Raises:
            BookingError: it is no such message.
        """
        try:
            read: Any = json.loads(text)
            booking, kind, attempt = read["booking"], DueKind(read["kind"]), int(read["attempt"])
        except (ValueError, KeyError, TypeError) as error:
            raise BookingError("a message about what is due can not be read") from error
        return cls(booking=str(booking), kind=kind, attempt=attempt)


@dataclass(frozen=True, kw_only=True)
class DueRules:
    """`voice`: whether there is a number from which to call. `retry` is between two attempts."""

    voice: bool
    attempts: int
    retry: timedelta


@dataclass(frozen=True, kw_only=True)
class DueDesk:
    """`is_open` tells whether people are there at a moment.

    `text` sends a reminder to a number in E.164; None where reminders are not sent.
    """

    table: BookingTable
    schedules: Schedules
    contacts: OutboundContacts
    rules: DueRules
    is_open: Callable[[datetime], bool]
    text: Callable[[str, Booking], None] | None
    metrics: Metrics
    now: Callable[[], datetime]

    def handle(self, due: Due) -> str:
        """Do it, and say in a word what was done. Doing it again does no harm.

        Raises:
            Exception: a service did not answer; the message is to come again.
        """
        booking = self.table.booking(due.booking)
        if booking is None or not booking.live:
            done = "ignored"
        elif due.kind is DueKind.REMIND:
            done = self._remind(booking)
        elif due.attempt <= booking.attempts:
            done = "repeated"
        else:
            done = self._call(booking, due.attempt)
        told = {"kind": due.kind.value, "attempt": due.attempt, "done": done}
        log.info("callback_due", extra={"event": "callback_due", "booking": due.booking, **told})
        return done

    def _remind(self, booking: Booking) -> str:
        if self.text is None or self.now() >= booking.at or not self.table.begin_reminder(booking):
            return "ignored"
        try:
            self.text(booking.number, booking)
        except Exception:
            self.table.undo_reminder(booking)
            raise
        return "reminded"

    def _call(self, booking: Booking, attempt: int) -> str:
        why = by_hand(booking, attempt, self.rules, self.now())
        if why is None and not self.is_open(self.now()):
            why = ByHand.CLOSED
        if why is not None:
            return self._hand_over(booking, why)
        self.schedules.add(booking, DueKind.CALL, attempt + 1, self.now() + self.rules.retry)
        if not self.table.begin_attempt(booking, attempt):
            return "repeated"
        try:
            called = self.contacts.call(booking, attempt)
        except Exception:
            self.table.undo_attempt(booking, attempt)
            raise
        return "called" if called else self._hand_over(booking, ByHand.REFUSED)

    def _hand_over(self, booking: Booking, why: ByHand) -> str:
        """The task comes before the mark: a task that is begun twice is one task in Connect."""
        self.contacts.hand_over(booking, why)
        missed = why is ByHand.MISSED
        status = BookingStatus.MISSED if missed else BookingStatus.HANDED_OVER
        if self.table.end(booking, status) and missed:
            self.metrics.send({Metric.CALLBACKS_MISSED: 1})
        return status.value


def by_hand(booking: Booking, attempt: int, rules: DueRules, now: datetime) -> ByHand | None:
    """Why a person calls instead of us, as far as that does not depend on opening hours. Pure."""
    if not rules.voice:
        return ByHand.NO_VOICE
    if attempt > rules.attempts:
        return ByHand.MISSED
    if now > booking.at + rules.retry * (attempt - 1) + LATEST:
        return ByHand.LATE
    return None
