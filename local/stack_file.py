"""A stack's file of configuration, as Pulumi hands it to the program."""

import json
from pathlib import Path
from typing import Any, cast

import yaml

from local.errors import BadInputError


def read_stack_file(path: Path) -> dict[str, str]:
    """Every key with its value; a list or number as JSON.

    Raises:
        BadInputError: the file can not be read, is no YAML, or has no `config:`.
    """
    try:
        read: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise BadInputError(
            f"{path.name} can not be read: {' '.join(str(error).split())}"
        ) from error
    given: Any = cast("dict[str, Any]", read).get("config") if isinstance(read, dict) else None
    if not isinstance(given, dict):
        raise BadInputError(f"{path.name} has no `config:` with the stack's keys below it")
    entries = cast("dict[str, Any]", given)
    return {
        str(key): value if isinstance(value, str) else json.dumps(value, default=str)
        for key, value in entries.items()
    }
