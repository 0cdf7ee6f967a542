import json
from dataclasses import replace
from datetime import date

import pytest

from ai.errors import KnowledgeError
from ai.index.glossary import Glossary, Term
from ai.index.knowledge import Filters
from ai.index.vector_metadata import (
    METADATA_MOST,
    NOT_FILTERABLE,
    chunk_of,
    content_digest,
    entry_of,
    filter_of,
)
from ai.model import Chunk, Labels

CHUNK = Chunk(
    id="1",
    document="제품/요금표.md",
    title="요금표",
    heading_path=("요금", "월 요금"),
    page=3,
    text="FitCloud는 월 3만 원입니다.\n두 번째 줄입니다.",
)
GLOSSARY = Glossary((Term(spoken="핏클라우드", written="FitCloud"),))


def size(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False).encode())


def long_chunk(characters: int) -> Chunk:
    return Chunk(
        id="1" * 32,
        document="문서" * 150 + ".md",
        title="제목" * 50,
        heading_path=("머리" * 100,) * 3,
        page=None,
        text="가" * characters,
    )


def test_a_chunk_comes_back_as_it_was() -> None:
    entry = entry_of(CHUNK, Labels(), GLOSSARY, directed=True)
    assert chunk_of(entry.metadata) == (CHUNK, True)
    assert not entry.cut
    assert chunk_of(entry_of(CHUNK, Labels(), GLOSSARY, directed=False).metadata)[1] is False


def test_titles_headings_and_spoken_forms_can_be_searched() -> None:
    text = entry_of(CHUNK, Labels(), GLOSSARY, directed=True).metadata["search"]
    for word in ("요금표", "월 요금", "FitCloud", "핏클라우드"):
        assert word in text


@pytest.mark.parametrize("characters", [10, 5_000, 11_000, 13_000, 100_000])
def test_metadata_stays_within_the_services_limits(characters: int) -> None:
    labels = Labels(product="제품" * 500, language="ko", valid_from=date(2026, 1, 1))
    chunk = long_chunk(characters)
    entry = entry_of(chunk, labels, GLOSSARY, directed=True)
    sent = {**entry.metadata, "id": "0" * 49}
    filterable = {key: value for key, value in sent.items() if key not in NOT_FILTERABLE}
    assert size(sent) <= METADATA_MOST
    assert size(filterable) <= 2_048
    assert entry.cut == (characters > 11_500)
    kept = chunk_of(entry.metadata)[0]
    assert chunk.text.startswith(kept.text)
    assert kept.text


@pytest.mark.parametrize(
    "chunk",
    [
        replace(CHUNK, title="제" * 50_000),
        replace(CHUNK, heading_path=("머리" * 40_000, "요금")),
        replace(CHUNK, heading_path=("머리",) * 3_000),
        replace(CHUNK, text="FitCloud SLA", document="가" * 340),
        long_chunk(0),
    ],
)
def test_no_document_is_so_odd_that_the_service_would_refuse_its_chunks(chunk: Chunk) -> None:
    many = Glossary(tuple(Term(spoken=f"핏클라우드{n}", written="FitCloud") for n in range(5_000)))
    entry = entry_of(chunk, Labels(), many, directed=True)
    assert size({**entry.metadata, "id": "0" * 49}) <= METADATA_MOST
    kept = chunk_of(entry.metadata)[0]
    assert kept.document == chunk.document
    assert kept.text == chunk.text


@pytest.mark.parametrize(
    "labels",
    [
        Labels(product="FitCloud"),
        Labels(language="ko"),
        Labels(valid_from=date(2026, 1, 1)),
        Labels(valid_until=date(2026, 1, 1)),
    ],
)
def test_another_label_is_another_content(labels: Labels) -> None:
    plain = entry_of(CHUNK, Labels(), GLOSSARY, directed=True).metadata
    labelled = entry_of(CHUNK, labels, GLOSSARY, directed=True).metadata
    assert content_digest(plain, b"v") != content_digest(labelled, b"v")
    assert content_digest(plain, b"v") == content_digest(dict(reversed(plain.items())), b"v")
    assert content_digest(plain, b"v") != content_digest(plain, b"w")


def test_another_spoken_form_is_another_content() -> None:
    before = entry_of(CHUNK, Labels(), Glossary(), directed=True).metadata
    after = entry_of(CHUNK, Labels(), GLOSSARY, directed=True).metadata
    assert content_digest(before, b"") != content_digest(after, b"")


@pytest.mark.parametrize(
    "metadata",
    [{}, {"chunk": "{}", "search": ""}, {"chunk": "[", "search": ""}, {"chunk": "{}"}],
)
def test_metadata_of_others_is_refused(metadata: dict[str, str]) -> None:
    with pytest.raises(KnowledgeError):
        chunk_of(metadata)


def test_no_filters_make_no_filter() -> None:
    assert filter_of(Filters()) is None


def test_one_filter_stands_alone_and_several_are_joined() -> None:
    alone = filter_of(Filters(product="FitCloud"))
    assert alone
    assert list(alone) == ["product"]
    joined = filter_of(Filters(product="FitCloud", language="ko", on=date(2026, 1, 1)))
    assert joined
    assert [next(iter(term)) for term in joined["$and"]] == [
        "product", "language", "from", "until",
    ]  # fmt: skip
