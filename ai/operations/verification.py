"""Whether a caller is the customer whose number they call from. Digits are in no log."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from ai.contract import CustomerKey, Metric, Verification
from ai.deadline import within
from ai.logs import log_failure
from ai.metrics import Metrics
from ai.operations.customers import Customer
from ai.operations.phone_numbers import normalised
from ai.operations.pins import matches

log = logging.getLogger(__name__)

CHECK_SECONDS: Final = 2.4
"""For the tables and the hash; the rest of the flow's three seconds is for reaching us."""

_COUNTED: Final = {
    Verification.WRONG: Metric.PINS_WRONG,
    Verification.LOCKED: Metric.PINS_LOCKED,
    Verification.FAILED: Metric.PIN_FAILURES,
}
_KEYED: Final = re.compile(r"[0-9]+")


class Tries(Protocol):
    """Counts the tries of a number."""

    def take(self, phone: str) -> bool:
        """Whether this number may be tried once more; the try counts at once."""
        ...

    def give_back(self, phone: str) -> None:
        """The try that was taken was right."""
        ...


@dataclass(frozen=True, kw_only=True)
class CallerVerification:
    """`find` gives the customer with a number in E.164. `seconds` bounds the whole check."""

    find: Callable[[str], Customer | None]
    tries: Tries
    metrics: Metrics
    is_right: Callable[[str, str], bool] = matches
    seconds: float = CHECK_SECONDS

    def verify(self, number: str, keyed: str) -> dict[str, str]:
        """What a flow reads: `CustomerKey.VERIFICATION`. Raises nothing.

        `keyed` is as Connect stored it: digits, nothing, `*`, or "Timeout".
        """
        outcome = self._verified(normalised(number), keyed.strip())
        log.info("caller_verification", extra={"event": "caller_verification", "outcome": outcome})
        if outcome in _COUNTED:
            self.metrics.send({_COUNTED[outcome]: 1})
        return told(outcome)

    def _verified(self, phone: str | None, keyed: str) -> Verification:
        if phone is None:
            return Verification.NONE
        if not _KEYED.fullmatch(keyed):
            return Verification.SKIPPED
        try:
            return within(self.seconds, "verification", lambda: self._checked(phone, keyed))
        except Exception as error:  # noqa: BLE001  an unverified caller still reaches a person
            log_failure(log, "caller_verification_failed", error)
            return Verification.FAILED

    def _checked(self, phone: str, keyed: str) -> Verification:
        customer = self.find(phone)
        if customer is None or not customer.pin:
            return Verification.NONE
        if not self.tries.take(phone):
            return Verification.LOCKED
        if not self.is_right(keyed, customer.pin):
            return Verification.WRONG
        self.tries.give_back(phone)
        return Verification.VERIFIED


def told(outcome: Verification) -> dict[str, str]:
    """As a STRING_MAP."""
    return {CustomerKey.VERIFICATION.value: outcome.value}
