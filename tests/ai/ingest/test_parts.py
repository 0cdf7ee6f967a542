from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from ai.index.contents import IndexedDocument, Origin
from ai.ingest.parts import ABANDONED, BucketParts, Part
from ai.model import Chunk, Labels
from tests.ai.fakes.s3 import FakeS3

ORIGIN = Origin(readers="1", embedding_model="fake", dimensions=2)
PART = Part(
    documents=[
        IndexedDocument(
            name="가.md",
            version="1",
            chunks=1,
            labels=Labels(product="FitCloud", valid_from=date(2026, 1, 31)),
        ),
        IndexedDocument(name="b.pdf", version="2", chunks=0, fault="corrupt", detail="cut off"),
    ],
    chunks=[
        Chunk(
            id="1", document="가.md", title="제목", heading_path=("제목", "절"), page=3, text="글."
        )
    ],
    keys=["a", "question:b"],
    vectors=np.array([[1, 0], [0.5, 2]], dtype=np.float32),
)


@pytest.fixture
def s3() -> FakeS3:
    return FakeS3({"index": {}})


def parts(s3: FakeS3) -> BucketParts:
    return BucketParts(s3.client, "index")


def keys(s3: FakeS3) -> list[str]:
    return sorted(s3.buckets["index"])


def test_a_part_comes_back_as_it_was(s3: FakeS3) -> None:
    parts(s3).save(ORIGIN, PART)
    [back] = parts(s3).load(ORIGIN)
    assert list(back.documents) == list(PART.documents)
    assert list(back.chunks) == list(PART.chunks)
    assert list(back.keys) == list(PART.keys)
    assert back.vectors.tolist() == PART.vectors.tolist()


def test_parts_of_another_model_are_not_taken_up(s3: FakeS3) -> None:
    parts(s3).save(ORIGIN, PART)
    other = Origin(readers="1", embedding_model="other", dimensions=2)
    assert list(parts(s3).load(other)) == []


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04half", b"\x93NUMPY"])
def test_a_damaged_part_is_left_out_and_deleted_with_the_rest(s3: FakeS3, body: bytes) -> None:
    parts(s3).save(ORIGIN, PART)
    folder = keys(s3)[0].rpartition("/")[0]
    s3.put("index", f"{folder}/damaged.npz", body)
    builder = parts(s3)
    assert len(list(builder.load(ORIGIN))) == 1
    builder.forget()
    assert keys(s3) == []


def test_what_another_builder_saves_meanwhile_stays_until_it_is_old(s3: FakeS3) -> None:
    builder = parts(s3)
    assert list(builder.load(ORIGIN)) == []
    parts(s3).save(ORIGIN, PART)
    [key] = keys(s3)
    builder.forget()
    assert keys(s3) == [key]
    s3.stored_at["index", key] = datetime.now(UTC) - ABANDONED - timedelta(minutes=1)
    builder.forget()
    assert keys(s3) == []


def test_nothing_else_in_the_bucket_is_touched(s3: FakeS3) -> None:
    s3.put("index", "current", b"{}")
    s3.put("index", "snapshots/a.sqlite", b"x")
    builder = parts(s3)
    builder.save(ORIGIN, PART)
    builder.forget()
    assert keys(s3) == ["current", "snapshots/a.sqlite"]
