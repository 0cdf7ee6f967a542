"""What the command line works on: a deployed stack, on this machine or on AWS."""

from collections.abc import Mapping
from typing import Any, Final, Protocol

LIVE: Final = "live"
"""The alias of every function; what is behind it is what callers get."""


class Stack(Protocol):
    """A deployed stack: what its program exports, and the services behind it."""

    @property
    def outputs(self) -> Mapping[str, Any]:
        """The program's exports."""
        ...

    def client(self, service: str) -> Any:
        """A boto3 client of a service."""
        ...
