"""Real builders in real processes, killed with SIGKILL; the bucket is a folder.

`test_faults` kills at every call, in one process and in seconds; here the process really ends.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ai.index.snapshot import Snapshot
from tests.ai.fakes.folder_s3 import FolderS3
from tests.ai.ingest.faults import NEW, OLD, bodies

STAGES = ("get c.md", "embed", "after snapshots/", "after current", "after report.json", "mail")


def run(root: Path, stage: str | None) -> int:
    """A builder; with a stage, it is killed there."""
    program = [sys.executable, "-m", "tests.ai.ingest.builder_process", str(root), stage or ""]
    repository = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        program,
        cwd=repository,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(repository)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr[-2_000:]
    return done.returncode


def answering(root: Path) -> frozenset[str]:
    s3 = FolderS3(root)
    pointer = json.loads(s3.get_object(Bucket="index", Key="current")["Body"].read())
    path = root / "index" / "snapshots" / f"{pointer['snapshot']}.sqlite"
    with Snapshot(path) as snapshot:
        return frozenset(chunk.text for chunk in snapshot.contents().chunks)


def write(root: Path, files: dict[str, str]) -> None:
    for path in (root / "documents").glob("*.md"):
        path.unlink()
    for name, text in files.items():
        (root / "documents" / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Buckets in which the old documents are published."""
    root = tmp_path_factory.mktemp("buckets")
    for bucket in ("documents", "index"):
        (root / bucket).mkdir()
    write(root, OLD)
    assert run(root, None) == 0
    return root


@pytest.mark.parametrize("stage", STAGES)
def test_a_builder_killed_at_a_stage_leaves_whole_answers_and_the_next_brings_all_in_line(
    published: Path, tmp_path: Path, stage: str
) -> None:
    root = tmp_path / "buckets"
    subprocess.run(["cp", "-a", str(published), str(root)], check=True)
    write(root, NEW)
    (root / "documents" / "broken.pdf").write_bytes(b"not a pdf")
    assert run(root, stage) == -signal.SIGKILL
    assert answering(root) in (bodies(OLD), bodies(NEW))
    assert run(root, None) == 0
    assert answering(root) == bodies(NEW)
    report = json.loads((root / "index" / "report.json").read_text(encoding="utf-8"))
    assert {entry["name"] for entry in report["documents"]} == {*NEW, "broken.pdf"}
    assert report["sent"] is True
    assert "broken.pdf" in (root / "mails.txt").read_text(encoding="utf-8")
