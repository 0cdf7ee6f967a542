"""The part of a stack's configuration that is about keys and networks."""

from typing import Any, Final

from infra.config_reader import ConfigReader

_ZONES_ALLOWED: Final = "two to six different zone letters such as `a, c`"


def security_values(read: ConfigReader) -> dict[str, Any]:
    """Fields of `StackConfig`, by name."""
    return {
        "documents_key": read.flag("documentsKey", default=False),
        "vpc": read.flag("vpc", default=False),
        "vpc_zones": read.parsed("vpcZones", "a, c", parse_zones, _ZONES_ALLOWED),
    }


def parse_zones(text: str) -> tuple[str, ...]:
    """Letters of availability zones, in the given order.

    Raises:
        ValueError: fewer than two, more than six, one twice, or not a letter from a to f.
    """
    zones = tuple(part.strip() for part in text.split(","))
    if not 2 <= len(zones) <= 6 or len(set(zones)) != len(zones) or set(zones) - set("abcdef"):
        raise ValueError(text)
    return zones
