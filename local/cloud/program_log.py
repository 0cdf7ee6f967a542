"""What the program itself says (`pulumi.log`), on its way to whoever watches."""

import logging
from collections.abc import Callable


class _Saying(logging.Handler):
    def __init__(self, said: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said(record.getMessage())


def program_log(said: Callable[[str], None]) -> logging.Logger:
    """A logger of its own for the program's messages, so that no other handler prints them."""
    logger = logging.getLogger(f"{__name__}.said")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.handlers = [_Saying(said)]
    return logger
