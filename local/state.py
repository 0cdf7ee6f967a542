"""What this checkout remembers of its local cloud: one folder, `.callcenter/`."""

import contextlib
import fcntl
import http.client
import json
import os
import urllib.request
from collections.abc import Generator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, cast

from local.cloud.clients import Clients
from local.emulator import PATIENCE_SECONDS, answers
from local.errors import OutsideError

ROOT: Final = Path(__file__).resolve().parent.parent
"""The checkout. The program, the samples and the virtual environments are found from here."""


def state_folder() -> Path:
    """`.callcenter/` in the checkout, or where `CALLCENTER_HOME` says."""
    return Path(os.environ.get("CALLCENTER_HOME") or ROOT / ".callcenter")


@dataclass(frozen=True, kw_only=True)
class CloudState:
    """A deployed local cloud. `token` tells its processes from any others on the same ports."""

    endpoint: str
    bedrock_endpoint: str
    pid: int
    token: str
    fingerprint: str
    resources: int
    outputs: Mapping[str, Any]
    seconds: float
    connect_endpoint: str = ""
    """The local Connect, where contacts that functions started can be seen."""

    def client(self, service: str) -> Any:
        """A boto3 client of the emulator."""
        return Clients(self.endpoint)(service)

    def alive(self) -> bool:
        """Whether both of its servers answer, and are its own."""
        return self.supervised() and answers(self.endpoint)

    def supervised(self) -> bool:
        """Whether the process that holds it is there."""
        try:
            with urllib.request.urlopen(  # noqa: S310
                f"{self.bedrock_endpoint}/health", timeout=PATIENCE_SECONDS
            ) as response:
                return bool(json.load(response) == {"token": self.token})
        except (OSError, http.client.HTTPException, ValueError):
            return False


def read_state() -> CloudState | None:
    """The last deployed local cloud, alive or not; None when there is none."""
    try:
        fields = json.loads((state_folder() / "state.json").read_text(encoding="utf-8"))
        return CloudState(**fields)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        return None  # of an older version, or half written: as good as none


def write_state(state: CloudState) -> None:
    """Replaces the remembered state in one step."""
    folder = state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / "state.json.new"
    draft.write_text(json.dumps(asdict(state), ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(folder / "state.json")


def forget_state() -> None:
    """Removes the remembered state and the recorded resources."""
    for name in ("state.json", "resources.json"):
        (state_folder() / name).unlink(missing_ok=True)


def write_resources(resources: list[dict[str, Any]]) -> None:
    """Keeps what was deployed, for the phone and for `status`."""
    folder = state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(resources, ensure_ascii=False, indent=1)
    (folder / "resources.json").write_text(text, encoding="utf-8")


def read_resources() -> list[dict[str, Any]]:
    """What was deployed: one object a resource with `type`, `name`, `id`, `inputs`, `outputs`."""
    text = (state_folder() / "resources.json").read_text(encoding="utf-8")
    return cast("list[dict[str, Any]]", json.loads(text))


@contextlib.contextmanager
def only_one_at_a_time() -> Generator[None]:
    """Holds the checkout's lock: two `up` at once would start two clouds.

    Raises:
        OutsideError: when another command holds it.
    """
    folder = state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutsideError(
                "another `callcenter` command is starting or stopping the local cloud of this "
                "checkout: wait for it to finish"
            ) from error
        yield
