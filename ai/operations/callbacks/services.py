"""What of boto3's `scheduler` and `connect` is used; arguments and results as its models have them.

And how their refusals, and those of a DynamoDB transaction, are read.
"""

from collections.abc import Sequence
from typing import Any, Final, Protocol

from botocore.exceptions import ClientError

CONFLICT: Final = "ConflictException"
NOT_FOUND: Final = "ResourceNotFoundException"
TRANSACTION_CANCELLED: Final = "TransactionCanceledException"


class SchedulerClient(Protocol):
    """Amazon EventBridge Scheduler."""

    def create_schedule(self, **request: Any) -> dict[str, Any]:
        """Have something sent at a time."""
        ...

    def delete_schedule(self, **request: Any) -> dict[str, Any]:
        """Have it not sent."""
        ...


class ConnectClient(Protocol):
    """Amazon Connect."""

    def start_outbound_voice_contact(self, **request: Any) -> dict[str, Any]:
        """Call somebody; the answer does not wait until they take the call."""
        ...

    def start_task_contact(self, **request: Any) -> dict[str, Any]:
        """Put work before people."""
        ...


def reasons_of(error: ClientError) -> Sequence[str]:
    """Why a transaction was cancelled: a code for each of its parts, "None" where it was not that.

    Only the first reason that is not "None" is sure; DynamoDB need not look at the others.
    """
    response: Any = error.response
    return [str(reason.get("Code", "None")) for reason in response.get("CancellationReasons", ())]
