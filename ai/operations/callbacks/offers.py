"""Which days and times a caller may choose from: a few at once, page by page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar

from ai.contract import CALLBACK_CHOICES, CallbackKey, CallbackStatus
from ai.operations.callbacks import words
from ai.operations.callbacks.numbers import callable_number
from ai.operations.callbacks.request import Reply, Request
from ai.operations.callbacks.slots import Calendar, by_day, free

DAYS_AT_ONCE: Final = 3
"""A day has a longer name than a time."""

KEYS: Final = (
    CallbackKey.CHOICE_1, CallbackKey.CHOICE_2, CallbackKey.CHOICE_3, CallbackKey.CHOICE_4
)  # fmt: skip

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Offers:
    """`taken` tells how many are booked in each of some hours."""

    calendar: Calendar
    taken: Callable[[Sequence[datetime]], Mapping[datetime, int]]
    now: Callable[[], datetime]

    def days(self, request: Request) -> Reply:
        """Days with a free time. A number that comes along is refused before anything is chosen."""
        if request.number and callable_number(request.number) is None:
            return Reply(status=CallbackStatus.REFUSED)
        now = self.now()
        days = list(by_day(self._free(self.calendar.coming(now))))
        if not days:
            return Reply(status=CallbackStatus.NONE)
        shown, paging = _page(days, request.page, DAYS_AT_ONCE)
        said = words.offered_days(shown, self.calendar.today(now), request.language)
        return _offered([day.isoformat() for day in shown], said, paging)

    def times(self, request: Request) -> Reply:
        """Free times of a day; TAKEN when there is none left."""
        try:
            day = date.fromisoformat(request.choice)
        except ValueError:
            return Reply(status=CallbackStatus.NONE)
        coming = by_day(self.calendar.coming(self.now())).get(day, ())
        begins = self._free(coming)
        if not begins:
            return Reply(status=CallbackStatus.TAKEN)
        shown, paging = _page(begins, request.page, CALLBACK_CHOICES)
        said = words.offered_times(shown, request.language)
        return _offered([begin.isoformat() for begin in shown], said, paging)

    def _free(self, begins: Sequence[datetime]) -> tuple[datetime, ...]:
        return free(begins, self.taken(begins), self.calendar.capacity)


def _page(items: Sequence[T], page: int, size: int) -> tuple[Sequence[T], dict[CallbackKey, str]]:
    """The items of a page from 1, and what leads to the next; behind the last is the first."""
    pages = -(-len(items) // size)
    at = (max(page, 1) - 1) % pages
    paging = {CallbackKey.MORE: "true", CallbackKey.NEXT_PAGE: str((at + 1) % pages + 1)}
    return items[at * size : (at + 1) * size], paging if pages > 1 else {}


def _offered(choices: Sequence[str], said: str, paging: Mapping[CallbackKey, str]) -> Reply:
    fields = {
        CallbackKey.WORDS: said,
        CallbackKey.CHOICES: str(len(choices)),
        **dict(zip(KEYS, choices, strict=False)),
        **paging,
    }
    return Reply(status=CallbackStatus.OFFERED, fields=fields)
