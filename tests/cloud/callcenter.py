"""Runs `callcenter` as a user does, with a home of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.cloud.clients import Clients
from local.state import ROOT, CloudState


@dataclass(frozen=True, kw_only=True)
class Done:
    """A finished command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Standard output, which must be one JSON object and nothing else."""
        lines = self.out.splitlines()
        assert len(lines) == 1, f"exit {self.code}: {self.out!r} {self.err[-800:]!r}"
        found: dict[str, Any] = json.loads(lines[0])
        return found


@dataclass(frozen=True, kw_only=True)
class CallCenter:
    """A checkout's command line, with its state in `home`."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """The user's environment, with this home."""
        return {**os.environ, "CALLCENTER_HOME": str(self.home)}

    def run(self, *arguments: str, timeout: float = 300) -> Done:
        """Runs a command to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "local", *arguments],
            capture_output=True,
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=timeout,
            check=False,
        )
        return Done(code=done.returncode, out=done.stdout, err=done.stderr)

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Starts a command and leaves it running."""
        return subprocess.Popen(
            [sys.executable, "-m", "local", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def call(self, *said: str) -> dict[str, Any]:
        """A call with these words and keys; its JSON."""
        spoken = [part for text in said for part in ("--say", text)]
        done = self.run("call", *spoken, "--json")
        assert done.code == 0, done.err[-800:]
        return done.json

    def ask(self, question: str) -> dict[str, Any]:
        """One question to the deployed answer function; the answer."""
        return self.run("ask", question, "--json").json

    @property
    def state(self) -> CloudState:
        """What the running cloud is."""
        return CloudState(**json.loads((self.home / "state.json").read_text(encoding="utf-8")))

    @property
    def clients(self) -> Clients:
        """boto3 clients of the running cloud's emulator."""
        return Clients(self.state.endpoint)

    def processes(self) -> list[int]:
        """Processes that run on behalf of this home."""
        return [pid for pid, words in _command_lines() if str(self.home) in words]


def _command_lines() -> Iterator[tuple[int, str]]:
    """Every process with its command line, working folder and environment, as far as readable."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
                where = str((folder / "cwd").readlink())
            except OSError:
                continue
            yield int(folder.name), f"{words.decode(errors='replace')} {where}"
