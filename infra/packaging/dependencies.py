"""A function's third-party packages: installed by pip, trimmed, compiled."""

import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from infra.packaging.errors import PackageError
from infra.packaging.target import Target

Install = Callable[[Path, Path, Target], None]
"""Puts what a requirement file names into a folder, for a target."""

_SHOWN_LINES: Final = 8
_NOT_COMPILED: Final = re.compile(r"^\*\*\* Error compiling '(.+?)'\.\.\.", re.MULTILINE)
"""What compileall prints of each file that it leaves."""

_log = logging.getLogger(__name__)


def pip_install(requirements: Path, folder: Path, target: Target) -> None:
    """Install pinned, hashed requirements without running anybody's build script.

    Raises:
        PackageError: pip failed; the message ends with pip's last lines.
    """
    command = pip_command(requirements, folder, target)
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()[-_SHOWN_LINES:]
        said = "\n  ".join(lines) or "nothing"
        raise PackageError(
            f"pip could not install {requirements.name} for {target.name}; check that the package "
            f"index can be reached and that the file is up to date (requirements/compile.sh). "
            f"pip said:\n  {said}"
        )


def pip_command(requirements: Path, folder: Path, target: Target) -> list[str]:
    """The call of pip. Other platforms than pip's own take wheels only."""
    command = [sys.executable, "-m", "pip", "install", "--no-deps", "--require-hashes"]
    command += ["--no-compile", "--disable-pip-version-check", "--no-input", "--quiet"]
    command += ["--only-binary", ":all:"]
    if target.platforms:
        command += ["--implementation", "cp", "--python-version", target.python]
        for platform in target.platforms:
            command += ["--platform", platform]
    return [*command, "--target", str(folder), "--requirement", str(requirements)]


def compile_folder(folder: Path, compiler: str, *, shown_as: str = "/var/task") -> None:
    """Write .pyc files that are never checked against their source.

    Lambda's disk is read-only, so a function would compile everything at each cold start; and
    a check by modification time would always fail, because archives hold no true times.
    A file that does not compile stays as it is, and is named in the log at INFO.
    """
    command: Sequence[str] = [
        compiler, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash",
        "-s", str(folder), "-p", shown_as, str(folder),
    ]  # fmt: skip
    # Sets are written in hash order: a fixed seed gives the same bytes each time.
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, check=False, env=environment
    )
    if not done.returncode:
        return
    left = [str(Path(found).relative_to(folder)) for found in _NOT_COMPILED.findall(done.stdout)]
    if left:  # packages bring files for Python 2, which nothing imports
        _log.info("left as source: %s", ", ".join(left))
    else:
        _log.warning("nothing was compiled: %s", (done.stderr or done.stdout).strip()[-2000:])
