"""Errors of the command line, by exit code.

CommandError
├── BadInputError     exit code 2: the caller of the command can mend it
└── OutsideError      exit code 3: something outside failed (emulator, model server)
"""

import traceback
from pathlib import Path
from typing import ClassVar, Final

_CHECKOUT: Final = Path(__file__).resolve().parent.parent


class CommandError(Exception):
    """One clear sentence for a person; never shown with a traceback."""

    exit_code: ClassVar[int] = 1


class BadInputError(CommandError):
    """Bad usage or bad input."""

    exit_code = 2


class OutsideError(CommandError):
    """Something outside the program failed."""

    exit_code = 3


def place_of(error: BaseException) -> str:
    """Such as " at infra/config.py:12", the innermost line of this checkout; or nothing."""
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        places = [(Path(error.filename), error.lineno)]
    else:
        frames = traceback.extract_tb(error.__traceback__)
        places = [(Path(frame.filename), frame.lineno or 0) for frame in reversed(frames)]
    for path, line in places:
        if path.is_relative_to(_CHECKOUT) and ".venv" not in path.parts:
            return f" at {path.relative_to(_CHECKOUT)}:{line}"
    return ""
