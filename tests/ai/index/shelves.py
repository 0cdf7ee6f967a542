"""What tests of publishing to S3 Vectors ask of it."""

from ai.index.knowledge import KnowledgeIndex
from tests.ai.fakes.vectors import FakeVectors
from tests.ai.index.corpora import FILES, File, VectorShelf, query

MORE = (*FILES, File("price.md", (("요금", "기본 요금은 월 3만 원입니다."),)))


CHANGED = (File("refund.md", (("환불", "환불은 14일 안에 처리됩니다."),)), FILES[1])


def texts(index: KnowledgeIndex) -> set[str]:
    return {one.chunk.text for one in index.search(query("환불 해지 요금 가용률", limit=50))}


def written(vectors: FakeVectors) -> int:
    return sum(
        len(call.body["vectors"]) for call in vectors.calls if call.operation == "PutVectors"
    )


def current(shelf: VectorShelf) -> KnowledgeIndex:
    pointer = shelf.store.pointer()
    assert pointer
    return shelf.open(pointer.snapshot)
