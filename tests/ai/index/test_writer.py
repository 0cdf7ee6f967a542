import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from ai.index import arrays
from ai.index.contents import Contents, question_key
from ai.index.glossary import Term
from ai.index.snapshot import Snapshot
from ai.index.vocabulary import Vocabulary
from ai.index.writer import write_snapshot
from ai.model import Labels
from tests.ai.fakes.assistants import build

FILES = {
    "refund.md": (
        "# 환불\n\n환불은 7일 안에 처리됩니다.\n\n# 해지\n\n해지는 콘솔에서 합니다.\n"
    ).encode(),
    "sla.md": "# SLA\n\nFitCloud 월간 가용률은 99.9%입니다.\n".encode(),
    "broken.pdf": b"not a pdf",
    "glossary.csv": "spoken,written\n핏클라우드,FitCloud\n".encode(),
}


def through_a_file(contents: Contents, path: Path) -> Contents:
    write_snapshot(contents, path)
    with Snapshot(path) as snapshot:
        return snapshot.contents()


def written(contents: Contents, path: Path) -> bytes:
    write_snapshot(contents, path)
    return path.read_bytes()


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    contents = build(FILES)
    read = through_a_file(contents, tmp_path / "s.sqlite")
    assert read.documents == contents.documents
    assert read.chunks == contents.chunks
    assert read.vocabulary == contents.vocabulary
    assert read.glossary_version == contents.glossary_version
    assert read.origin == contents.origin
    assert np.array_equal(read.vectors, contents.vectors)
    assert read.golden_version is None
    assert read.question_vectors == {}


def test_labels_of_documents_are_read_back(tmp_path: Path) -> None:
    contents = build(FILES)
    labels = Labels(
        product="FitCloud",
        language="ko",
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
    )
    labelled = replace(contents.documents["sla.md"], labels=labels)
    documents = {**contents.documents, "sla.md": labelled}
    read = through_a_file(replace(contents, documents=documents), tmp_path / "s.sqlite")
    assert read.documents == documents


def test_terms_found_in_the_documents_are_kept_apart_from_those_of_the_team(
    tmp_path: Path,
) -> None:
    contents = build(FILES)
    vocabulary = Vocabulary(
        glossary=contents.vocabulary.glossary,
        derived=(Term(spoken="에스엘에이", written="SLA"), Term(spoken="콘솔", written="console")),
    )
    read = through_a_file(replace(contents, vocabulary=vocabulary), tmp_path / "s.sqlite")
    assert read.vocabulary == vocabulary


def test_vectors_of_golden_questions_are_read_back(tmp_path: Path) -> None:
    vectors = {
        question_key("환불은요"): np.array([0.6, 0.8], dtype=np.float32),
        question_key("해지는요"): np.array([1, 0], dtype=np.float32),
    }
    contents = replace(build(FILES), question_vectors=vectors, golden_version='"v3"')
    read = through_a_file(contents, tmp_path / "s.sqlite")
    assert read.golden_version == '"v3"'
    assert {key: list(vector) for key, vector in read.question_vectors.items()} == {
        key: list(vector) for key, vector in vectors.items()
    }


def test_the_same_contents_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (written(build(FILES), tmp_path / name) for name in "ab")
    assert first == second


def test_a_version_made_from_the_one_before_has_the_bytes_of_one_made_anew(
    tmp_path: Path,
) -> None:
    before = through_a_file(build(FILES), tmp_path / "before.sqlite")
    changed = build({**FILES, "sla.md": "# SLA\n\n가용률이 바뀌었습니다.\n".encode()})
    anew = written(changed, tmp_path / "anew.sqlite")
    carried = replace(changed, lexical=before.lexical)
    assert written(carried, tmp_path / "carried.sqlite") == anew


def test_arrays_larger_than_a_blob_may_be_come_back_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrays, "PART_BYTES", 100)
    contents = build(FILES)
    read = through_a_file(contents, tmp_path / "s.sqlite")
    assert np.array_equal(read.vectors, contents.vectors)
    with closing(sqlite3.connect(tmp_path / "s.sqlite")) as database:
        (parts,) = database.execute("SELECT count(*) FROM arrays WHERE name = 'vectors'").fetchone()
    assert parts == -(-contents.vectors.nbytes // 100)


def test_a_file_that_is_there_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    path.write_bytes(b"anything")
    assert through_a_file(build(FILES), path).chunks


def test_chunks_and_vectors_must_be_as_many(tmp_path: Path) -> None:
    contents = build(FILES)
    with pytest.raises(ValueError, match="vectors"):
        write_snapshot(replace(contents, vectors=contents.vectors[1:]), tmp_path / "s.sqlite")


def test_every_chunk_must_be_of_a_document_that_is_listed(tmp_path: Path) -> None:
    contents = build(FILES)
    with pytest.raises(ValueError, match=r"sla\.md"):
        write_snapshot(
            replace(contents, documents={"refund.md": contents.documents["refund.md"]}),
            tmp_path / "s.sqlite",
        )
