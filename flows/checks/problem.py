"""What the validator hands back."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Severity(StrEnum):
    """`error`: Connect refuses the flow, or it breaks when played. `warning`: look at it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong. `action` is None when it concerns the whole flow.

    `code` is one of `flows.checks.codes.CODES`, which says what it means.
    """

    severity: Severity
    code: str
    action: str | None
    message: str

    def to_json(self) -> dict[str, str | None]:
        """As in the JSON of `flows check`."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "action": self.action,
            "message": self.message,
        }


Problems: TypeAlias = Iterator[Problem]


def error(code: str, message: str, action: str | None = None) -> Problem:
    """A problem that stops the flow."""
    return Problem(severity=Severity.ERROR, code=code, action=action, message=message)


def warning(code: str, message: str, action: str | None = None) -> Problem:
    """A problem that does not."""
    return Problem(severity=Severity.WARNING, code=code, action=action, message=message)
