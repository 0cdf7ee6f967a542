"""The program of an AWS stack, as its file of configuration has it."""

from collections.abc import Mapping
from types import MappingProxyType

from infra.config import NAMESPACE
from infra.config_reader import ConfigError
from local.aws_stack import check_stack
from local.cloud.engine import Deployed
from local.errors import BadInputError
from local.program import declared
from local.stack_file import read_stack_file
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
    config = read_stack_file(ROOT / f"Pulumi.{stack}.yaml")
    config |= {f"{NAMESPACE}:{key}": value for key, value in settings.items()}
    try:
        return declared(stack, config)
    except ConfigError as refused:
        raise BadInputError(str(refused)) from refused
