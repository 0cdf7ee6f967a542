"""Options that every command takes."""

from enum import StrEnum
from typing import Annotated

import typer


class LanguageChoice(StrEnum):
    """Language of what people read."""

    KO = "ko"
    EN = "en"


AsJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON object and nothing else on standard output.")
]
InLanguage = Annotated[LanguageChoice, typer.Option("--lang", help="Language of the messages.")]
