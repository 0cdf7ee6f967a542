import json
from pathlib import Path

import pytest

from local import documents, state
from tests.local.buckets import Buckets
from tests.local.commands.conftest import Run


@pytest.fixture
def buckets(monkeypatch: pytest.MonkeyPatch, cloud_runs: object) -> Buckets:
    """The emulator's, in memory; the builder looks at once."""
    made = Buckets()
    monkeypatch.setattr(state, "Clients", lambda _endpoint: made)  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
    monkeypatch.setattr(documents, "_SETTLED_POLL_SECONDS", 0.001)
    monkeypatch.setattr(documents, "_PATIENCE_SECONDS", 0.0)
    return made


def test_put_uploads_and_waits_until_answers_come_from_it(
    command: Run, buckets: Buckets, tmp_path: Path
) -> None:
    file = tmp_path / "새 문서.md"
    file.write_text("# 제목\n", encoding="utf-8")
    ran = command("docs", "put", str(file), "--json")
    assert ran.code == 0
    assert json.loads(ran.out) == {
        "documents": [{"name": "새 문서.md", "status": "indexed", "chunks": 3, "reason": None}],
        "snapshot": "5nap",
        "gate": {"ran": False},
        "others": [],
        "candidate": None,
        "held": None,
    }
    assert buckets.s3.names("docs") == ["새 문서.md"]


@pytest.mark.usefixtures("no_cloud")
def test_a_file_that_is_not_there_needs_no_cloud_to_be_refused(command: Run) -> None:
    ran = command("docs", "put", "/missing.pdf", "--json")
    assert ran.code == 2
    assert json.loads(ran.out) == {"error": "/missing.pdf does not exist"}


def test_rm_removes_and_waits(command: Run, buckets: Buckets) -> None:
    for name in ("a.md", "b.md"):
        buckets.s3.put_object(Bucket="docs", Key=name, Body=b"text")
    buckets.builder.look()
    told = json.loads(command("docs", "rm", "a.md", "--json").out)
    assert [document["name"] for document in told["documents"]] == ["b.md"]
    assert buckets.builder.invoked == 1


@pytest.mark.usefixtures("buckets")
def test_rm_of_an_unknown_name_is_bad_input(command: Run) -> None:
    ran = command("docs", "rm", "a.md")
    assert ran.code == 2
    assert "there is no document 'a.md'" in ran.err


def test_ls_shows_each_document_to_people(command: Run, buckets: Buckets) -> None:
    for name in ("[a].md", "b.pdf"):
        buckets.s3.put_object(Bucket="docs", Key=name, Body=b"text")
    buckets.builder.look(broken=("b.pdf",))
    buckets.s3.put_object(Bucket="docs", Key="c.md", Body=b"text")
    said = command("docs", "ls").out
    for text in ("[a].md", "반영됨", "실패", "corrupt", "대기", "snapshot 5nap"):
        assert text in said


def test_report_tells_what_could_not_be_read(command: Run, buckets: Buckets) -> None:
    for name in ("a.md", "b.pdf"):
        buckets.s3.put_object(Bucket="docs", Key=name, Body=b"text")
    buckets.builder.look(broken=("b.pdf",))
    said = command("docs", "report").out
    assert "b.pdf corrupt: 파일이 손상되었습니다." in said
    assert "문서 2개 중 1개를 읽지 못했습니다." in said
    told = json.loads(command("docs", "report", "--json").out)
    assert [document["status"] for document in told["documents"]] == ["indexed", "failed"]


@pytest.mark.usefixtures("buckets")
def test_an_empty_bucket_is_no_failure(command: Run) -> None:
    ran = command("docs", "ls", "--json")
    assert (ran.code, json.loads(ran.out)["documents"]) == (0, [])


def test_put_ends_with_one_when_the_gate_refuses(
    command: Run, buckets: Buckets, tmp_path: Path
) -> None:
    buckets.builder.refuses = True
    file = tmp_path / "a.md"
    file.write_text("# 제목\n", encoding="utf-8")
    ran = command("docs", "put", str(file))
    assert ran.code == 1
    for text in ("통과하지 못해", "10개 중 50%", "기준 60%, 이전 90%", "q1 환불은 며칠", "old.md"):
        assert text in ran.out
    told = command("docs", "put", str(file), "--json")
    assert (told.code, json.loads(told.out)["gate"]["passed"]) == (1, False)
    assert json.loads(told.out)["documents"][0]["reason"] == "gate_refused"


def test_report_names_questions_without_documents(command: Run, buckets: Buckets) -> None:
    buckets.builder.refuses = True
    buckets.builder.look()
    assert "q2 없는 문서 [gone.md]" in command("docs", "report").out
    assert "Not counted" in command("docs", "report", "--lang", "en").out
