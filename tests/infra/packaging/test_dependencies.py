"""Installing with the real pip, from a wheel on disk, and compiling."""

import hashlib
import logging
import sys
import zipfile
from pathlib import Path

import pytest

from infra.packaging.dependencies import compile_folder, pip_command, pip_install
from infra.packaging.errors import PackageError
from infra.packaging.target import PLATFORMS, Target, build_host_target

LAMBDA = Target(name="lambda", python="3.13", platforms=PLATFORMS, compiler=None)


def tiny_wheel(folder: Path) -> Path:
    wheel = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as out:
        out.writestr("tiny/__init__.py", "ANSWER = 42\n")
        out.writestr(
            "tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n"
        )
        out.writestr(
            "tiny-1.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        out.writestr("tiny-1.0.dist-info/RECORD", "")
    return wheel


def requirements_for(wheel: Path, digest: str) -> Path:
    requirements = wheel.parent / "function-tiny.txt"
    requirements.write_text(f"tiny @ {wheel.as_uri()} --hash=sha256:{digest}\n", encoding="utf-8")
    return requirements


@pytest.mark.parametrize("target", [build_host_target(), LAMBDA], ids=lambda each: each.name)
def test_pip_installs_what_the_hashes_name(tmp_path: Path, target: Target) -> None:
    wheel = tiny_wheel(tmp_path)
    requirements = requirements_for(wheel, hashlib.sha256(wheel.read_bytes()).hexdigest())
    pip_install(requirements, tmp_path / "packages", target)
    assert (tmp_path / "packages/tiny/__init__.py").is_file()


def test_a_wrong_hash_is_told_in_pips_words(tmp_path: Path) -> None:
    requirements = requirements_for(tiny_wheel(tmp_path), "0" * 64)
    with pytest.raises(PackageError, match=r"could not install function-tiny\.txt") as raised:
        pip_install(requirements, tmp_path / "packages", build_host_target())
    assert "DO NOT MATCH THE HASHES" in str(raised.value)


def test_lambda_gets_wheels_for_its_own_python_and_glibc_only(tmp_path: Path) -> None:
    command = pip_command(tmp_path / "r.txt", tmp_path / "p", LAMBDA)
    assert command[command.index("--python-version") + 1] == "3.13"
    assert {"--require-hashes", "--no-deps", "--only-binary"} <= set(command)
    assert {"manylinux_2_34_x86_64", "manylinux_2_28_x86_64", "manylinux2014_x86_64"} < set(command)
    assert "manylinux_2_35_x86_64" not in command


def test_the_build_host_takes_pips_own_platform(tmp_path: Path) -> None:
    assert "--platform" not in pip_command(tmp_path / "r.txt", tmp_path / "p", build_host_target())


def test_compiled_files_are_never_checked_and_always_the_same(tmp_path: Path) -> None:
    compiled: list[bytes] = []
    for name in ("one", "other"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "module.py").write_text(
            "SET = {'a', 'b', 'c'}\nIN = 'a' in {'x', 'y'}\n", "utf-8"
        )
        compile_folder(folder, sys.executable)
        [file] = (folder / "__pycache__").iterdir()
        compiled.append(file.read_bytes())
    assert compiled[0] == compiled[1]
    unchecked_hash = 0b01
    assert compiled[0][4] == unchecked_hash
    assert b"/var/task/module.py" in compiled[0]


def test_a_file_that_does_not_compile_is_named_and_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "broken.py").write_text("def (:\n", "utf-8")
    (tmp_path / "sound.py").write_text("", "utf-8")
    with caplog.at_level(logging.INFO):
        compile_folder(tmp_path, sys.executable)
    assert [each.getMessage() for each in caplog.records] == ["left as source: broken.py"]
    assert [each.levelname for each in caplog.records] == ["INFO"]
    assert (tmp_path / "broken.py").is_file()
    assert [each.name.partition(".")[0] for each in (tmp_path / "__pycache__").iterdir()] == [
        "sound"
    ]


def test_a_compiler_that_does_not_run_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    compiler = tmp_path / "python"
    compiler.write_text("#!/bin/sh\necho No module named compileall >&2\nexit 1\n", "utf-8")
    compiler.chmod(0o700)
    compile_folder(tmp_path, str(compiler))
    [record] = caplog.records
    assert record.levelname == "WARNING"
    assert record.getMessage() == "nothing was compiled: No module named compileall"
