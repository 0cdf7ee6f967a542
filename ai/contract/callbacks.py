"""Calling a caller back at a time they chose.

A flow invokes the function `callback` with `Parameter.ACTION`, and reads a `STRING_MAP` whose keys
are `CallbackKey`. What a caller hears of days and times comes from the function (`WORDS`), because
a flow can not put dates into words; everything else is the flow's.
"""

from enum import StrEnum
from typing import Final

CALLBACK_SECONDS: Final = 4.0
"""Longest that a caller waits, in silence, for days, times or a booking."""

CALLBACK_CHOICES: Final = 4
"""Most days or times that are offered at once: nobody keeps more than a few in mind."""


class CallbackAction(StrEnum):
    """What the function is asked for, and which parameters come with it.

    Always `LANGUAGE` ("ko", "en"). `NUMBER` in E.164 is who is called.
    """

    DAYS = "days"
    """Days with a free time, three at once. Returns CHOICES, WORDS, and CHOICE_1 … (ISO 8601).

    With `NUMBER`, one that can not be called is REFUSED before anything is chosen. `PAGE`, MORE
    and NEXT_PAGE are as for TIMES.
    """

    TIMES = "times"
    """Free times of `CHOICE` (a day), page `PAGE` from "1". CHOICE_1 … are times with offset.

    MORE is "true" when there is another page, NEXT_PAGE says which: a flow can not count. After
    the last page comes the first. TAKEN: the day has filled up.
    """

    BOOK = "book"
    """The time `CHOICE` for `NUMBER`, with `QUEUE` (whose people know). One booking a number."""

    CANCEL = "cancel"
    """Nobody calls `NUMBER` any more; CANCELLED also when it was cancelled before."""

    REACHED = "reached"
    """The booked call was taken: `BOOKING` needs no other attempt."""


class CallbackStatus(StrEnum):
    """How it went."""

    OFFERED = "offered"
    BOOKED = "booked"
    MOVED = "moved"
    """Booked, and the earlier booking of the same number is gone."""
    CANCELLED = "cancelled"
    REACHED = "reached"
    TAKEN = "taken"
    """Somebody else was faster, or the time is over: offer again."""
    NONE = "none"
    """There is no free time in the days that are offered, no such choice, or no such booking."""
    REFUSED = "refused"
    """The number can not be called back: withheld, abroad, or an emergency number."""
    FAILED = "failed"


class CallbackKey(StrEnum):
    """Keys of the `STRING_MAP`. `STATUS` is always there."""

    STATUS = "callback_status"
    WORDS = "words"
    """Said as it is, without markup: days or times with their keys, or the time that was booked.

    "오늘은 1번, 내일은 2번입니다."; "내일 오후 두 시에", "on Tuesday the 24th at 2 PM.": a flow can
    put nothing right behind a value, so the particle or the full stop comes with it.
    """
    CHOICES = "choices"
    """How many there are, "1" to "4"."""
    CHOICE_1 = "choice_1"
    CHOICE_2 = "choice_2"
    CHOICE_3 = "choice_3"
    CHOICE_4 = "choice_4"
    MORE = "more"
    NEXT_PAGE = "next_page"
    """There when MORE is "true"."""


class CallbackAttribute(StrEnum):
    """Attributes of the contact that calls somebody back, voice or task."""

    BOOKING = "callback_booking"
    """Which booking it is for; no number and no name."""
    TIME = "callback_time"
    """The booked time as it is written, right on any day: "11월 24일 화요일 오후 2시"."""
    ATTEMPT = "callback_attempt"
    QUEUE = "callback_queue"
    """Whose people know: the queue that was chosen when the call was booked."""
    QUESTION = "question"
    SUMMARY = "summary"
    LANGUAGE = "language"
    CUSTOMER_NAME = "customer_name"
