"""Building a function's archive, with a package that nobody has to download."""

import shutil
import sys
import zipfile
from pathlib import Path

import pulumi
import pytest

import infra.package
from infra.package import KEPT_ARCHIVES, Builder, function_archive
from infra.packaging.errors import PackageError
from infra.packaging.target import Target
from tests.infra import engine
from tests.infra.packaging.test_archive import tree

TARGET = Target(name="build-host", python="3.11", platforms=(), compiler=sys.executable)


class FakePip:
    """Installs one module, and counts how often it was asked."""

    def __init__(self) -> None:
        self.installed: list[str] = []

    def __call__(self, requirements: Path, folder: Path, target: Target) -> None:
        self.installed.append(f"{requirements.stem} for {target.name}")
        tree(folder, {"tiny/__init__.py": "X = 1\n", "tiny/tests/test_x.py": ""})


@pytest.fixture
def pip() -> FakePip:
    return FakePip()


@pytest.fixture
def builder(tmp_path: Path, pip: FakePip) -> Builder:
    tree(
        tmp_path,
        {
            "requirements/function-answer.txt": "tiny==1.0\n",
            "ai/__init__.py": "",
            "ai/handlers/answer.py": "def handler(): ...\n",
            "ai/answer/instructions/answer.md": "짧게 답합니다.",
            "ai/__pycache__/stale.cpython-311.pyc": "",
            "flows/prompts.ko.toml": "[answer]\n",
            "flows/main.py": "",
        },
    )
    return Builder(root=tmp_path, install=pip, say=lambda _: None, warn=lambda _: None)


def names(archive: Path) -> set[str]:
    with zipfile.ZipFile(archive) as opened:
        return set(opened.namelist())


def test_an_archive_holds_packages_assistant_and_sentences(builder: Builder) -> None:
    inside = names(builder.build("answer", TARGET))
    assert {
        "tiny/__init__.py",
        "ai/handlers/answer.py",
        "ai/answer/instructions/answer.md",
        "prompts.ko.toml",
    } <= inside
    assert not {name for name in inside if "tests/" in name or "flows/" in name}


def test_everything_is_compiled_for_the_target(builder: Builder) -> None:
    tag = sys.implementation.cache_tag
    inside = names(builder.build("answer", TARGET))
    assert f"ai/handlers/__pycache__/answer.{tag}.pyc" in inside
    assert f"tiny/__pycache__/__init__.{tag}.pyc" in inside
    assert not [name for name in inside if "stale" in name]


def test_without_a_compiler_there_are_only_sources(builder: Builder) -> None:
    bare = Target(name="lambda", python="3.13", platforms=(), compiler=None)
    assert not [name for name in names(builder.build("answer", bare)) if name.endswith(".pyc")]


def test_the_same_input_gives_the_same_bytes(builder: Builder) -> None:
    first = builder.build("answer", TARGET)
    content = first.read_bytes()
    shutil.rmtree(builder.cache)
    second = builder.build("answer", TARGET)
    assert second == first
    assert second.read_bytes() == content


def test_the_second_build_does_nothing(builder: Builder, pip: FakePip) -> None:
    assert builder.build("answer", TARGET) == builder.build("answer", TARGET)
    assert pip.installed == ["function-answer for build-host"]


def test_new_code_is_packed_without_installing_again(builder: Builder, pip: FakePip) -> None:
    before = builder.build("answer", TARGET)
    (builder.root / "ai/handlers/answer.py").write_text("def handler(): return 1\n", "utf-8")
    assert builder.build("answer", TARGET) != before
    assert len(pip.installed) == 1


def test_new_requirements_are_installed(builder: Builder, pip: FakePip) -> None:
    builder.build("answer", TARGET)
    (builder.root / "requirements/function-answer.txt").write_text("tiny==2.0\n", "utf-8")
    builder.build("answer", TARGET)
    assert len(pip.installed) == 2


def test_old_archives_are_forgotten(builder: Builder) -> None:
    newest = Path()
    for number in range(KEPT_ARCHIVES + 3):
        (builder.root / "ai/version.py").write_text(f"V = {number}\n", "utf-8")
        newest = builder.build("answer", TARGET)
    left = list(builder.cache.glob("answer-*.zip"))
    assert len(left) == KEPT_ARCHIVES
    assert newest in left


def test_nothing_half_done_is_left_when_pip_fails(builder: Builder) -> None:
    def fail(requirements: Path, folder: Path, target: Target) -> None:
        raise PackageError("pip could not install")

    failing = Builder(root=builder.root, install=fail, say=lambda _: None)
    with pytest.raises(PackageError, match="pip could not install"):
        failing.build("answer", TARGET)
    assert list((builder.cache / "packages").iterdir()) == []


def test_a_function_without_requirements_is_named(builder: Builder) -> None:
    with pytest.raises(PackageError, match="function 'survey' has no requirement file"):
        builder.build("survey", TARGET)


def test_work_is_announced_before_it_begins(builder: Builder) -> None:
    said: list[str] = []
    talking = Builder(root=builder.root, install=builder.install, say=said.append)
    talking.build("answer", TARGET)
    talking.build("answer", TARGET)
    assert said == [
        "installing function-answer.txt for build-host (about a minute, once)",
        "packing answer for build-host",
    ]


def test_pulumi_shows_what_went_wrong_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(infra.package, "Builder", lambda: Builder(root=tmp_path))
    with pytest.raises(pulumi.RunError, match="has no requirement file"):
        engine.run(lambda: function_archive("answer", "build-host"))


def test_a_missing_lambda_python_is_warned_of(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    warned: list[str] = []
    made = Builder(
        root=builder.root, install=builder.install, say=lambda _: None, warn=warned.append
    )
    monkeypatch.setattr(infra.package, "Builder", lambda: made)
    monkeypatch.setenv("PATH", str(builder.root))
    archive = function_archive("answer", "lambda")
    assert Path(str(archive.path)).is_file()
    assert "python3.13 is not on the path" in warned[0]
