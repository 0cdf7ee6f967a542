"""Which flows a command is about: files, or the project's own of one kind of stack."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from local.errors import BadInputError
from local.flow_files import FlowFile, own_flows, read_flow_file, read_flow_files


class VerificationChoice(StrEnum):
    """How a stack verifies callers, as its configuration says it (`callerVerification`)."""

    NONE = "none"
    PIN = "pin"


Verification = Annotated[
    VerificationChoice,
    typer.Option(help="Which of the project's own flows: of a stack with this callerVerification."),
]


def chosen(paths: Sequence[Path] | None, verification: VerificationChoice) -> list[FlowFile]:
    """The files, or our own flows where none is given."""
    return read_flow_files(paths) if paths else _own(verification)


def entry(path: Path, verification: VerificationChoice) -> tuple[FlowFile, list[FlowFile]]:
    """The flow to play, and those it may transfer to.

    Raises:
        BadInputError: the file can not be played, or not even be read.
    """
    own = _own(verification)
    first = next((file for file in own if file.name == str(path)), None)
    if first is not None and not path.exists():
        return first, own
    first = read_flow_file(path)
    if first.unplayable is not None:
        raise BadInputError(f"{path} can not be played: {first.unplayable}")
    return first, []


def _own(verification: VerificationChoice) -> list[FlowFile]:
    return own_flows(verifies=verification is VerificationChoice.PIN)
