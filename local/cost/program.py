"""The program of an AWS stack, as its file of configuration has it."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import yaml

from infra.config import NAMESPACE
from infra.config_reader import ConfigError
from local.aws_stack import check_stack
from local.cloud.engine import Deployed
from local.errors import BadInputError
from local.program import declared
from local.state import ROOT


def resources_of(
    stack: str, settings: Mapping[str, str] = MappingProxyType({})
) -> tuple[Deployed, ...]:
    """Every resource of a stack, with the inputs that the program gives it.

    `settings` are keys of the configuration that differ from the stack's file.

    Raises:
        BadInputError: there is no such stack, or its configuration is refused or no YAML.
        Exception: whatever the program itself raises.
    """
    check_stack(stack)
    config = _config(ROOT / f"Pulumi.{stack}.yaml")
    config |= {f"{NAMESPACE}:{key}": value for key, value in settings.items()}
    try:
        return declared(stack, config)
    except ConfigError as refused:
        raise BadInputError(str(refused)) from refused


def _config(path: Path) -> dict[str, str]:
    """A stack's file as Pulumi hands it to the program."""
    try:
        read: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise BadInputError(
            f"{path.name} can not be read: {' '.join(str(error).split())}"
        ) from error
    given: Any = cast("Mapping[str, Any]", read).get("config") if isinstance(read, dict) else None
    if not isinstance(given, dict):
        raise BadInputError(f"{path.name} has no `config:` with the stack's keys below it")
    entries = cast("Mapping[str, Any]", given)
    return {
        str(key): value if isinstance(value, str) else json.dumps(value, default=str)
        for key, value in entries.items()
    }
