"""Starts and stops ministack, the AWS emulator, as a child process on loopback."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from local.errors import OutsideError

REGION: Final = "ap-northeast-2"
ACCOUNT: Final = "000000000000"
START_SECONDS: Final = 30.0
PATIENCE_SECONDS: Final = 10.0
"""A server that is gone refuses at once; one that is only slow must not be taken for gone, because
its cloud would be replaced by an empty one."""

_STOP_SECONDS: Final = 5.0
_LAUNCHER: Final = Path(__file__).with_name("emulator_main.py")


@dataclass(frozen=True, kw_only=True)
class EmulatorPlan:
    """Where the emulator runs and what it may touch.

    `folder` is its own: temporary files, function code and logs live there and go with it.
    """

    python: Path
    folder: Path
    port: int
    bedrock_endpoint: str
    vectors_endpoint: str
    connect_endpoint: str

    def environment(self) -> dict[str, str]:
        """Everything the emulator and its function workers see; nothing of the caller's shell.

        Function workers inherit this, so it holds the addresses of the local Bedrock, S3 Vectors
        and Connect, and no AWS credentials, profiles or endpoints of the person at the keyboard.
        """
        temporary = self.folder / "tmp"
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.folder),
            "TMPDIR": str(temporary),
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "GATEWAY_PORT": str(self.port),
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_HOST": "127.0.0.1",
            "MINISTACK_REGION": REGION,
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            "STATE_DIR": str(self.folder / "state"),
            "S3_DATA_DIR": str(self.folder / "s3"),
            "AUTH": "true",
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "LAMBDA_EXECUTOR": "local",
            "LAMBDA_WARM_TTL_SECONDS": "3600",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": self.bedrock_endpoint,
            "AWS_ENDPOINT_URL_S3VECTORS": self.vectors_endpoint,
            "AWS_ENDPOINT_URL_CONNECT": self.connect_endpoint,
        }


def emulator_python(root: Path) -> Path:
    """The emulator's interpreter, in its own virtual environment beside the project's.

    Raises:
        OutsideError: when it is missing or does not start.
    """
    python = root / ".venv-emulator" / "bin" / "python"
    if not python.exists():
        raise OutsideError(
            f"the emulator's interpreter {python.relative_to(root)} is missing: run `make install`"
        )
    try:
        done = subprocess.run(
            [python, "-c", "import ministack"], capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OutsideError(f"the emulator's interpreter does not start: {error}") from error
    if done.returncode != 0:
        raise OutsideError(
            "the emulator is not installed in .venv-emulator: remove that folder and run "
            "`make install`"
        )
    return python


def free_port() -> int:
    """A port on loopback that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def check_port(port: int) -> None:
    """Raises `OutsideError` when something already listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise OutsideError(
                f"port {port} is in use: leave --port out for a free one, or name another"
            ) from error


class Emulator:
    """The running emulator and the workers that it starts, one process group."""

    def __init__(self, plan: EmulatorPlan) -> None:
        """Starts it; `wait_until_ready` tells when it answers."""
        self._plan = plan
        (plan.folder / "tmp").mkdir(parents=True, exist_ok=True)
        self._log = (plan.folder / "emulator.log").open("ab")
        self._process = subprocess.Popen(
            [plan.python, str(_LAUNCHER)],
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            cwd=plan.folder,
            env=plan.environment(),
            start_new_session=True,
        )

    @property
    def endpoint(self) -> str:
        """The address of every AWS API that it emulates."""
        return f"http://127.0.0.1:{self._plan.port}"

    @property
    def running(self) -> bool:
        """Whether its process is alive."""
        return self._process.poll() is None

    def wait_until_ready(self) -> None:
        """Returns when it answers; raises `OutsideError` when it dies or takes too long."""
        give_up = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up:
            if not self.running:
                raise OutsideError(f"the emulator ended while starting: {self._last_words()}")
            if answers(self.endpoint):
                return
            time.sleep(0.05)
        raise OutsideError(
            f"the emulator did not answer within {START_SECONDS:.0f} s: {self._last_words()}"
        )

    def stop(self) -> None:
        """Ends it and its workers, and removes its folder."""
        for signal_number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._process.pid, signal_number)
                self._process.wait(timeout=_STOP_SECONDS)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self._log.close()
        shutil.rmtree(self._plan.folder, ignore_errors=True)

    def _last_words(self) -> str:
        lines = (self._plan.folder / "emulator.log").read_text(errors="replace").splitlines()
        return lines[-1].strip() if lines else "it printed nothing"


def answers(endpoint: str) -> bool:
    """Whether an emulator answers at this address, within `PATIENCE_SECONDS`."""
    try:
        with urllib.request.urlopen(  # noqa: S310
            f"{endpoint}/_ministack/health", timeout=PATIENCE_SECONDS
        ) as response:
            return bool(response.status == 200)
    except (OSError, http.client.HTTPException):
        return False
