"""A booked call, and the names by which its schedules and calls are known to be the same."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class BookingStatus(StrEnum):
    """Where a booking is. Only one that is `BOOKED` is called."""

    BOOKED = "booked"
    REACHED = "reached"
    MOVED = "moved"
    CANCELLED = "cancelled"
    MISSED = "missed"
    """None of the attempts reached them, and people were told."""
    HANDED_OVER = "handed_over"
    """People call by hand: nobody could be called for them, or not at that time."""


class DueKind(StrEnum):
    """What a schedule brings about."""

    REMIND = "remind"
    CALL = "call"


@dataclass(frozen=True, kw_only=True)
class Booking:
    """`number` in E.164, `at` with an offset, `language` "ko" or "en".

    `name`, `question` and `summary` are what the person reads who takes the call. `attempts` counts
    the calls that were begun. `number` and these three are gone once they are not needed any more.
    """

    id: str
    at: datetime
    number: str = ""
    queue: str = ""
    language: str = "ko"
    name: str = ""
    question: str = ""
    summary: str = ""
    status: BookingStatus = BookingStatus.BOOKED
    attempts: int = 0

    @property
    def live(self) -> bool:
        """Whether somebody is still to be called."""
        return self.status is BookingStatus.BOOKED

    def token(self, kind: str, attempt: int = 1) -> str:
        """A name for one thing done for the booking; 64 signs at most (EventBridge Scheduler)."""
        return f"booking-{self.id}-{kind}-{attempt}"


@dataclass(frozen=True, kw_only=True)
class LastBooking:
    """What a number points to.

    `booking` is None once DynamoDB has forgotten it, maybe days before it forgets the pointer.
    """

    id: str
    booking: Booking | None

    @property
    def live(self) -> Booking | None:
        """The booking for which somebody is still to be called."""
        return self.booking if self.booking is not None and self.booking.live else None
