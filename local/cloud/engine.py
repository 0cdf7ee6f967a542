"""Runs `__main__.py` under Pulumi's own runtime, with a monitor that creates what it declares.

It proves the program's wiring and the application's behaviour. It does not prove the checks,
diffs, updates and deletes of the real provider; `docs/verification.md` says what does.
"""

import asyncio
import contextlib
import contextvars
import logging
import os
import runpy
import sys
import threading
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol, cast

import pulumi
from pulumi._types import resource_types
from pulumi.runtime import mocks, rpc, set_all_config
from pulumi.runtime.settings import configure, set_root_resource
from pulumi.runtime.stack import run_in_stack

from local.cloud.inputs import UNSET, Inputs, UnsupportedError, plain, refuse_unset
from local.cloud.program_log import Hear, program_log

logger = logging.getLogger(__name__)

_PROVIDER: Final = "pulumi:providers:"


@dataclass(frozen=True, kw_only=True)
class Created:
    """What a handler made: its id, and the outputs beyond the inputs."""

    id: str
    outputs: Mapping[str, Any] = field(default_factory=dict[str, Any])


class Create(Protocol):
    """Creates one resource."""

    def __call__(self, inputs: Inputs, /) -> Created:
        """Takes every input it understands; raises for what it can not do."""
        ...


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A resource type that the local cloud can create."""

    resource: type[pulumi.CustomResource]
    create: Create

    @property
    def token(self) -> str:
        """The type token, such as `aws:s3/bucket:Bucket`."""
        return str(getattr(self.resource, "pulumi_type"))  # noqa: B009 - set by a decorator


@dataclass(frozen=True, kw_only=True)
class Deployed:
    """One created or recorded resource."""

    type: str
    name: str
    id: str
    inputs: Mapping[str, Any]
    outputs: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """A finished run: what was created, in order, and what the program exports."""

    resources: tuple[Deployed, ...]
    outputs: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Program:
    """A Pulumi program, and the stack it is run for. `config` has full keys (`namespace:key`)."""

    folder: Path
    project: str
    stack: str
    config: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Cloud:
    """What can be created, by type token, and what invokes answer, by theirs."""

    kinds: Mapping[str, Kind]
    invokes: Mapping[str, Any]


class _Resources(mocks.Mocks):
    """Answers each registration by creating the resource."""

    def __init__(self, cloud: Cloud, told: Hear) -> None:
        self._cloud = cloud
        self._told = told
        self._lock = threading.Lock()
        self.created: list[Deployed] = []

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
        if args.resource_id:
            raise UnsupportedError(f"{args.typ} {args.name!r} is looked up, not declared")
        values = cast("dict[Any, Any]", args.inputs)
        if not args.custom:
            return "", values
        if args.typ.startswith(_PROVIDER):
            return args.name, values
        kind = self._cloud.kinds.get(args.typ)
        if kind is None:
            raise UnsupportedError(f"the local cloud does not know {args.typ} ({args.name!r})")
        inputs = Inputs(args.typ, args.name, values)
        try:
            created = kind.create(inputs)
        except UnsupportedError:
            raise
        except Exception as error:
            raise UnsupportedError(f"{args.typ} {args.name!r}: {error}") from error
        inputs.check_all_taken()
        self._keep(inputs, created)
        return created.id, _outputs(kind, values, created)

    def _keep(self, inputs: Inputs, created: Created) -> None:
        deployed = Deployed(
            type=inputs.token,
            name=inputs.name,
            id=created.id,
            inputs=_recordable(inputs.values),
            outputs=created.outputs,
        )
        with self._lock:
            self.created.append(deployed)
            self._told(f"{inputs.token.rsplit(':', 1)[1]} {inputs.name}")

    def call(self, args: mocks.MockCallArgs) -> tuple[dict[Any, Any], list[tuple[str, str]]]:
        answer = self._cloud.invokes.get(args.token)
        if answer is None:
            raise UnsupportedError(f"the local cloud does not answer the invoke {args.token}")
        return dict(answer), []


def _recordable(values: Mapping[str, Any]) -> dict[str, Any]:
    """Inputs as JSON: an archive is recorded by the name of its file."""
    return {
        key: Path(str(cast("Any", value).path)).name
        if isinstance(value, pulumi.FileArchive)
        else value
        for key, value in values.items()
    }


def _outputs(kind: Kind, values: Mapping[Any, Any], created: Created) -> dict[Any, Any]:
    """Inputs and outputs; what the provider would set and no handler does is marked by name."""
    outputs: dict[Any, Any] = {**values, **created.outputs}
    for name in resource_types(kind.resource):
        if outputs.get(name) is None:
            outputs[name] = f"{UNSET}{kind.token}.{name}>>"
    return outputs


class _Monitor(mocks.MockMonitor):
    """Keeps the stack's exports, which arrive with every output awaited."""

    exports: Mapping[str, Any]

    def __init__(self, resources: _Resources) -> None:
        super().__init__(resources)
        self.exports = {}

    def RegisterResourceOutputs(self, request: Any) -> Any:  # noqa: N802 - the name of the RPC
        if request.urn.split("::")[2] == "pulumi:pulumi:Stack":
            self.exports = cast("Mapping[str, Any]", rpc.deserialize_properties(request.outputs))
        return super().RegisterResourceOutputs(request)  # pyright: ignore[reportUnknownMemberType]


@contextlib.contextmanager
def _in_folder(folder: Path) -> Generator[None]:
    before, path = Path.cwd(), list(sys.path)
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        os.chdir(before)
        sys.path[:] = path


async def _run(program: Callable[[], None]) -> None:
    """Runs the program. The first error is raised; asyncio would print every one that follows."""
    asyncio.get_running_loop().set_exception_handler(
        lambda _loop, context: logger.debug("%s", context, exc_info=context.get("exception"))
    )
    await run_in_stack(program)


def deploy(program: Program, cloud: Cloud, *, told: Hear, said: Hear, warned: Hear) -> Deployment:
    """Runs a program and creates what it declares.

    `told` hears of each created resource, `said` and `warned` what the program says (`pulumi.log`).

    Raises:
        UnsupportedError: for any type, invoke, input or output that is not known.
        Exception: whatever the program itself raises.
    """
    log = program_log(said, warned)
    return contextvars.copy_context().run(_deploy, program, _Resources(cloud, told), log)


def _deploy(program: Program, resources: _Resources, log: logging.Logger) -> Deployment:
    """Pulumi keeps its settings in context variables: run this in a context of its own."""
    monitor = _Monitor(resources)
    told_features = monitor.GetDeploymentInfo(None)  # pyright: ignore[reportUnknownMemberType]
    configure(
        mocks.MockSettings(
            monitor=monitor,
            monitor_features=set(told_features.supportedFeatures),
            engine=mocks.MockEngine(log),
            project=program.project,
            stack=program.stack,
            dry_run=False,
            organization="local",
            callbacks=None,
            root_directory=str(program.folder),
        )
    )
    set_root_resource(None)  # pyright: ignore[reportArgumentType] - the runtime's own reset
    set_all_config(dict(program.config))

    def run_main() -> None:
        runpy.run_path(str(program.folder / "__main__.py"), run_name="__main__")

    with _in_folder(program.folder):
        asyncio.run(_run(run_main))
    outputs = plain(dict(monitor.exports))
    refuse_unset("the export", outputs)
    return Deployment(resources=tuple(resources.created), outputs=outputs)
