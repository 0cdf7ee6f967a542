"""One JSON line an event. No utterances: fields are named by the caller, and errors by type."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any, Final

from ai.service_errors import code_of

_STANDARD: Final = frozenset(
    {*logging.makeLogRecord({}).__dict__, "message", "asctime", "taskName", "aws_request_id"}
)


class JsonFormatter(logging.Formatter):
    """The message, and every `extra` field next to it."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        fields: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "message": record.getMessage(),
        }
        fields.update(
            {key: value for key, value in record.__dict__.items() if key not in _STANDARD}
        )
        return json.dumps(fields, ensure_ascii=False, default=str)


def configure(level: str) -> None:
    """Log the assistant's events at `level`, other libraries' warnings, each as one JSON line."""
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler(sys.stdout))
    for handler in root.handlers:
        handler.setFormatter(JsonFormatter())
    root.setLevel(logging.WARNING)
    logging.getLogger("ai").setLevel(level)


def log_failure(log: logging.Logger, event: str, error: BaseException, **fields: str) -> None:
    """One error line that alarms and people find by `event`."""
    log.error(event, extra={"event": event, **fields, **describe(error)})


def describe(error: BaseException) -> dict[str, Any]:
    """What may be logged of an error: types, the service's error code and where it arose.

    Messages stay out, because libraries put what was said into them.
    """
    chain: list[BaseException] = [error]
    while (cause := chain[-1].__cause__) is not None:
        chain.append(cause)
    frames = traceback.extract_tb(chain[-1].__traceback__)[-3:]
    return {
        "error": " < ".join(type(link).__name__ for link in chain),
        "code": next((code for link in chain if (code := code_of(link))), None),
        "where": [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames],
    }
