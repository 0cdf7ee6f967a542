"""Holds the local cloud: the emulator as a child, Bedrock, S3 Vectors and Connect in threads.

Started by `callcenter up` as a process of its own. Until `up` says that the deployment stands
(the line `keep` on standard input), it ends when `up` ends: a killed `up` leaves nothing running.
After that it runs until it is told to stop (SIGTERM) or the emulator dies.
"""

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from types import FrameType
from typing import IO, Any, Final, Self

from local.bedrock.server import BedrockServer
from local.connect.deployed import Center
from local.connect_service import ConnectServer
from local.emulator import ACCOUNT, REGION, Emulator, EmulatorPlan, emulator_python
from local.errors import CommandError, OutsideError
from local.models import models_from_environment, sentence_vectors
from local.state import ROOT, read_resources, state_folder
from local.vectors.service import VectorsService
from local.vectors_service import VectorsServer

_STOP_SECONDS: Final = 15.0


@dataclass(frozen=True, kw_only=True)
class Ready:
    """What `up` is told when all servers answer."""

    endpoint: str
    bedrock_endpoint: str
    vectors_endpoint: str
    connect_endpoint: str
    pid: int


class Supervisor:
    """The process as `up` sees it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        """Use `start`."""
        self._process = process

    @classmethod
    def start(cls, *, token: str, port: int) -> Self:
        """Starts the process; `wait_until_ready` tells its addresses."""
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "supervisor.log").open("w", encoding="utf-8") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "local.supervisor", token, str(port)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=ROOT,
                text=True,
                start_new_session=True,
            )
        return cls(process)

    def wait_until_ready(self) -> Ready:
        """The addresses; raises `OutsideError` with the process's own sentence if it failed."""
        line = _pipe(self._process.stdout).readline()
        if not line:
            self._process.wait(timeout=_STOP_SECONDS)
            raise OutsideError(
                "the local cloud's process ended while starting; see "
                f"{(state_folder() / 'supervisor.log')}"
            )
        told: dict[str, Any] = json.loads(line)
        if "failed" in told:
            self._process.wait(timeout=_STOP_SECONDS)
            raise OutsideError(str(told["failed"]))
        return Ready(**told)

    def keep(self) -> None:
        """Lets it live on after this process."""
        pipe = _pipe(self._process.stdin)
        pipe.write("keep\n")
        pipe.flush()

    def stop(self) -> None:
        """Ends it and waits until it is gone."""
        _pipe(self._process.stdin).close()
        self._process.terminate()
        self._process.wait(timeout=_STOP_SECONDS)


def _pipe(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        raise OutsideError("the local cloud's process has no pipe")
    return stream


class _Life:
    """Ends the process on SIGTERM, on a closed lifeline, or when the emulator dies."""

    def __init__(self) -> None:
        self.over = threading.Event()
        signal.signal(signal.SIGTERM, self._told_to_stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C is for `up`
        threading.Thread(target=self._watch_lifeline, daemon=True).start()

    def _told_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.over.set()

    def _watch_lifeline(self) -> None:
        if sys.stdin.readline().strip() != "keep":
            self.over.set()


def run(token: str, port: int) -> None:
    """Starts the servers, tells their addresses on standard output, and stays."""
    life = _Life()
    folder = state_folder() / f"emulator-{os.getpid()}"
    for left_over in state_folder().glob("emulator-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    vectors, cache = sentence_vectors()
    bedrock = BedrockServer(models_from_environment(vectors), token=token)
    vector_store = VectorsServer(VectorsService(region=REGION, account=ACCOUNT))
    connect = ConnectServer(_deployed)
    plan = EmulatorPlan(
        python=emulator_python(ROOT),
        folder=folder,
        port=port,
        bedrock_endpoint=bedrock.endpoint,
        vectors_endpoint=vector_store.endpoint,
        connect_endpoint=connect.endpoint,
    )
    emulator = Emulator(plan)
    try:
        emulator.wait_until_ready()
        ready = {
            "endpoint": emulator.endpoint,
            "bedrock_endpoint": bedrock.endpoint,
            "vectors_endpoint": vector_store.endpoint,
            "connect_endpoint": connect.endpoint,
            "pid": os.getpid(),
        }
        print(json.dumps(ready), flush=True)  # noqa: T201 - the protocol with `up`
        while not life.over.wait(timeout=0.5):
            if not emulator.running:
                logging.getLogger(__name__).error("the emulator died")
                return
    finally:
        emulator.stop()
        bedrock.close()
        vector_store.close()
        connect.close()
        cache.close()


def _deployed() -> Center:
    """What a contact can name; nothing until the deployment is recorded."""
    try:
        return Center.of(read_resources())
    except FileNotFoundError:
        return Center()


def main(token: str, port: int) -> int:
    """Runs; a failure to start is told as one sentence on standard output."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    try:
        run(token, port)
    except CommandError as error:
        print(json.dumps({"failed": str(error)}), flush=True)  # noqa: T201 - the protocol with `up`
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
