"""The archives that Lambda runs: a function's packages, `ai/`, and the sentences it speaks.

Building is slow, so both steps are kept below `.build/` under a hash of all that goes in: the
packages of a requirement file (about a minute), and the archive (seconds).
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pulumi

from infra.packaging import archive, dependencies, target, trim
from infra.packaging.errors import PackageError
from infra.packaging.target import Target

ROOT: Final = Path(__file__).resolve().parent.parent
KEPT_ARCHIVES: Final = 4
"""Older archives of the same function and target are deleted."""

FORMAT: Final = "1"
"""Part of every hash: raise it when the same input shall give another archive."""

Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Builder:
    """Where things are, and how the slow step is done. `say` gets a line when work begins."""

    root: Path = ROOT
    install: dependencies.Install = dependencies.pip_install
    say: Say = pulumi.log.info
    warn: Say = pulumi.log.warn

    @property
    def cache(self) -> Path:
        """Everything built, safe to delete at any time."""
        return self.root / ".build"

    def build(self, function: str, built_for: Target) -> Path:
        """The archive of a function, built only if it is not there yet.

        Raises:
            PackageError: there is no requirement file for the function, or pip failed.
        """
        requirements = self.root / "requirements" / f"function-{function}.txt"
        if not requirements.is_file():
            raise PackageError(f"function {function!r} has no requirement file {requirements}")
        packages = self._packages(requirements, built_for)
        with tempfile.TemporaryDirectory(dir=self._made(self.cache)) as scratch:
            sources = Path(scratch) / "sources"
            self._collect_sources(sources)
            key = archive.content_key([FORMAT, packages.name, sources])
            finished = self.cache / f"{function}-{built_for.name}-{key}.zip"
            if finished.is_file():
                os.utime(finished)
                return finished
            self.say(f"packing {function} for {built_for.name}")
            self._compile(sources, built_for)
            unfinished = Path(scratch) / "archive.zip"
            archive.write_archive(unfinished, [packages, sources])
            unfinished.replace(finished)
        self._forget_old_archives(function, built_for)
        return finished

    def _packages(self, requirements: Path, built_for: Target) -> Path:
        trimming = [Path(trim.__file__), trim.STAND_INS]
        key = archive.content_key([FORMAT, built_for.key, requirements, *trimming])
        finished = self.cache / "packages" / f"{requirements.stem}-{built_for.name}-{key}"
        if finished.is_dir():
            return finished
        self.say(f"installing {requirements.name} for {built_for.name} (about a minute, once)")
        with tempfile.TemporaryDirectory(dir=self._made(finished.parent)) as scratch:
            unfinished = Path(scratch) / "packages"
            unfinished.mkdir()
            self.install(requirements, unfinished, built_for)
            trim.trim(unfinished)
            self._compile(unfinished, built_for)
            # Somebody else may have been faster; what they made is the same.
            if not finished.is_dir():
                unfinished.replace(finished)
        return finished

    def _collect_sources(self, folder: Path) -> None:
        shutil.copytree(
            self.root / "ai", folder / "ai", ignore=shutil.ignore_patterns("__pycache__")
        )
        for prompts in sorted((self.root / "flows").glob("prompts.*.toml")):
            shutil.copyfile(prompts, folder / prompts.name)

    def _compile(self, folder: Path, built_for: Target) -> None:
        if built_for.compiler is not None:
            dependencies.compile_folder(folder, built_for.compiler)

    def _forget_old_archives(self, function: str, built_for: Target) -> None:
        made = self.cache.glob(f"{function}-{built_for.name}-*.zip")
        newest_first = sorted(made, key=lambda path: path.stat().st_mtime, reverse=True)
        for old in newest_first[KEPT_ARCHIVES:]:
            old.unlink(missing_ok=True)

    @staticmethod
    def _made(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def function_archive(function: str, function_target: str) -> pulumi.FileArchive:
    """The archive of `answer` or `ingest`, for `lambda` or `build-host`.

    Raises:
        pulumi.RunError: it can not be built; the message says why.
    """
    builder = Builder()
    if function_target == "build-host":
        built_for = target.build_host_target()
    else:
        built_for = target.lambda_target()
        if built_for.compiler is None:
            builder.warn(
                f"python{target.LAMBDA_PYTHON} is not on the path, so the function {function} is "
                "packed without compiled files and starts about two seconds slower; install it"
            )
    try:
        return pulumi.FileArchive(str(builder.build(function, built_for)))
    except PackageError as error:
        raise pulumi.RunError(str(error)) from error
