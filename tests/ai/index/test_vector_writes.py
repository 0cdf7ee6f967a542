import json

import numpy as np
import pytest

from ai.index.vector_index import Waiting
from ai.index.vector_writes import VECTORS_A_SECOND, Item, VectorIndex, put_batches, spread
from tests.ai.fakes.vectors import BUCKET, FakeVectors


def item(number: int, dimensions: int = 4, text: str = "") -> Item:
    generator = np.random.default_rng(number)
    vector = generator.normal(size=dimensions).astype(np.float32)
    return Item(
        key=f"{number:05}",
        vector=(vector / np.linalg.norm(vector)).astype(np.float32),
        metadata={"search": text, "chunk": "{}"},
    )


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def index_of(vectors: FakeVectors, dimensions: int = 4) -> tuple[VectorIndex, Time]:
    vectors.client.create_index(
        vectorBucketName=BUCKET,
        indexName="knowledge-x",
        dataType="float32",
        dimension=dimensions,
        distanceMetric="cosine",
        metadataConfiguration={"nonFilterableMetadataKeys": ["search", "chunk"]},
    )
    time = Time()
    waiting = Waiting(clock=lambda: time.now, sleep=time.sleep)
    return VectorIndex(
        client=vectors.client, bucket=BUCKET, name="knowledge-x", waiting=waiting
    ), time


def test_every_vector_is_written_once_in_batches_of_500() -> None:
    vectors = FakeVectors()
    index, _ = index_of(vectors)
    assert len(index.put(item(n) for n in range(1_201))) == 1_201
    sizes = [len(call.body["vectors"]) for call in vectors.calls if call.operation == "PutVectors"]
    assert sizes == [500, 500, 201]
    assert len(vectors.keys()) == 1_201


def test_nothing_to_write_asks_for_nothing() -> None:
    vectors = FakeVectors()
    index, _ = index_of(vectors)
    vectors.calls.clear()
    assert index.put(()) == []
    assert index.delete(()) == 0
    assert index.present(()) == set()
    assert vectors.calls == []


def test_no_request_is_larger_than_20_mib_with_the_longest_vectors_and_texts() -> None:
    """The service's limit is on the wire, and Korean takes six bytes a character there."""
    vectors = FakeVectors()
    index, _ = index_of(vectors, dimensions=4_096)
    index.put(item(n, 4_096, "가" * 12_000) for n in range(300))
    sizes = [len(json.dumps(call.body)) for call in vectors.calls if call.operation == "PutVectors"]
    assert len(sizes) > 1
    assert max(sizes) <= 20 * 1024 * 1024
    assert max(sizes) > 10 * 1024 * 1024
    assert len(vectors.keys()) == 300


@pytest.mark.parametrize("dimensions", [1, 4, 512])
def test_an_item_is_never_larger_than_was_reckoned(dimensions: int) -> None:
    for number in range(20):
        one = item(number, dimensions, "환불 규정 " * number)
        assert len(json.dumps(one.request())) <= one.bytes()


def test_batches_keep_the_order() -> None:
    batches = list(put_batches(item(n) for n in range(1_001)))
    assert [one.key for batch in batches for one in batch] == [f"{n:05}" for n in range(1_001)]


def test_what_is_written_has_the_cosines_of_what_was_given() -> None:
    vectors = FakeVectors()
    index, _ = index_of(vectors, dimensions=512)
    given = item(7, 512)
    index.put([given])
    [stored] = vectors.service.buckets[BUCKET].indexes["knowledge-x"].vectors.values()
    assert float(stored.data @ given.vector) == pytest.approx(1.0, abs=1e-6)


def test_no_more_is_written_a_second_than_an_index_takes() -> None:
    index, time = index_of(FakeVectors())
    index.put(item(n) for n in range(6_000))
    index.delete(f"{n:05}" for n in range(6_000))
    assert time.now >= (12_000 - 500) / VECTORS_A_SECOND


def test_keys_are_looked_for_in_hundreds_and_deleted_in_five_hundreds() -> None:
    vectors = FakeVectors()
    index, _ = index_of(vectors)
    index.put(item(n) for n in range(600))
    vectors.calls.clear()
    asked = [f"{n:05}" for n in range(1_150)]
    assert index.present(asked) == set(asked[:600])
    assert index.delete(asked) == 1_150
    assert vectors.keys() == set()
    assert vectors.names() == ["GetVectors"] * 12 + ["DeleteVectors"] * 3


def test_all_keys_come_however_many_pages_they_take() -> None:
    vectors = FakeVectors()
    index, _ = index_of(vectors)
    index.put(item(n) for n in range(2_500))
    vectors.calls.clear()
    assert sorted(index) == [f"{n:05}" for n in range(2_500)]
    assert len(vectors.calls) == 3


@pytest.mark.parametrize(
    ("count", "most", "expected"),
    [(0, 3, []), (2, 3, [0, 1]), (3, 3, [0, 1, 2]), (101, 3, [0, 50, 100]), (10, 2, [0, 9])],
)
def test_a_sample_has_the_first_and_the_last(count: int, most: int, expected: list[int]) -> None:
    assert spread(range(count), most) == expected
