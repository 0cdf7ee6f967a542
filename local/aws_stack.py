"""A stack on AWS, as the command line reaches it: its outputs, and the person's own credentials."""

import functools
import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import boto3
from botocore.config import Config

from local.errors import BadInputError, OutsideError
from local.state import ROOT

PULUMI_SECONDS: Final = 120.0
"""A state is read from a bucket or a service, often far away."""

_NEEDED: Final = ("documents_bucket", "index_bucket", "ingest_function", "connect_instance_arn")
"""Outputs without which a stack is not deployed, or by another program."""


@dataclass(frozen=True, kw_only=True)
class AwsStack:
    """A deployed stack. `outputs` are what `pulumi stack output` tells; secrets are masked."""

    name: str
    outputs: Mapping[str, Any]

    @property
    def region(self) -> str:
        """Where it was deployed to, whatever the configuration says today."""
        return str(self.outputs["connect_instance_arn"]).split(":")[3]

    @property
    def account(self) -> str:
        """The AWS account that holds it."""
        return str(self.outputs["connect_instance_arn"]).split(":")[4]

    def client(self, service: str) -> Any:
        """A boto3 client with the credentials that the environment or profile gives; made once."""
        if service not in self._made:
            self._made[service] = self._new(service)
        return self._made[service]

    def _new(self, service: str) -> Any:
        # A function that is still at work when the read times out must not be invoked again.
        attempts = 1 if service == "lambda" else 3
        config = Config(
            connect_timeout=5, read_timeout=70, retries={"total_max_attempts": attempts}
        )
        return self._session.client(service, config=config)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType, reportCallIssue, reportArgumentType]

    @functools.cached_property
    def _made(self) -> dict[str, Any]:
        return {}

    @functools.cached_property
    def _session(self) -> boto3.Session:
        return boto3.Session(region_name=self.region)


def aws_stacks() -> list[str]:
    """Every stack that is deployed to AWS, by its file."""
    files = ROOT.glob("Pulumi.*.yaml")
    names = [path.name.removeprefix("Pulumi.").removesuffix(".yaml") for path in files]
    return sorted(name for name in names if name != "local")


def check_stack(name: str) -> None:
    """Raises BadInputError, which names the stacks that there are."""
    if name not in aws_stacks():
        raise BadInputError(
            f"there is no stack {name!r} on AWS; stacks are {', '.join(aws_stacks())}"
        )


def read_aws_stack(name: str) -> AwsStack:
    """What the Pulumi CLI knows of a deployed stack.

    Raises:
        BadInputError: there is no such stack.
        OutsideError: the CLI is missing or fails, or nothing has been deployed.
    """
    check_stack(name)
    outputs = _outputs(name)
    for needed in _NEEDED:
        if needed not in outputs:
            raise OutsideError(
                f"stack {name} has no output {needed}: deploy it first (`pulumi up --stack {name}`)"
            )
    return AwsStack(name=name, outputs=outputs)


def _outputs(name: str) -> Mapping[str, Any]:
    asked = ["pulumi", "stack", "output", "--json", "--non-interactive", "--stack", name]
    try:
        done = subprocess.run(
            asked,
            cwd=ROOT,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=PULUMI_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise OutsideError(
            f"the Pulumi CLI tells what stack {name} has, and there is no `pulumi` on the path"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise OutsideError(
            f"`{' '.join(asked)}` did not answer within {PULUMI_SECONDS:.0f} s"
        ) from error
    if done.returncode != 0:
        said = " ".join(done.stderr.split()) or f"exit code {done.returncode}"
        raise OutsideError(f"`{' '.join(asked)}` failed: {said}")
    try:
        outputs: Any = json.loads(done.stdout)
    except ValueError as error:
        raise OutsideError(f"`{' '.join(asked)}` did not print JSON") from error
    if not isinstance(outputs, dict):
        raise OutsideError(f"`{' '.join(asked)}` did not print a JSON object")
    return outputs  # pyright: ignore[reportUnknownVariableType] - JSON has string keys
