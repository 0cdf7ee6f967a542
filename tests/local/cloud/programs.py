"""Small Pulumi programs for the real engine, and resource types that exist only here."""

import asyncio
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any
from unittest import mock

import pulumi
import pulumi_aws as aws

from local.cloud.engine import Cloud, Create, Created, Deployment, Kind, Program, deploy
from local.cloud.inputs import Inputs


def make_queue(inputs: Inputs) -> Created:
    """A queue of any name; its retention is understood, nothing else is."""
    name = inputs.take("name")
    inputs.get("messageRetentionSeconds")
    return Created(id=f"url-of-{name}", outputs={"arn": f"arn:aws:sqs:::{name}"})


def make_topic(inputs: Inputs) -> Created:
    """A topic that a queue can be named after."""
    name = inputs.take("name")
    inputs.get("displayName")
    return Created(id=name, outputs={"arn": f"arn:aws:sns:::{name}"})


def kinds_of(handlers: Mapping[type[pulumi.CustomResource], Create]) -> dict[str, Kind]:
    """The engine's table."""
    kinds = [Kind(resource=resource, create=create) for resource, create in handlers.items()]
    return {kind.token: kind for kind in kinds}


@dataclass(kw_only=True)
class Runs:
    """Deploys programs; `told` keeps what was created, `said` and `warned` what they logged."""

    folder: Path
    kinds: Mapping[str, Kind] = field(
        default_factory=lambda: kinds_of({aws.sqs.Queue: make_queue, aws.sns.Topic: make_topic})
    )
    invokes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    told: list[str] = field(default_factory=list[str])
    said: list[str] = field(default_factory=list[str])
    warned: list[str] = field(default_factory=list[str])

    def __call__(self, program: str, config: Mapping[str, str] | None = None) -> Deployment:
        """Writes the program and runs it."""
        self.folder.mkdir(exist_ok=True)
        text = "import pulumi\nimport pulumi_aws as aws\n" + dedent(program)
        (self.folder / "__main__.py").write_text(text, encoding="utf-8")
        with closed_event_loops():
            return deploy(
                Program(folder=self.folder, project="tried", stack="local", config=config or {}),
                Cloud(kinds=self.kinds, invokes=self.invokes),
                told=self.told.append,
                said=self.said.append,
                warned=self.warned.append,
            )


@contextmanager
def closed_event_loops() -> Generator[None]:
    """Pulumi gives each of its worker threads an event loop, and closes none of them."""
    made: list[asyncio.AbstractEventLoop] = []
    make: Callable[[], asyncio.AbstractEventLoop] = asyncio.new_event_loop

    def make_and_remember() -> asyncio.AbstractEventLoop:
        made.append(make())
        return made[-1]

    with mock.patch.object(asyncio, "new_event_loop", make_and_remember):
        try:
            yield
        finally:
            for loop in made:
                loop.close()
