"""Entry point of the customer lookup: a flow hands over the caller's number."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from ai.clients import lookup_client
from ai.contract import Parameter
from ai.logs import configure
from ai.metrics import Metrics
from ai.operations.before_snapshot import before_snapshot
from ai.operations.customer_table import CustomerTable
from ai.operations.lookup import TABLE_SECONDS, CustomerLookup
from ai.operations.settings import LookupSettings


def handler(event: Mapping[str, Any], _context: object = None) -> dict[str, str]:
    """What the flow may know of the caller, as a STRING_MAP (`CustomerKey`)."""
    return respond(event, _lookup())


def respond(event: Mapping[str, Any], lookup: CustomerLookup) -> dict[str, str]:
    """By the number in the parameters, or the contact's own."""
    details: Mapping[str, Any] = event.get("Details") or {}
    parameters: Mapping[str, Any] = details.get("Parameters") or {}
    contact: Mapping[str, Any] = details.get("ContactData") or {}
    endpoint: Mapping[str, Any] = contact.get("CustomerEndpoint") or {}
    return lookup.by_number(str(parameters.get(Parameter.NUMBER) or endpoint.get("Address") or ""))


@cache
def _lookup() -> CustomerLookup:
    settings = LookupSettings.from_env()
    configure(settings.log_level)
    table = CustomerTable(lookup_client(settings.region, TABLE_SECONDS), settings.customers_table)
    return CustomerLookup(find=table.get, metrics=Metrics(settings.stack))


before_snapshot(_lookup)
