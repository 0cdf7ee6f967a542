"""Entry point of the customer function: who calls, by number, and whether they know their PIN."""

import time
from collections.abc import Mapping
from functools import cache
from typing import Any

from ai.clients import lookup_client
from ai.contract import CustomerAction, Parameter, Verification
from ai.logs import configure
from ai.metrics import Metrics
from ai.operations.before_snapshot import before_snapshot
from ai.operations.customer_table import CustomerTable
from ai.operations.lookup import TABLE_SECONDS, CustomerLookup
from ai.operations.pin_tries import PinTries
from ai.operations.settings import LookupSettings
from ai.operations.verification import CallerVerification, told


def handler(event: Mapping[str, Any], _context: object = None) -> dict[str, str]:
    """What a flow asked for (`CustomerAction`), as a STRING_MAP (`CustomerKey`)."""
    return respond(event, *_desk())


def respond(
    event: Mapping[str, Any], lookup: CustomerLookup, verification: CallerVerification | None = None
) -> dict[str, str]:
    """By the number in the parameters, or the contact's own."""
    details: Mapping[str, Any] = event.get("Details") or {}
    parameters: Mapping[str, Any] = details.get("Parameters") or {}
    contact: Mapping[str, Any] = details.get("ContactData") or {}
    endpoint: Mapping[str, Any] = contact.get("CustomerEndpoint") or {}
    number = str(parameters.get(Parameter.NUMBER) or endpoint.get("Address") or "")
    if parameters.get(Parameter.ACTION) != CustomerAction.VERIFY:
        return lookup.by_number(number)
    if verification is None:
        return told(Verification.NONE)
    return verification.verify(number, str(parameters.get(Parameter.DIGITS) or ""))


@cache
def _desk() -> tuple[CustomerLookup, CallerVerification | None]:
    settings = LookupSettings.from_env()
    configure(settings.log_level)
    client = lookup_client(settings.region, TABLE_SECONDS)
    table = CustomerTable(client, settings.customers_table)
    metrics = Metrics(settings.stack)
    lookup = CustomerLookup(find=table.get, metrics=metrics)
    if settings.pin_tries_table is None:
        return lookup, None
    tries = PinTries(client, settings.pin_tries_table, time.time)
    return lookup, CallerVerification(find=table.get, tries=tries, metrics=metrics)


before_snapshot(_desk)
