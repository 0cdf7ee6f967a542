"""Starts, deploys, stops and empties the local cloud of this checkout."""

import hashlib
import os
import secrets
import signal
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from local.cloud.clients import Clients
from local.contents import Contents, bring, contents_of
from local.documents import uploads_from
from local.emulator import ACCOUNT, REGION, check_port, free_port
from local.errors import CommandError, OutsideError
from local.listener import Listener
from local.stack_file import read_stack_file
from local.state import (
    ROOT,
    CloudState,
    forget_state,
    only_one_at_a_time,
    read_state,
    state_folder,
    write_resources,
    write_state,
)
from local.warm_up import warming_up

PROJECT: Final = "saltware-contact-center"
STACK: Final = "local"
SAMPLE_FOLDERS: Final = (ROOT / "samples" / "documents", ROOT / "samples" / "golden.jsonl")
_PROGRAM: Final = ("__main__.py", "Pulumi.yaml", "Pulumi.local.yaml")
_PROGRAM_FOLDERS: Final = ("ai", "flows", "infra", "local/cloud", "local/bedrock", "local/connect")
_PROGRAM_OF_THE_PROCESS: Final = ("models.py", "supervisor.py", "emulator.py", "emulator_main.py")
_STOP_SECONDS: Final = 20.0


def invokes(account: str) -> Mapping[str, Mapping[str, Any]]:
    """What the provider's functions that the program calls say in an account."""
    return {
        "aws:index/getCallerIdentity:getCallerIdentity": {
            "accountId": account,
            "arn": f"arn:aws:iam::{account}:root",
            "userId": account,
            "id": account,
        },
        "aws:secretsmanager/getRandomPassword:getRandomPassword": {
            "id": REGION,
            "randomPassword": secrets.token_urlsafe(36),
        },
    }


def fingerprint() -> str:
    """Hash of everything that a deployment is made from: the program, its config, its code."""
    files = [ROOT / name for name in _PROGRAM]
    files += [ROOT / "local" / name for name in _PROGRAM_OF_THE_PROCESS]
    files += sorted((ROOT / "requirements").glob("function-*.txt"))
    for folder in _PROGRAM_FOLDERS:
        files += sorted(
            path
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        )
    digest = hashlib.sha256()
    for path in files:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def stack_config() -> dict[str, str]:
    """`Pulumi.local.yaml`, with the two settings that only a local deployment may make."""
    config = read_stack_file(ROOT / "Pulumi.local.yaml")
    config[f"{PROJECT}:deployedBy"] = "pulumi"
    config[f"{PROJECT}:functionTarget"] = "build-host"
    return config


def running() -> CloudState | None:
    """The running local cloud of this checkout, or None."""
    state = read_state()
    return state if state is not None and state.alive() else None


def up(*, port: int | None, documents: Sequence[Path], progress: Listener) -> CloudState:
    """Starts and deploys the local cloud, or leaves a running one of the same program as it is.

    A running cloud of an older program is replaced, unless the program as it is now has a fault;
    its documents, customers and booked calls move over. The files of `documents`, folders, are
    uploaded to a new cloud.
    """
    with only_one_at_a_time():
        current = running()
        if current is None:
            contents = Contents(uploads=uploads_from(documents, empty=True))
        elif current.fingerprint == fingerprint():
            if port is not None and not current.endpoint.endswith(f":{port}"):
                raise OutsideError(
                    f"the local cloud already runs at {current.endpoint}: run `callcenter down` "
                    f"before `up --port {port}`"
                )
            return current
        else:
            progress.tell(
                "the program has changed: replacing the running cloud, keeping its documents, "
                "customers and booked calls"
            )
            _rehearse()
            contents = contents_of(current)
        _stop(progress)
        return _start(port=port, contents=contents, progress=progress)


def reset(*, progress: Listener) -> CloudState:
    """A freshly deployed local cloud with an empty documents bucket."""
    with only_one_at_a_time():
        _stop(progress)
        return _start(port=None, contents=Contents(), progress=progress)


def down(*, progress: Listener) -> bool:
    """Stops the local cloud; False when none was running."""
    with only_one_at_a_time():
        return _stop(progress)


def _stop(progress: Listener) -> bool:
    state = read_state()
    if state is None:
        return False
    stopped = state.supervised()
    if stopped:
        progress.tell("stopping the local cloud")
        os.kill(state.pid, signal.SIGTERM)
        give_up = time.monotonic() + _STOP_SECONDS
        while state.supervised():
            if time.monotonic() > give_up:
                os.kill(state.pid, signal.SIGKILL)
                break
            time.sleep(0.05)
    forget_state()
    return stopped


def _start(*, port: int | None, contents: Contents, progress: Listener) -> CloudState:
    from local.supervisor import Supervisor  # noqa: PLC0415 - imports numpy

    started = time.monotonic()
    if port is not None:
        check_port(port)
    token = secrets.token_hex(16)
    progress.tell("starting the emulator")
    supervisor = Supervisor.start(token=token, port=port or free_port())
    try:
        ready = supervisor.wait_until_ready()
        progress.tell("deploying stack local")
        resources, outputs = _deploy(
            Clients(ready.endpoint, {"s3vectors": ready.vectors_endpoint}), progress
        )
        write_resources(resources)
        state = CloudState(
            endpoint=ready.endpoint,
            bedrock_endpoint=ready.bedrock_endpoint,
            connect_endpoint=ready.connect_endpoint,
            pid=ready.pid,
            token=token,
            fingerprint=fingerprint(),
            resources=len(resources),
            outputs=outputs,
            seconds=0.0,
        )
        with warming_up(state):
            bring(state, contents, progress)
        state = replace(state, seconds=round(time.monotonic() - started, 1))
        write_state(state)
        supervisor.keep()
    except BaseException:
        supervisor.stop()
        forget_state()
        raise
    return state


def _rehearse() -> None:
    """Finds most faults of a changed program while the running cloud still has its documents."""
    from local.program import declared  # noqa: PLC0415 - imports Pulumi, half a second

    try:
        declared(STACK, stack_config())
    except Exception as error:
        raise OutsideError(
            f"the changed program can not be deployed: {error}; the running cloud stays as it is "
            f"(see {_logged_fault()})"
        ) from error


def _logged_fault() -> Path:
    log = state_folder() / "deploy.log"
    log.write_text(traceback.format_exc(), encoding="utf-8")
    return log


def _deploy(clients: Clients, progress: Listener) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    from local.cloud.engine import Cloud, Program, deploy  # noqa: PLC0415 - imports Pulumi, half a second
    from local.cloud.kinds import all_kinds  # noqa: PLC0415

    try:
        deployment = deploy(
            Program(folder=ROOT, project=PROJECT, stack=STACK, config=stack_config()),
            Cloud(kinds=all_kinds(clients), invokes=invokes(ACCOUNT)),
            told=progress.count,
            said=progress.tell,
            warned=progress.warn,
        )
    except CommandError:
        raise
    except Exception as error:
        raise OutsideError(
            f"stack local could not be deployed: {error} (see {_logged_fault()})"
        ) from error
    return [asdict(resource) for resource in deployment.resources], dict(deployment.outputs)
