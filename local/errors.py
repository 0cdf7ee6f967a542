"""Errors of the command line, by exit code.

CommandError
├── BadInputError     exit code 2: the caller of the command can mend it
└── OutsideError      exit code 3: something outside failed (emulator, model server)
"""

from typing import ClassVar


class CommandError(Exception):
    """One clear sentence for a person; never shown with a traceback."""

    exit_code: ClassVar[int] = 1


class BadInputError(CommandError):
    """Bad usage or bad input."""

    exit_code = 2


class OutsideError(CommandError):
    """Something outside the program failed."""

    exit_code = 3
