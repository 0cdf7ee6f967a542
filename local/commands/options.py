"""Options that every command takes."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ai.contract import Language


class LanguageChoice(StrEnum):
    """Language of what people read."""

    KO = "ko"
    EN = "en"


class HoursChoice(StrEnum):
    """Whether hours of operation are open."""

    OPEN = "open"
    CLOSED = "closed"


class ChannelChoice(StrEnum):
    """Kinds of contacts."""

    VOICE = "voice"
    CHAT = "chat"
    TASK = "task"


AsJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON object and nothing else on standard output.")
]
InLanguage = Annotated[LanguageChoice, typer.Option("--lang", help="Language of the messages.")]
CallersLanguage = Annotated[
    Language,
    typer.Option("--language", help="Language in which callers ask and are answered."),
]
FlowFilesArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE]...", help="Flow files or folders; the project's own by default."
    ),
]
FlowFileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="A flow file, or the name of one of our flows.")
]
