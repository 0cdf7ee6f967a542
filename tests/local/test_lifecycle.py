from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from local import lifecycle, program
from local.cloud.engine import Deployed
from local.contents import Contents
from local.documents import Upload
from local.errors import BadInputError, OutsideError
from local.lifecycle import PROJECT, ROOT, down, fingerprint, running, stack_config, up
from local.state import CloudState, read_state, state_folder, write_resources, write_state
from tests.local.states import NOBODY, STATE

PROGRAM = ("__main__.py", "Pulumi.yaml", "Pulumi.local.yaml")
DOCUMENT = Upload(name="a.md", body=b"text")
PROCESS = ("models.py", "supervisor.py", "emulator.py", "emulator_main.py")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one file where a deployment looks."""
    root = tmp_path / "checkout"
    parts = ("ai/answer.py", "flows/main.py", "infra/bucket.py", "local/cloud/engine.py")
    shared = [f"local/{name}" for name in PROCESS]
    for name in (*PROGRAM, *parts, *shared, "requirements/function-answer.txt", "README.md"):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {name}\n", encoding="utf-8")
    (root / "Pulumi.local.yaml").write_text("config: {}\n", encoding="utf-8")
    monkeypatch.setattr(lifecycle, "ROOT", root)
    return root


@pytest.fixture
def alive(monkeypatch: pytest.MonkeyPatch) -> None:
    """A remembered cloud counts as running."""

    def yes(_state: CloudState) -> bool:
        return True

    monkeypatch.setattr(CloudState, "alive", yes)


@dataclass
class Heard:
    """Keeps the steps that were told."""

    steps: list[str] = field(default_factory=list[str])

    def tell(self, step: str) -> None:
        """A step."""
        self.steps.append(step)

    def warn(self, line: str) -> None:
        """Told with the steps."""
        self.steps.append(line)

    def count(self, step: str) -> None:
        """Within a step nothing is said here."""


def holds_one(_state: CloudState) -> Contents:
    return Contents(uploads=(DOCUMENT,))


def declares_nothing(_stack: str, _config: Mapping[str, str]) -> tuple[Deployed, ...]:
    return ()


def never(*_: Any, **__: Any) -> Any:
    raise AssertionError("a cloud was started")


@pytest.mark.parametrize(
    "name",
    [
        *PROGRAM,
        "ai/answer.py",
        "flows/main.py",
        "infra/bucket.py",
        "local/cloud/engine.py",
        "requirements/function-answer.txt",
    ],
)
def test_the_fingerprint_changes_with_what_a_deployment_is_made_from(
    checkout: Path, name: str
) -> None:
    before = fingerprint()
    assert fingerprint() == before
    (checkout / name).write_text("changed = True\n", encoding="utf-8")
    assert fingerprint() != before


@pytest.mark.parametrize("change", ["new", "renamed", "removed"])
def test_the_fingerprint_changes_with_the_files_that_there_are(checkout: Path, change: str) -> None:
    before = fingerprint()
    file = checkout / "ai" / "answer.py"
    if change == "new":
        (checkout / "ai" / "more.py").touch()
    elif change == "renamed":
        file.rename(file.with_name("reply.py"))
    else:
        file.unlink()
    assert fingerprint() != before


def test_the_fingerprint_stays_when_nothing_of_it_changes(checkout: Path) -> None:
    before = fingerprint()
    (checkout / "README.md").write_text("changed\n", encoding="utf-8")
    (checkout / "ai" / "__pycache__").mkdir()
    (checkout / "ai" / "__pycache__" / "answer.cpython-311.pyc").write_bytes(b"1")
    assert fingerprint() == before


def test_the_local_stack_is_deployed_by_the_program_itself_for_this_machine() -> None:
    config = stack_config()
    assert config[f"{PROJECT}:deployedBy"] == "pulumi"
    assert config[f"{PROJECT}:functionTarget"] == "build-host"
    assert config["aws:region"] == "ap-northeast-2"
    assert config[f"{PROJECT}:instanceAlias"] == "saltware-local"


def test_every_value_is_text_as_the_pulumi_cli_hands_it_over() -> None:
    config = stack_config()
    assert all(isinstance(value, str) for value in config.values())
    assert config[f"{PROJECT}:snapStart"] == "false"


def test_the_file_itself_says_that_the_pulumi_cli_must_not_deploy_it() -> None:
    text = (ROOT / "Pulumi.local.yaml").read_text(encoding="utf-8")
    assert f"{PROJECT}:deployedBy: callcenter" in text


@pytest.mark.usefixtures("home")
def test_nothing_runs_where_nothing_is_remembered() -> None:
    assert running() is None


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.usefixtures("home")
def test_a_remembered_cloud_that_does_not_answer_does_not_run() -> None:
    write_state(STATE)
    assert running() is None


@pytest.mark.usefixtures("home", "checkout", "alive")
def test_a_running_cloud_of_the_same_program_is_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lifecycle, "_start", never)
    write_state(state_of_now())
    assert up(port=None, documents=(), progress=Heard()) == state_of_now()
    assert up(port=9, documents=(), progress=Heard()) == state_of_now()


@pytest.mark.usefixtures("home", "checkout", "alive")
def test_another_port_for_a_running_cloud_is_refused_in_a_sentence() -> None:
    write_state(state_of_now())
    with pytest.raises(OutsideError, match=f"already runs at {NOBODY}: .*before `up --port 80`"):
        up(port=80, documents=(), progress=Heard())


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.usefixtures("home", "checkout", "alive")
def test_a_cloud_of_an_older_program_is_replaced_and_keeps_its_contents(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[dict[str, Any]] = []
    heard = Heard()

    def start(**plan: Any) -> CloudState:
        started.append(plan)
        return state_of_now()

    monkeypatch.setattr(lifecycle, "_start", start)
    monkeypatch.setattr(lifecycle, "contents_of", holds_one)
    monkeypatch.setattr(program, "declared", declares_nothing)
    write_state(STATE)
    up(port=None, documents=(), progress=heard)
    assert [plan["contents"] for plan in started] == [Contents(uploads=(DOCUMENT,))]
    [step] = heard.steps
    assert step.startswith("the program has changed: replacing the running cloud")
    assert read_state() is None


@pytest.mark.usefixtures("home", "checkout", "alive")
def test_a_cloud_stays_as_it_is_when_the_changed_program_has_a_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(_stack: str, _config: Mapping[str, str]) -> tuple[Deployed, ...]:
        raise TypeError("Bucket() got an unexpected keyword argument 'nam'")

    monkeypatch.setattr(program, "declared", fails)
    write_state(STATE)
    with pytest.raises(
        OutsideError, match=r"'nam'; the running cloud stays as it is \(see .*log\)"
    ):
        up(port=None, documents=(), progress=Heard())
    assert read_state() == STATE
    assert "TypeError" in (state_folder() / "deploy.log").read_text(encoding="utf-8")


@pytest.mark.usefixtures("home", "checkout")
def test_a_first_cloud_gets_the_documents_of_the_folders(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    started: list[dict[str, Any]] = []

    def start(**plan: Any) -> CloudState:
        started.append(plan)
        return state_of_now()

    monkeypatch.setattr(lifecycle, "_start", start)
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / DOCUMENT.name).write_bytes(DOCUMENT.body)
    up(port=5, documents=(folder,), progress=Heard())
    [plan] = started
    assert (plan["port"], plan["contents"]) == (5, Contents(uploads=[DOCUMENT]))


@pytest.mark.usefixtures("home", "checkout")
def test_a_folder_that_is_not_there_starts_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lifecycle, "_start", never)
    with pytest.raises(BadInputError, match="does not exist"):
        up(port=None, documents=(tmp_path / "none",), progress=Heard())


@pytest.mark.usefixtures("home")
def test_nothing_is_stopped_where_nothing_runs() -> None:
    assert down(progress=Heard()) is False


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.usefixtures("home")
def test_a_cloud_that_died_is_forgotten_without_killing_anything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lifecycle.os, "kill", never)
    write_state(STATE)
    write_resources([])
    assert down(progress=Heard()) is False
    assert read_state() is None


def state_of_now() -> CloudState:
    """A cloud of the program as it is."""
    return replace(STATE, fingerprint=fingerprint())
