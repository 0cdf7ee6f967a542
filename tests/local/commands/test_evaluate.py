"""eval, index build and index search, with the embedded model on two small documents."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.local.commands.conftest import Run

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.usefixtures("no_cloud", "home"),
]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "안내").mkdir(parents=True)
    parking = folder / "안내" / unicodedata.normalize("NFD", "주차.md")
    parking.write_text("# 주차\n\n지하 2층 주차장은 2시간 동안 무료입니다.\n", encoding="utf-8")
    (folder / "cloud.txt").write_text(
        "Kubernetes 버전은 분기마다 올립니다. Kubernetes 요금은 따로 없습니다.", encoding="utf-8"
    )
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    (folder / ".DS_Store").write_bytes(b"\0")
    return folder


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "questions.jsonl"
    rows: list[dict[str, Any]] = [
        {"id": "p", "question": "주차장은 몇 시간 무료예요", "documents": ["안내/주차.md"]},
        {"question": "쿠버네티스버전은언제올려요", "documents": ["cloud.txt", "gone.md"]},
        {"id": "u", "question": "점심 메뉴가 뭐예요", "documents": [], "answerable": False},
    ]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    return file


def test_a_set_is_measured_on_a_folder(command: Run, docs: Path, questions: Path) -> None:
    ran = command("eval", str(questions), "--docs", str(docs), "-k", "2", "--rows", "--json")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert told["questions"] == 3
    assert told["recall"] == {"1": 1.0, "2": 1.0, "3": 1.0, "5": 1.0}
    assert told["mrr"] == 1.0
    assert told["abstained"]["unanswerable"] == 1.0
    assert told["grounded"] == 1.0
    assert told["unknown_documents"] == ["gone.md"]
    assert [one["name"] for one in told["failed"]] == ["broken.pdf"]
    assert [row["id"] for row in told["rows"]] == ["p", "2", "u"]
    assert "gone.md" in ran.err


def test_questions_are_asked_in_their_own_language(
    command: Run, docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CALLCENTER_OPENAI_BASE_URL", raising=False)
    file = tmp_path / "questions.jsonl"
    rows = [
        {"question": "how long is the parking free", "documents": ["안내/주차.md"]},
        {
            "question": "주차장은 몇 시간 무료예요",
            "documents": ["안내/주차.md"],
            "language": "ko",
        },
    ]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    arguments = ("eval", str(file), "--docs", str(docs), "--language", "en", "--rows", "--json")
    ran = command(*arguments)
    assert ran.code == 0, ran.err
    english, korean = json.loads(ran.out)["rows"]
    assert (english["language"], english["reason"]) == ("en", "not_in_language")
    assert (korean["language"], korean["status"]) == ("ko", "answered")
    assert "CALLCENTER_OPENAI_BASE_URL" in ran.err


def test_another_language_in_a_line_is_bad_input(command: Run, docs: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "combien", "language": "fr"}')
    ran = command("eval", str(file), "--docs", str(docs), "--json")
    assert ran.code == 2
    assert json.loads(ran.out)["error"].endswith('line 1: "language" must be "ko" or "en"')


def test_retrieval_alone_answers_nothing(command: Run, docs: Path, questions: Path) -> None:
    ran = command("eval", str(questions), "--docs", str(docs), "--retrieval-only", "--json")
    told = json.loads(ran.out)
    assert told["answers"]["asked"] == 0
    assert told["grounded"] is None
    assert told["recall"]["1"] == 1.0


def test_people_read_a_table_and_the_recommended_weight(
    command: Run, docs: Path, questions: Path
) -> None:
    ran = command("eval", str(questions), "--docs", str(docs), "--answers", "1", "--tune")
    assert ran.code == 0, ran.err
    assert "recall@3" in ran.out
    assert "DENSE_WEIGHT=" in ran.out
    assert "broken.pdf" in ran.out


@pytest.mark.parametrize("lines", ["", "\n\n", "no json"])
def test_a_file_without_questions_is_bad_input(
    command: Run, docs: Path, tmp_path: Path, lines: str
) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text(lines)
    ran = command("eval", str(file), "--docs", str(docs), "--json")
    assert ran.code == 2
    assert "q.jsonl" in json.loads(ran.out)["error"]


def test_a_missing_folder_is_bad_input(command: Run, questions: Path, tmp_path: Path) -> None:
    ran = command("eval", str(questions), "--docs", str(tmp_path / "missing"), "--json")
    assert ran.code == 2
    assert "missing is no folder" in json.loads(ran.out)["error"]


def test_a_snapshot_is_built_and_searched(command: Run, docs: Path, tmp_path: Path) -> None:
    out = tmp_path / "snapshot.sqlite"
    built = json.loads(command("index", "build", str(docs), "--out", str(out), "--json").out)
    assert built["documents"] == 3
    assert built["chunks"] == 2
    assert [one["name"] for one in built["failed"]] == ["broken.pdf"]
    assert {"read", "chunk", "embed", "write"} <= built["seconds"].keys()
    assert built["bytes"] == out.stat().st_size
    ran = command("index", "search", str(out), "쿠버네티스 요금", "-k", "1", "--json")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    (passage,) = told["passages"]
    assert passage.keys() == {"document", "heading", "page", "text", "score"}
    assert (passage["document"], passage["page"]) == ("cloud.txt", None)
    assert told["ms"] > 0
    assert told["rewritten"] == "Kubernetes 요금"


def test_people_see_what_was_built_and_found(command: Run, docs: Path, tmp_path: Path) -> None:
    out = tmp_path / "snapshot.sqlite"
    assert "문서 3개" in command("index", "build", str(docs), "--out", str(out)).out
    said = command("index", "search", str(out), "주차장 무료 시간").out
    assert "2시간 동안 무료입니다" in said


def test_what_can_not_be_built_or_searched_is_bad_input(command: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no database")
    for arguments in (
        ("build", str(tmp_path / "missing"), "--out", str(tmp_path / "a")),
        ("build", str(tmp_path), "--out", str(tmp_path / "missing" / "a")),
        ("build", str(tmp_path), "--out", str(tmp_path)),
        ("search", str(tmp_path / "missing"), "요금"),
        ("search", str(broken), "요금"),
        ("search", str(broken), "?!"),
    ):
        ran = command("index", *arguments, "--json")
        assert (ran.code, "error" in json.loads(ran.out)) == (2, True), arguments


def test_a_build_that_fails_leaves_no_half_file(
    command: Run, docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "snapshot.sqlite"
    out.write_bytes(b"the one before")

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("local.folder_index.build_folder", broken)
    assert command("index", "build", str(docs), "--out", str(out)).code == 130
    assert out.read_bytes() == b"the one before"
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".new") == []
