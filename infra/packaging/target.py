"""For which interpreter and platform an archive is built."""

import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from typing import Final

LAMBDA_PYTHON: Final = "3.13"
LAMBDA_GLIBC: Final = 34
"""Minor version of Amazon Linux 2023's glibc 2.34; wheels for any older one run on it."""

OLDEST_GLIBC: Final = 17
"""Minor version of manylinux2014, the oldest wheels still made."""

PLATFORMS: Final = (
    *(f"manylinux_2_{minor}_x86_64" for minor in range(LAMBDA_GLIBC, OLDEST_GLIBC - 1, -1)),
    "manylinux2014_x86_64",
)


@dataclass(frozen=True, kw_only=True)
class Target:
    """`platforms` is empty where pip's own platform is meant.

    `compiler` is the interpreter that writes .pyc files the target can use, if there is one here.
    """

    name: str
    python: str
    platforms: tuple[str, ...]
    compiler: str | None

    @property
    def key(self) -> str:
        """Differs wherever the same requirements give different files."""
        return f"{self.name}/{self.python}/{','.join(self.platforms)}/{self.compiler is not None}"


def lambda_target() -> Target:
    """Lambda's Python on x86_64."""
    return Target(
        name="lambda",
        python=LAMBDA_PYTHON,
        platforms=PLATFORMS,
        compiler=_find_compiler(f"python{LAMBDA_PYTHON}"),
    )


def build_host_target() -> Target:
    """The interpreter that runs this program, for an emulator that runs functions under it."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Target(
        name="build-host",
        python=f"{version} {sysconfig.get_platform()}",
        platforms=(),
        compiler=sys.executable,
    )


def _find_compiler(command: str) -> str | None:
    """The interpreter's path if it is really there: a version manager's shim may only look so."""
    path = shutil.which(command)
    if path is None:
        return None
    probe = [path, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    found = subprocess.run(probe, capture_output=True, text=True, check=False)  # noqa: S603
    return path if found.returncode == 0 and found.stdout.strip() == LAMBDA_PYTHON else None
