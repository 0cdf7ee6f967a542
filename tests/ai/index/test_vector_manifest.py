from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.errors import KnowledgeError
from ai.index.contents import Origin
from ai.index.glossary import Glossary, Term
from ai.index.store import Pointer
from ai.index.vector_manifest import (
    Manifest,
    ManifestStore,
    NoManifestError,
    era_of,
    key_of,
)
from ai.index.vocabulary import Vocabulary
from tests.ai.fakes.s3 import FakeS3, client_error

POINTER = Pointer(snapshot="a", published_at="2026-01-01T00:00:00.000+00:00", etag='"1"')
RECORDS = st.sets(st.binary(min_size=24, max_size=24), max_size=60)


def manifest(records: set[bytes]) -> Manifest:
    return Manifest.of(
        "knowledge-1",
        bytes(8),
        Origin(readers="1", embedding_model="titan", dimensions=512),
        Vocabulary(
            glossary=Glossary((Term(spoken="핏클라우드", written="FitCloud"),)),
            derived=(Term(spoken="에스엘에이", written="SLA"),),
        ),
        records,
    )


DATA = manifest({bytes(24)}).encode()


@given(RECORDS)
def test_what_is_stored_is_read_back(records: set[bytes]) -> None:
    made = manifest(records)
    read = Manifest.decode(made.encode())
    assert read == made
    assert read.size == len(records)


@given(RECORDS, RECORDS)
def test_a_key_is_held_exactly_when_it_was_put_in(held: set[bytes], asked: set[bytes]) -> None:
    made = manifest(held)
    for record in held | asked:
        key = key_of(record[:16], record[16:])
        assert (key in made) == (record in held)
    assert sorted(made) == sorted(key_of(one[:16], one[16:]) for one in held)


@given(RECORDS)
def test_the_era_of_a_content_is_found(records: set[bytes]) -> None:
    one_each = {record[:16]: record for record in records}
    made = manifest(set(one_each.values()))
    for content, record in one_each.items():
        assert made.era(content) == record[16:]
    assert made.era(bytes(16)) is None or bytes(16) in one_each


@pytest.mark.parametrize("key", ["", "-", "mine", "zz-zz", "00-11", "가-나"])
def test_a_strange_key_is_in_no_manifest(key: str) -> None:
    assert key not in manifest({bytes(24)})


def test_every_move_of_the_pointer_begins_another_era() -> None:
    others = [
        None,
        replace(POINTER, etag='"2"'),
        replace(POINTER, snapshot="b"),
        replace(POINTER, published_at="2026-01-01T00:00:00.001+00:00"),
    ]
    assert len({era_of(pointer) for pointer in (POINTER, *others)}) == 5
    assert era_of(POINTER) == era_of(replace(POINTER))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (DATA, DATA[:-1]),
        (DATA, DATA[:20]),
        (DATA, DATA + b"x"),
        (DATA, b""),
        (DATA, b"[]\n"),
        (b'"format": "1"', b'"format": "0"'),
        (b'"index"', b'"indes"'),
    ],
)
def test_a_damaged_manifest_is_refused_by_name(old: bytes, new: bytes) -> None:
    s3 = FakeS3()
    s3.put("index", "snapshots/abc.keys", DATA.replace(old, new))
    with pytest.raises(KnowledgeError, match=r"snapshots/abc\.keys can not be read"):
        ManifestStore(s3.client, "index").get("abc")


def test_no_manifest_is_told_apart_from_one_that_can_not_be_read() -> None:
    s3 = FakeS3()
    store = ManifestStore(s3.client, "index")
    with pytest.raises(NoManifestError):
        store.get("abc")

    def refuse(_operation: str, _key: str) -> None:
        raise client_error("AccessDenied")

    s3.fail = refuse
    with pytest.raises(KnowledgeError) as error:
        store.get("abc")
    assert not isinstance(error.value, NoManifestError)


def test_files_and_manifests_are_told_apart_from_what_else_is_in_the_bucket() -> None:
    s3 = FakeS3()
    for key in ("current", "snapshots/a.sqlite", "snapshots/a.keys", "snapshots/b.sqlite",
                "snapshots/c.keys", "parts/d.keys"):  # fmt: skip
        s3.put("index", key, b"")
    assert ManifestStore(s3.client, "index").snapshots() == ({"a", "b"}, {"a", "c"})
