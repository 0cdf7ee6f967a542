"""Answers a flow within its time, whatever happens: a caller waits in silence."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ai.contract import CallbackAction, CallbackStatus, Metric
from ai.deadline import Deadline, within
from ai.logs import log_failure
from ai.metrics import Metrics
from ai.operations.callbacks.booking import Booking
from ai.operations.callbacks.bookings import Bookings
from ai.operations.callbacks.offers import Offers
from ai.operations.callbacks.request import Reply, Request

log = logging.getLogger(__name__)

DESK_SECONDS: Final = 2.8
"""Of the flow's four; what is left is for reaching us, for starting, and for `TIDY_SECONDS`."""

TIDY_SECONDS: Final = 0.4
"""For removing schedules that are of no use any more; nobody is called by those that stay."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """`deadline` begins when a request comes."""

    offers: Offers
    bookings: Bookings
    metrics: Metrics
    deadline: Callable[[], Deadline] = lambda: Deadline(DESK_SECONDS)

    def answer(self, request: Request) -> dict[str, str]:
        """What the flow reads (`CallbackKey`). Raises nothing."""
        reply = self._replied(request)
        # No number, no name and no words: logs are read by more people than the table.
        told = {"action": request.action, "status": reply.status.value}
        log.info("callback", extra={"event": "callback", **told})
        if reply.counts is not None:
            self.metrics.send({reply.counts: 1})
        if reply.stale is not None:
            self._tidy(reply.stale)
        return reply.string_map()

    def _replied(self, request: Request) -> Reply:
        deadline = self.deadline()
        try:
            action = CallbackAction(request.action)
            work = self._actions(request, deadline)[action]
            return deadline.run("callback", deadline.seconds, work)
        except Exception as error:  # noqa: BLE001  the flow knows how to go on, silence does not
            log_failure(log, "callback_failed", error, action=request.action)
            return Reply(status=CallbackStatus.FAILED, counts=Metric.CALLBACK_FAILURES)

    def _actions(
        self, request: Request, deadline: Deadline
    ) -> Mapping[CallbackAction, Callable[[], Reply]]:
        return {
            CallbackAction.DAYS: lambda: self.offers.days(request),
            CallbackAction.TIMES: lambda: self.offers.times(request),
            CallbackAction.BOOK: lambda: self.bookings.book(request, deadline),
            CallbackAction.CANCEL: lambda: self.bookings.cancel(request, deadline),
            CallbackAction.REACHED: lambda: self.bookings.reached(request),
        }

    def _tidy(self, booking: Booking) -> None:
        try:
            within(TIDY_SECONDS, "tidying", lambda: self.bookings.remove_schedules(booking))
        except Exception as error:  # noqa: BLE001  they find no booking when they are due
            log_failure(log, "callback_untidied", error)
