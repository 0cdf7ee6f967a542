"""Who calls, by their number. A caller never suffers from it: not found and failed are answers."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ai.contract import CustomerKey, Lookup, Metric
from ai.deadline import within
from ai.logs import log_failure
from ai.metrics import Metrics
from ai.operations.customers import Customer
from ai.operations.phone_numbers import normalised

log = logging.getLogger(__name__)

TABLE_SECONDS: Final = 1.2
"""At most for the table; the rest of the flow's two seconds is for reaching and starting us."""


@dataclass(frozen=True, kw_only=True)
class CustomerLookup:
    """`find` gives the customer with a number in E.164. `seconds` bounds it."""

    find: Callable[[str], Customer | None]
    metrics: Metrics
    seconds: float = TABLE_SECONDS

    def by_number(self, text: str) -> dict[str, str]:
        """What a flow reads of whoever calls from this number. Raises nothing."""
        outcome, customer = self._looked_up(text)
        # Neither the number nor the name: logs are read by more people than the table.
        log.info("customer_lookup", extra={"event": "customer_lookup", "outcome": outcome.value})
        if outcome is Lookup.FAILED:
            self.metrics.send({Metric.LOOKUP_FAILURES: 1})
        return _string_map(outcome, customer)

    def _looked_up(self, text: str) -> tuple[Lookup, Customer | None]:
        number = normalised(text)
        if number is None:
            return Lookup.WITHHELD, None
        try:
            customer = within(self.seconds, "lookup", lambda: self.find(number))
        except Exception as error:  # noqa: BLE001  a stranger's greeting is better than none
            log_failure(log, "customer_lookup_failed", error)
            return Lookup.FAILED, None
        if customer is None or not customer.name:
            return Lookup.UNKNOWN, None
        return Lookup.FOUND, customer


def _string_map(outcome: Lookup, customer: Customer | None) -> dict[str, str]:
    known: Mapping[CustomerKey, str] = (
        {}
        if customer is None
        else {
            CustomerKey.NAME: customer.name,
            CustomerKey.TIER: customer.tier.value,
            CustomerKey.LANGUAGE: customer.language,
            CustomerKey.COMPANY: customer.company,
            CustomerKey.PIN: "true" if customer.pin else "",
        }
    )
    fields = {
        CustomerKey.LOOKUP: outcome.value,
        CustomerKey.KNOWN: "false" if customer is None else "true",
        **known,
    }
    return {key.value: value for key, value in fields.items() if value}
