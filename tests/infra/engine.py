"""A Pulumi engine that creates nothing and records everything.

Outputs come from a table by resource type; a type or an invoke that is not in a table raises.
"""

import asyncio
import contextvars
import json
import runpy
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from unittest import mock

import pulumi
import yaml
from pulumi.runtime import config as runtime_config
from pulumi.runtime import mocks, rpc
from pulumi.runtime.settings import configure, set_root_resource
from pulumi.runtime.stack import run_in_stack

import infra.package
from tests.infra.outputs import INVOKES, OUTPUTS, Inputs

ROOT = Path(__file__).resolve().parents[2]
PROJECT = "saltware-contact-center"


@dataclass(frozen=True, kw_only=True)
class Registered:
    """One registration as the engine received it. `parent` and `depends_on` hold URNs.

    `secrets` are inputs that the state holds encrypted, `unchanged` those that no update sets.
    """

    urn: str
    type: str
    name: str
    inputs: Inputs
    parent: str
    provider: str
    protect: bool
    retained: bool
    replaced_first: bool
    custom: bool
    depends_on: frozenset[str]
    secrets: frozenset[str]
    unchanged: frozenset[str]


@dataclass(kw_only=True)
class Recording:
    """All that one run of a program registered and exported."""

    resources: list[Registered] = field(default_factory=list[Registered])
    exports: dict[str, Any] = field(default_factory=dict[str, Any])
    finished: set[str] = field(default_factory=set[str])
    """URNs of components that registered their outputs."""

    def of(self, kind: str) -> list[Registered]:
        """Resources of a type, by its class: `lambda/Function`, `sqs/Queue`; sorted by name.

        The order in which the engine heard of them differs from run to run.
        """
        found = (resource for resource in self.custom() if short(resource.type) == kind)
        return sorted(found, key=lambda resource: resource.name)

    def one(self, kind: str, name: str) -> Registered:
        """The only resource of a type with a logical name."""
        [found] = [resource for resource in self.of(kind) if resource.name == name]
        return found

    def inputs(self, kind: str, name: str) -> Inputs:
        """What that resource was given."""
        return self.one(kind, name).inputs

    def custom(self) -> list[Registered]:
        """Everything that would exist on AWS."""
        return [each for each in self.resources if each.custom and each.type.startswith("aws:")]


def short(token: str) -> str:
    """`aws:sqs/queue:Queue` as `sqs/Queue`."""
    _, module, kind = token.split(":")
    return f"{module.partition('/')[0]}/{kind}"


def plain(value: Any) -> Any:
    """Without secrets' wrapping; numbers that protobuf made floats are whole again."""
    if rpc.is_rpc_secret(value):
        return plain(rpc.unwrap_rpc_secret(value))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in cast("Inputs", value).items()}
    if isinstance(value, list):
        return [plain(inner) for inner in cast("list[Any]", value)]
    return value


class _Outputs(mocks.Mocks):
    def call(self, args: mocks.MockCallArgs) -> Any:
        if args.token not in INVOKES:
            raise NotImplementedError(f"invoke {args.token} is not in the engine's table")
        return INVOKES[args.token]

    def new_resource(self, args: mocks.MockResourceArgs) -> Any:
        given = cast("dict[str, Any]", args.inputs)
        inputs = plain(given)
        if not args.custom or args.typ.startswith("pulumi:"):
            return args.name, inputs
        if short(args.typ) not in OUTPUTS:
            raise NotImplementedError(f"resource {args.typ} is not in the engine's table")
        id_, outputs = OUTPUTS[short(args.typ)](args.name, inputs)
        return id_, {**given, **outputs}


class _Monitor(mocks.MockMonitor):
    def __init__(self, recording: Recording) -> None:
        super().__init__(_Outputs())
        self._recording = recording

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802 - the monitor's own name
        response = cast("Any", super()).RegisterResource(request)
        given = cast("dict[str, Any]", rpc.deserialize_properties(request.object))
        self._recording.resources.append(
            Registered(
                urn=response.urn,
                type=request.type,
                name=request.name,
                inputs=plain(given),
                parent=request.parent,
                provider=request.provider,
                protect=request.protect,
                retained=request.retainOnDelete,
                replaced_first=request.deleteBeforeReplace,
                custom=request.custom,
                depends_on=frozenset(request.dependencies),
                secrets=frozenset(key for key, value in given.items() if rpc.is_rpc_secret(value)),
                unchanged=frozenset(request.ignoreChanges),
            )
        )
        return response

    def RegisterResourceOutputs(self, request: Any) -> Any:  # noqa: N802
        self._recording.finished.add(request.urn)
        if request.urn.split("::")[2] == "pulumi:pulumi:Stack":
            self._recording.exports = plain(rpc.deserialize_properties(request.outputs))
        return cast("Any", super()).RegisterResourceOutputs(request)


def stack_values(stack: str) -> dict[str, str]:
    """A stack's configuration file as the CLI hands it to the program: strings, lists as JSON."""
    text = (ROOT / f"Pulumi.{stack}.yaml").read_text(encoding="utf-8")
    config = cast("dict[str, Any]", yaml.safe_load(text)["config"])
    return {key: as_string(value) for key, value in config.items()}


def run(
    program: Callable[[], object],
    *,
    stack: str = "dev",
    values: Mapping[str, str] | None = None,
) -> Recording:
    """Runs a program, such as a function that makes one component, and records it."""
    recording = Recording()

    def inside() -> None:
        monitor: Any = _Monitor(recording)
        configure(
            mocks.MockSettings(
                monitor=monitor,
                monitor_features=set(monitor.GetDeploymentInfo(None).supportedFeatures),
                engine=mocks.MockEngine(None),
                project=PROJECT,
                stack=stack,
                dry_run=False,
                organization="tests",
                callbacks=None,
                root_directory=str(ROOT),
            )
        )
        set_root_resource(cast("Any", None))
        runtime_config.set_all_config({**(values or {})}, [])
        asyncio.run(run_in_stack(lambda: cast("None", program() and None)))

    with _closed_event_loops():
        contextvars.copy_context().run(inside)
    return recording


@contextmanager
def _closed_event_loops() -> Generator[None]:
    """Pulumi gives each of its worker threads an event loop, and closes none of them."""
    made: list[asyncio.AbstractEventLoop] = []
    make = asyncio.new_event_loop

    def make_and_remember() -> asyncio.AbstractEventLoop:
        made.append(make())
        return made[-1]

    try:
        with mock.patch.object(asyncio, "new_event_loop", make_and_remember):
            yield
    finally:
        for loop in made:
            loop.close()


def run_main(stack: str, values: Mapping[str, str] | None = None) -> Recording:
    """Runs `__main__.py` with the configuration of a stack; `values` are laid over it.

    The functions' archives are not built: their paths stand for them.
    """
    merged = {**stack_values(stack), **(values or {})}
    with mock.patch.object(infra.package, "function_archive", fake_code):
        return run(
            lambda: runpy.run_path(str(ROOT / "__main__.py"), run_name="__main__"),
            stack=stack,
            values=merged,
        )


def fake_code(function: str, _target: str) -> pulumi.FileArchive:
    """Stands for an archive that nobody built."""
    return pulumi.FileArchive(f"{function}.zip")


def as_string(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value)
