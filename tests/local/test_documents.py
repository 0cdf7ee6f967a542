import io
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from local import documents, state
from local.documents import (
    Upload,
    put_documents,
    read_all,
    remove_document,
    report,
    uploads_from,
    wait_until_indexed,
)
from local.errors import BadInputError, OutsideError
from tests.local.buckets import Buckets
from tests.local.states import NOBODY, STATE


@pytest.fixture
def buckets(monkeypatch: pytest.MonkeyPatch) -> Buckets:
    """The emulator's, in memory; waiting takes no time."""
    made = Buckets()

    def clients(endpoint: str) -> Buckets:
        assert endpoint == NOBODY
        return made

    monkeypatch.setattr(state, "Clients", clients)
    monkeypatch.setattr(documents, "_SETTLED_POLL_SECONDS", 0.001)
    return made


def put(*names: str, body: bytes = b"text") -> None:
    put_documents(STATE, [Upload(name=name, body=body) for name in names])


def states() -> dict[str, str]:
    return {document.name: document.status for document in report(STATE).documents}


def test_files_and_folders_become_uploads(tmp_path: Path) -> None:
    (tmp_path / "folder" / "deep").mkdir(parents=True)
    for name in ("one.md", "folder/two.pdf", "folder/deep/three.html"):
        (tmp_path / name).write_bytes(name.encode())
    found = uploads_from([tmp_path / "folder", tmp_path / "one.md"])
    assert [upload.name for upload in found] == ["deep/three.html", "two.pdf", "one.md"]
    assert found[-1].body == b"one.md"


def test_hidden_files_and_hidden_folders_stay_where_they_are(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".git/config", ".DS_Store", "read.me", "v1.2.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [upload.name for upload in uploads_from([tmp_path])] == ["read.me", "v1.2.md"]


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"missing\.pdf does not exist"):
        uploads_from([tmp_path / "missing.pdf"])


def test_nothing_to_upload_is_bad_input_unless_nothing_is_allowed(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="there is no file to upload"):
        uploads_from([tmp_path])
    assert uploads_from([tmp_path], empty=True) == []


def test_what_was_put_can_be_read_again(buckets: Buckets) -> None:
    put("b.md", body=b"two")
    put("a.md", body=b"one")
    assert [(upload.name, upload.body) for upload in read_all(STATE)] == [
        ("a.md", b"one"),
        ("b.md", b"two"),
    ]
    assert buckets.s3.names("index") == []


@pytest.mark.usefixtures("buckets")
def test_before_any_build_documents_are_pending() -> None:
    put("a.md")
    assert report(STATE).to_json() == {
        "documents": [{"name": "a.md", "status": "pending", "chunks": 0, "reason": None}],
        "snapshot": None,
        "gate": {},
        "others": [],
        "candidate": None,
        "held": None,
    }


def test_a_build_tells_what_became_of_each_document(buckets: Buckets) -> None:
    put("a.md", "broken.pdf")
    buckets.builder.look(broken=("broken.pdf",))
    assert report(STATE).to_json() == {
        "documents": [
            {"name": "a.md", "status": "indexed", "chunks": 3, "reason": None},
            {"name": "broken.pdf", "status": "failed", "chunks": 0, "reason": "corrupt"},
        ],
        "snapshot": "5nap",
        "gate": {"ran": False},
        "others": [],
        "candidate": None,
        "held": None,
    }


def test_a_document_that_changed_after_the_build_is_pending_again(buckets: Buckets) -> None:
    put("a.md", "b.md")
    buckets.builder.look()
    put("a.md", body=b"new text")
    assert states() == {"a.md": "pending", "b.md": "indexed"}


@pytest.mark.usefixtures("buckets")
def test_glossary_and_questions_are_no_documents() -> None:
    put("glossary.csv", "golden.jsonl", "a.md")
    assert states() == {"a.md": "pending"}


def test_a_broken_glossary_is_told_apart_and_ends_the_waiting(buckets: Buckets) -> None:
    put("glossary.csv", "a.md")
    buckets.builder.look(broken=("glossary.csv",))
    [other] = wait_until_indexed(STATE, {"glossary.csv"}).others
    assert (other.name, other.status, other.reason) == ("glossary.csv", "failed", "corrupt")


def test_what_the_gate_refused_waits_with_its_reason(buckets: Buckets) -> None:
    buckets.builder.refuses = True
    put("a.md", "broken.pdf")
    buckets.builder.look(broken=("broken.pdf",))
    told = wait_until_indexed(STATE, {"a.md"})
    assert told.waits
    assert [(each.name, each.status, each.reason) for each in told.documents] == [
        ("a.md", "pending", "gate_refused"),
        ("broken.pdf", "failed", "corrupt"),
    ]
    assert told.to_json()["candidate"] == {
        "outcome": "refused",
        "added": ["a.md", "broken.pdf"],
        "changed": [],
        "removed": ["old.md"],
    }


def test_a_document_is_removed_by_its_name(buckets: Buckets) -> None:
    put("a.md", "b.md")
    remove_document(STATE, "a.md")
    assert buckets.s3.names("docs") == ["b.md"]


def test_a_name_that_is_not_there_is_told_apart(buckets: Buckets) -> None:
    put("a.md", "b.md")
    with pytest.raises(BadInputError, match=r"no document 'c\.md': .*docs ls` lists 2 names"):
        remove_document(STATE, "c.md")
    assert buckets.s3.names("docs") == ["a.md", "b.md"]


def test_waiting_ends_when_every_document_was_seen(buckets: Buckets) -> None:
    put("a.md", "broken.pdf")
    buckets.builder.look(broken=("broken.pdf",))
    done = wait_until_indexed(STATE, {"a.md"})
    assert [document.status for document in done.documents] == ["indexed", "failed"]
    assert buckets.builder.invoked == 0


def test_while_events_are_on_their_way_the_builder_is_left_alone(
    buckets: Buckets, monkeypatch: pytest.MonkeyPatch
) -> None:
    def arrive(_seconds: float) -> None:
        buckets.builder.look()

    monkeypatch.setattr(documents.time, "sleep", arrive)
    put("a.md")
    assert wait_until_indexed(STATE, {"a.md"}).documents[0].status == "indexed"
    assert buckets.builder.invoked == 0


def test_when_events_were_lost_the_builder_is_asked_to_look(
    buckets: Buckets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_PATIENCE_SECONDS", 0.0)
    put("a.md")
    assert wait_until_indexed(STATE, {"a.md"}).documents[0].status == "indexed"
    assert buckets.builder.invoked == 1


def test_a_removed_document_is_waited_for_until_the_index_is_without_it(
    buckets: Buckets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_PATIENCE_SECONDS", 0.0)
    put("a.md", "b.md")
    buckets.builder.look()
    remove_document(STATE, "a.md")
    assert [doc.name for doc in wait_until_indexed(STATE, {"a.md"}).documents] == ["b.md"]
    assert buckets.builder.invoked == 1


def test_a_builder_that_fails_tells_why(buckets: Buckets, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_PATIENCE_SECONDS", 0.0)
    told = io.BytesIO(b'{"errorMessage": "no room"}')
    buckets.builder.answer = {"FunctionError": "Unhandled", "Payload": told}
    put("a.md")
    with pytest.raises(OutsideError, match="the ingest function fails: no room"):
        wait_until_indexed(STATE, {"a.md"})


def test_an_index_that_is_never_built_ends_the_waiting(
    buckets: Buckets, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(**_: Any) -> Any:
        raise ReadTimeoutError(endpoint_url=NOBODY)

    monkeypatch.setattr(buckets.builder, "invoke", busy)
    monkeypatch.setattr(documents, "_PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(documents, "WAIT_SECONDS", 0.02)
    put("a.md")
    with pytest.raises(OutsideError, match="was not built within 0 s: `callcenter docs report`"):
        wait_until_indexed(STATE, {"a.md"})


@pytest.mark.usefixtures("buckets")
def test_when_nothing_was_uploaded_nothing_is_waited_for() -> None:
    put("a.md")
    assert wait_until_indexed(STATE, set()).documents[0].status == "pending"
