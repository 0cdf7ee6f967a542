"""Documents that hang or crash whoever reads them."""

from ai.ingest.build import Builder
from ai.ingest.parts import BucketParts
from ai.ingest.readers.bounded import BoundedReader
from ai.ingest.source import BucketSource
from tests.ai.fakes import models
from tests.ai.ingest.worlds import World

ODD_CHILD = "tests.ai.ingest.readers.odd_child"


def test_a_poisoned_document_hurts_nobody_else_and_is_not_read_twice(world: World) -> None:
    world.document("a.md", "환불은 7일입니다.")
    world.document("hang.txt", "끝나지 않습니다.")
    world.document("crash.txt", "멈춥니다.")
    world.document("z.md", "해지는 콘솔에서 합니다.")
    with BoundedReader(seconds=1.5, module=ODD_CHILD) as reader:
        builder = Builder(
            models.embed_all,
            "fake",
            models.DIMENSIONS,
            read=reader.read_document,
            parts=BucketParts(world.s3.client, "index"),
        )
        candidate = builder.build(BucketSource(world.s3.client, "documents"), None)
    assert candidate
    faults = {name: each.fault for name, each in candidate.contents.documents.items()}
    assert faults == {
        "a.md": None,
        "hang.txt": "too_slow",
        "crash.txt": "too_complex",
        "z.md": None,
    }
    source = BucketSource(world.s3.client, "documents")
    world.document("b.md", "새 글입니다.")
    world.s3.calls.clear()
    assert Builder(models.embed_all, "fake", models.DIMENSIONS).build(source, candidate.contents)
    read = {key for operation, key in world.s3.calls if operation == "get_object"}
    assert read == {"b.md"}
