"""Physical names: ASCII, within the limit of the service, shortened with a hash where too long."""

import hashlib
import re
from typing import Final

# Longest names, from the services' CreateX API references.
FUNCTION: Final = 64
ROLE: Final = 64
BUCKET: Final = 63
SQS_QUEUE: Final = 80
TABLE: Final = 255
TOPIC: Final = 256
ALARM: Final = 255
DASHBOARD: Final = 255
BUDGET: Final = 100
CLOUDFORMATION_STACK: Final = 128
BOT: Final = 100
CONNECT_NAME: Final = 127
LOG_GROUP: Final = 512
SCHEDULE: Final = 64
KEY_ALIAS: Final = 250
"""Without the `alias/` before it (CreateAlias: 256 characters)."""
FIREHOSE: Final = 64
SECURITY_GROUP: Final = 255
API: Final = 128

CLOUDWATCH_VISIBLE: Final = re.compile(r"[0-9A-Za-z.,\-_/#:$@|&{}+?% ]+")
"""What a queue or flow name may hold to appear as a CloudWatch dimension (Connect admin guide)."""

_PLAIN = re.compile(r"[0-9A-Za-z._/-]+")
_HASH_LENGTH = 8


class InvalidNameError(ValueError):
    """A name that no AWS service would take."""


def fit(name: str, limit: int) -> str:
    """`name` if it fits in `limit` characters, else its beginning and a hash of the whole.

    Raises:
        InvalidNameError: the name holds anything but ASCII letters, digits and `. _ / -`.
    """
    if not _PLAIN.fullmatch(name):
        raise InvalidNameError(
            f"name {name!r} may hold only ASCII letters, digits and the signs . _ / -"
        )
    if len(name) <= limit:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:_HASH_LENGTH]
    return f"{name[: limit - _HASH_LENGTH - 1].rstrip('-._')}-{digest}"


def beginning(prefix: str, limit: int) -> str:
    """How every name that `fit` makes of something longer begins, for patterns in policies."""
    most = limit - _HASH_LENGTH - 1
    return prefix if len(prefix) <= most else prefix[:most].rstrip("-._")
