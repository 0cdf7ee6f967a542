"""Batches of SQS messages: each by itself, and those that failed are handed back."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ai.logs import log_failure


def handle_each(
    event: Mapping[str, Any],
    work: Callable[[Mapping[str, Any]], object],
    log: logging.Logger,
    failure: str,
) -> dict[str, Any]:
    """What Lambda's partial batch response names: SQS brings a failed message again, then keeps it.

    One message's fault, logged as `failure`, keeps no other from being done.
    """
    messages: Sequence[Mapping[str, Any]] = event.get("Records") or []
    failed: list[str] = []
    for message in messages:
        try:
            work(message)
        except Exception as error:  # noqa: BLE001  SQS brings the message again, then keeps it
            log_failure(log, failure, error)
            failed.append(str(message.get("messageId")))
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failed]}
