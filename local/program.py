"""What the program would create, without creating it."""

import json
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import pulumi
import pulumi_aws as aws
from pulumi._types import resource_types

from infra import package
from local.cloud.engine import Cloud, Created, Deployed, Kind, Program, deploy
from local.cloud.inputs import Inputs
from local.lifecycle import PROJECT, invokes
from local.state import ROOT

ACCOUNT: Final = "123456789012"


def declared(stack: str, config: Mapping[str, str]) -> tuple[Deployed, ...]:
    """Every resource of a stack with such a configuration, with the inputs that it is given.

    Raises:
        Exception: whatever the program itself raises.
    """
    program = Program(folder=ROOT, project=PROJECT, stack=stack, config=config)
    cloud = Cloud(kinds=_AnyKind(), invokes=invokes(ACCOUNT))
    with _unbuilt_archives():
        deployment = deploy(program, cloud, told=_quiet, said=_quiet, warned=_quiet)
    return deployment.resources


def _quiet(_: str) -> None:
    """Nobody follows a run that takes a second."""


@contextmanager
def _unbuilt_archives() -> Generator[None]:
    """Archives take minutes to build and change no resource: their names stand for them."""
    build = package.function_archive
    package.function_archive = lambda function, target: pulumi.FileArchive(f"{function}.zip")  # noqa: ARG005
    try:
        yield
    finally:
        package.function_archive = build


class _AnyKind(Mapping[str, Kind]):
    """Knows every resource type of the provider."""

    def __getitem__(self, token: str) -> Kind:
        """The type that a token such as `aws:sqs/queue:Queue` names."""
        package_name, module, name = token.split(":")
        if package_name != "aws":
            raise KeyError(token)
        module = module.partition("/")[0]
        resource = getattr(getattr(aws, "lambda_" if module == "lambda" else module), name)
        return Kind(resource=resource, create=_recorder(resource))

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _recorder(resource: type[pulumi.CustomResource]) -> Any:
    def create(inputs: Inputs, /) -> Created:
        inputs.skip(*inputs.values)
        service = inputs.token.split(":")[1].partition("/")[0]
        outputs: dict[str, Any] = {
            output: f"{inputs.name}-{output}"
            for output in resource_types(resource)
            if inputs.values.get(output) is None
        }
        if "arn" in outputs:
            outputs["arn"] = f"arn:aws:{service}:ap-northeast-2:{ACCOUNT}:{inputs.name}"
        outputs |= _readable(inputs)
        return Created(id=f"{inputs.name}-id", outputs=outputs)

    return create


def _readable(inputs: Inputs) -> dict[str, Any]:
    """Outputs that the program takes apart."""
    if inputs.token.endswith(":Resource") and "desiredState" in inputs.values:
        state = json.loads(inputs.values["desiredState"])
        kind = str(inputs.values["typeName"]).rpartition("::")[2]
        arn = f"arn:aws:connect:ap-northeast-2:{ACCOUNT}:{inputs.name}"
        return {"properties": json.dumps({**state, "Arn": arn, f"{kind}Arn": arn})}
    if "templateBody" in inputs.values:
        declared = json.loads(inputs.values["templateBody"]).get("Outputs", {})
        return {"outputs": {name: f"{inputs.name}-{name}" for name in declared}}
    return {}
