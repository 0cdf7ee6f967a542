"""Booking, moving and cancelling a call. A booking is in the table only when it will be called."""

import random
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from ai.contract import CallbackKey, CallbackStatus, Metric
from ai.deadline import Deadline
from ai.errors import BookingError, DeadlineError
from ai.operations.callbacks import words
from ai.operations.callbacks.booking import Booking, BookingStatus, DueKind, LastBooking
from ai.operations.callbacks.numbers import callable_number
from ai.operations.callbacks.request import Reply, Request
from ai.operations.callbacks.schedules import Schedules
from ai.operations.callbacks.slots import Calendar
from ai.operations.callbacks.table import BookingTable, Change

TRIES: Final = 4
"""When somebody else is at the same items: every one of them finishes within milliseconds."""

COMMIT_SECONDS: Final = 0.7
"""Left at least when a booking is begun to be written: who was told that it failed is not to be
called. Only a write that takes longer than this may still be made after that."""


def _pause() -> None:
    time.sleep(random.uniform(0.02, 0.1))  # noqa: S311  so that two do not meet again


@dataclass(frozen=True, kw_only=True)
class Bookings:
    """`reminder` is how long before the call a reminder is due; None for no reminder."""

    table: BookingTable
    schedules: Schedules
    calendar: Calendar
    reminder: timedelta | None
    now: Callable[[], datetime]
    new_id: Callable[[], str] = lambda: str(uuid.uuid4())
    pause: Callable[[], None] = _pause

    def book(self, request: Request, deadline: Deadline) -> Reply:
        """The time that was chosen, for the number; an earlier booking of it is moved.

        Schedules come first: nobody is told of a call that nothing will bring about. Those of a
        booking that comes to nothing find none when they are due.
        """
        number = callable_number(request.number)
        if number is None:
            return Reply(status=CallbackStatus.REFUSED)
        try:
            asked = datetime.fromisoformat(request.choice)
        except ValueError:
            return Reply(status=CallbackStatus.NONE)
        if asked.tzinfo is None:
            return Reply(status=CallbackStatus.NONE)
        last = self.table.last_of(number)
        has = self._has_already(last, asked)
        if has is not None:
            again = replace(has, language=request.language)
            return self._booked(again, CallbackStatus.BOOKED)
        begin = self._bookable(asked)
        if begin is None or self.table.taken([begin])[begin] >= self.calendar.capacity:
            return Reply(status=CallbackStatus.TAKEN)
        wanted = self._wanted(request, number, begin)
        self.make_schedules(wanted)
        return self._committed(wanted, last, deadline)

    def cancel(self, request: Request, deadline: Deadline) -> Reply:
        """No call for the number any more; cancelling again is no fault."""
        number = callable_number(request.number)
        if number is None:
            return Reply(status=CallbackStatus.NONE)
        for _ in range(TRIES):
            last = self.table.last_of(number)
            booking = None if last is None else last.booking
            if booking is not None and booking.status is BookingStatus.CANCELLED:
                return Reply(status=CallbackStatus.CANCELLED)
            if booking is None or not booking.live:
                return Reply(status=CallbackStatus.NONE)
            _check(deadline)
            if self.table.cancel(booking, self.now()) is Change.DONE:
                return Reply(status=CallbackStatus.CANCELLED, stale=booking)
            self.pause()
        raise BookingError("others changed the same booking again and again")

    def reached(self, request: Request) -> Reply:
        """The call was taken; telling it again is no fault."""
        booking = self.table.booking(request.booking) if request.booking else None
        if booking is None:
            return Reply(status=CallbackStatus.NONE)
        if booking.live and self.table.end(booking, BookingStatus.REACHED):
            return Reply(
                status=CallbackStatus.REACHED, counts=Metric.CALLBACKS_REACHED, stale=booking
            )
        again = self.table.booking(request.booking)
        if again is not None and again.status is BookingStatus.REACHED:
            return Reply(status=CallbackStatus.REACHED)
        return Reply(status=CallbackStatus.NONE)

    def make_schedules(self, booking: Booking) -> None:
        """Of the next attempt at the booked time, and of a reminder for which there is time."""
        self.schedules.add(booking, DueKind.CALL, booking.attempts + 1, booking.at)
        reminded_at = self._reminded_at(booking)
        if reminded_at is not None:
            self.schedules.add(booking, DueKind.REMIND, 1, reminded_at)

    def remove_schedules(self, booking: Booking) -> None:
        """Of a booking that will not be called any more."""
        self.schedules.remove(booking, DueKind.CALL, booking.attempts + 1)
        if self._reminded_at(booking) is not None:
            self.schedules.remove(booking, DueKind.REMIND, 1)

    def _has_already(self, last: LastBooking | None, at: datetime) -> Booking | None:
        """The booking of that very time, as when a flow asks twice."""
        live = None if last is None else last.live
        same = live is not None and live.at.astimezone(UTC) == at.astimezone(UTC) > self.now()
        return live if same else None

    def _bookable(self, asked: datetime) -> datetime | None:
        """The hour that was offered; None when it is over, too near, or was never one."""
        moment = asked.astimezone(UTC)
        coming = self.calendar.coming(self.now())
        return next((begin for begin in coming if begin.astimezone(UTC) == moment), None)

    def _wanted(self, request: Request, number: str, begin: datetime) -> Booking:
        return Booking(
            id=self.new_id(),
            at=begin,
            number=number,
            queue=request.queue,
            language=request.language,
            name=request.name,
            question=request.question,
            summary=request.summary,
        )

    def _reminded_at(self, booking: Booking) -> datetime | None:
        if self.reminder is None or booking.at - self.reminder <= self.now():
            return None
        return booking.at - self.reminder

    def _committed(self, wanted: Booking, last: LastBooking | None, deadline: Deadline) -> Reply:
        for _ in range(TRIES):
            _check(deadline)
            change = self.table.book(wanted, last, self.now())
            if change is Change.FULL:
                return Reply(status=CallbackStatus.TAKEN, stale=wanted)
            moved = None if last is None else last.live
            if change is Change.DONE:
                status = CallbackStatus.MOVED if moved else CallbackStatus.BOOKED
                return self._booked(wanted, status, stale=moved, counts=Metric.CALLBACKS_BOOKED)
            self.pause()
            last = self.table.last_of(wanted.number)
            if self._has_already(last, wanted.at) is not None:
                return self._booked(wanted, CallbackStatus.BOOKED, stale=wanted)
        raise BookingError("others changed the same hour or booking again and again")

    def _booked(
        self,
        booking: Booking,
        status: CallbackStatus,
        *,
        stale: Booking | None = None,
        counts: Metric | None = None,
    ) -> Reply:
        said = words.booked(booking.at, self.calendar.today(self.now()), booking.language)
        fields = {CallbackKey.WORDS: said}
        return Reply(status=status, fields=fields, stale=stale, counts=counts)


def _check(deadline: Deadline) -> None:
    if deadline.remaining() < COMMIT_SECONDS:
        raise DeadlineError("too little time was left to write a booking")
