"""The stack that a command was asked to work on."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Annotated

import typer
from botocore.exceptions import BotoCoreError, ClientError

from local.aws_stack import read_aws_stack
from local.commands.cloud import ensure_running
from local.console import Output
from local.errors import OutsideError
from local.stack import Stack

OfStack = Annotated[
    str | None,
    typer.Option(
        "--stack",
        help="dev, staging or prod on AWS, with your own credentials (needs the Pulumi CLI and "
        "network); the local cloud by default.",
    ),
]


@contextmanager
def reached(output: Output, stack: str | None) -> Generator[Stack]:
    """A stack on AWS, or the local cloud; what a service says against it becomes one sentence."""
    found = ensure_running(output) if stack is None else read_aws_stack(stack)
    where = "the local cloud" if stack is None else f"stack {stack}"
    try:
        yield found
    except (BotoCoreError, ClientError) as error:
        raise OutsideError(f"{where} refused or can not be reached: {error}") from error
