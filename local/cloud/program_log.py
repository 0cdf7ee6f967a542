"""What the program itself says (`pulumi.log`), on its way to whoever watches."""

import logging
from collections.abc import Callable
from typing import TypeAlias

Hear: TypeAlias = Callable[[str], None]
"""Is given one message, or one name."""


class _Saying(logging.Handler):
    def __init__(self, said: Hear, warned: Hear) -> None:
        super().__init__(logging.INFO)
        self._said = said
        self._warned = warned

    def emit(self, record: logging.LogRecord) -> None:
        hear = self._said if record.levelno < logging.WARNING else self._warned
        hear(record.getMessage())


def program_log(said: Hear, warned: Hear) -> logging.Logger:
    """A logger of its own for the program's messages, so that no other handler prints them.

    `warned` hears warnings and errors, `said` the rest.
    """
    logger = logging.getLogger(f"{__name__}.said")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.handlers = [_Saying(said, warned)]
    return logger
