"""What functions have in common that flows invoke: a caller waits for their answer."""

from typing import Final

MEMORY_MB: Final = 512
"""More than they need: processor time comes with memory, and a caller waits for their start."""


def timeout_seconds(flow_seconds: float) -> int:
    """Just longer than the flow waits: a call still running then is of no use to anybody."""
    return int(flow_seconds) + 1
