"""What counts as the address of a mailbox in a stack's configuration."""

import re
from collections.abc import Iterable
from typing import Final

_ADDRESS: Final = re.compile(r"[\w.%+-]{1,100}@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def is_address(text: str) -> bool:
    """ASCII only: neither SNS nor Connect mails to other addresses."""
    return _ADDRESS.fullmatch(text) is not None


def named_twice(addresses: Iterable[str]) -> str | None:
    """The first that was there already; small letters and capitals are one mailbox."""
    known: set[str] = set()
    for address in addresses:
        if address.casefold() in known:
            return address
        known.add(address.casefold())
    return None
