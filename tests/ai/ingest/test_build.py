from collections.abc import Sequence

import pytest

from ai.embedding import EmbedPassages
from ai.errors import DocumentError, DocumentFault, ModelError
from ai.index.contents import Contents
from ai.ingest import build as build_module
from ai.ingest.build import Builder, Candidate
from ai.model import Document
from tests.ai.fakes import models
from tests.ai.fakes.assistants import MemorySource

FILES = {
    "b.md": "# 해지\n\n해지는 콘솔에서 합니다.\n".encode(),
    "a.md": "# 환불\n\n환불은 7일 안에 처리됩니다.\n".encode(),
}


class Counting:
    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, texts: Sequence[str]) -> list[list[float]]:
        self.texts += texts
        return models.embed_all(texts)


def builder(embed: EmbedPassages = models.embed_all, model: str = "fake") -> Builder:
    return Builder(embed, model, models.DIMENSIONS)


def built(source: MemorySource, before: Contents | None = None) -> Candidate:
    candidate = builder().build(source, before)
    assert candidate
    return candidate


def test_every_document_is_read_and_chunks_are_in_order_of_name() -> None:
    contents = built(MemorySource(FILES)).contents
    assert {name: document.chunks for name, document in contents.documents.items()} == {
        "a.md": 1,
        "b.md": 1,
    }
    assert [chunk.document for chunk in contents.chunks] == ["a.md", "b.md"]


def test_nothing_new_is_no_candidate() -> None:
    source = MemorySource(FILES)
    assert builder().build(source, built(source).contents) is None


def test_only_what_changed_is_read_and_only_new_text_is_embedded() -> None:
    source = MemorySource(FILES)
    before = built(source).contents
    source.files["c.md"] = "# 새 글\n\n새로 왔습니다.".encode()
    source.reads.clear()
    counting = Counting()
    candidate = builder(counting).build(source, before)
    assert candidate
    assert source.reads == ["c.md"]
    assert counting.texts == ["【새 글】 새로 왔습니다."]
    assert candidate.embedded == 1
    assert [chunk.document for chunk in candidate.contents.chunks] == ["a.md", "b.md", "c.md"]


def test_a_deleted_document_is_gone_with_its_chunks() -> None:
    source = MemorySource(FILES)
    before = built(source).contents
    del source.files["a.md"]
    contents = built(source, before).contents
    assert list(contents.documents) == ["b.md"]
    assert [chunk.document for chunk in contents.chunks] == ["b.md"]


def test_an_emptied_bucket_makes_an_empty_candidate() -> None:
    source = MemorySource(FILES)
    before = built(source).contents
    source.files.clear()
    contents = built(source, before).contents
    assert contents.chunks == ()
    assert contents.vectors.shape == (0, models.DIMENSIONS)


def test_a_bad_file_hurts_nobody_else() -> None:
    source = MemorySource({**FILES, "bad.pdf": b"not a pdf", "x.exe": b"MZ"})
    first = built(source)
    faults = {name: each.fault for name, each in first.contents.documents.items() if each.fault}
    assert faults == {"bad.pdf": "misnamed", "x.exe": "unsupported"}
    assert len(first.contents.chunks) == 2
    source.files["c.md"] = "글".encode()
    second = built(source, first.contents)
    assert second.contents.documents["bad.pdf"].fault == "misnamed"


def test_an_unsupported_file_is_not_even_downloaded() -> None:
    source = MemorySource({"film.mp4": b"x"})
    built(source)
    assert source.reads == []


def test_a_repaired_file_is_indexed() -> None:
    source = MemorySource({"a.pdf": b"not a pdf"})
    before = built(source).contents
    source.files = {"a.pdf": b"not a pdf", "a.md": "고친 글".encode()}
    del source.files["a.pdf"]
    contents = built(source, before).contents
    assert contents.documents["a.md"].chunks == 1
    assert "a.pdf" not in contents.documents


def test_a_file_that_goes_between_listing_and_reading_is_left_out() -> None:
    class Vanishing(MemorySource):
        def read(self, name: str) -> tuple[bytes, str] | None:
            return None if name == "a.md" else super().read(name)

    assert list(built(Vanishing(FILES)).contents.documents) == ["b.md"]


def test_a_changed_document_is_read_again() -> None:
    source = MemorySource(FILES)
    before = built(source).contents
    source.files["a.md"] = "# 환불\n\n환불은 3일입니다.\n".encode()
    texts = [chunk.text for chunk in built(source, before).contents.chunks]
    assert texts == ["환불은 3일입니다.", "해지는 콘솔에서 합니다."]


def test_new_readers_read_everything_again_but_embed_nothing_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = MemorySource(FILES)
    before = built(source).contents
    monkeypatch.setattr(build_module, "READERS_VERSION", "next")
    source.reads.clear()
    counting = Counting()
    assert builder(counting).build(source, before)
    assert sorted(source.reads) == ["a.md", "b.md"]
    assert counting.texts == []


def test_another_embedding_model_embeds_everything_again() -> None:
    source = MemorySource(FILES)
    before = built(source).contents
    counting = Counting()
    assert builder(counting, model="other").build(source, before)
    assert len(counting.texts) == 2


def test_the_glossary_is_taken_and_is_no_document() -> None:
    source = MemorySource({**FILES, "glossary.csv": "spoken,written\n핏클,FitCloud\n".encode()})
    contents = built(source).contents
    assert contents.vocabulary.rewrite("핏클") == "FitCloud"
    assert "glossary.csv" not in contents.documents
    assert builder().build(source, contents) is None


def test_a_changed_glossary_makes_a_candidate() -> None:
    source = MemorySource({**FILES, "glossary.csv": b"spoken,written\n"})
    before = built(source).contents
    source.files["glossary.csv"] = "spoken,written\n핏클,FitCloud\n".encode()
    candidate = built(source, before)
    assert candidate.embedded == 0
    assert len(candidate.contents.vocabulary.glossary.terms) == 1
    del source.files["glossary.csv"]
    assert built(source, candidate.contents).contents.glossary_version is None


def test_a_broken_glossary_is_reported_like_a_document() -> None:
    source = MemorySource({**FILES, "glossary.csv": b"wrong"})
    first = built(source)
    assert first.contents.documents["glossary.csv"].fault == "glossary"
    assert first.contents.vocabulary.glossary.terms == ()
    assert builder().build(source, first.contents) is None


def test_a_mended_glossary_is_no_longer_reported() -> None:
    source = MemorySource({**FILES, "glossary.csv": b"wrong"})
    before = built(source).contents
    source.files["glossary.csv"] = b"spoken,written\na,b\n"
    contents = built(source, before).contents
    assert "glossary.csv" not in contents.documents
    assert contents.glossary_version


def test_a_failing_model_fails_the_build() -> None:
    def failing(_texts: Sequence[str]) -> list[list[float]]:
        raise ModelError("throttled")

    with pytest.raises(ModelError):
        builder(failing).build(MemorySource(FILES), None)


def test_the_questions_are_no_document_and_their_version_is_kept() -> None:
    source = MemorySource({**FILES, "golden.jsonl": b"{}"})
    contents = built(source).contents
    assert "golden.jsonl" not in contents.documents
    assert contents.golden_version
    assert builder().build(source, contents) is None
    source.files["golden.jsonl"] = b"{ }"
    assert builder().build(source, contents)


def test_a_file_that_breaks_keeps_its_last_readable_version() -> None:
    source = MemorySource(FILES)
    before = built(source).contents
    source.files["a.md"] = b""
    contents = built(source, before).contents
    assert contents.chunks == before.chunks
    broken = contents.documents["a.md"]
    assert (broken.fault, broken.chunks) == ("empty", 1)
    source.files["c.md"] = "글".encode()
    assert len(built(source, contents).contents.chunks) == 3


def test_a_document_that_gets_another_name_is_not_embedded_again() -> None:
    source = MemorySource(FILES)
    before = built(source).contents
    source.files["moved.md"] = source.files.pop("a.md")
    counting = Counting()
    candidate = builder(counting).build(source, before)
    assert candidate
    assert counting.texts == []
    assert [chunk.document for chunk in candidate.contents.chunks] == ["b.md", "moved.md"]


def test_the_reader_is_whoever_is_given() -> None:
    def refusing(name: str, _version: str, _data: bytes) -> Document:
        raise DocumentError(DocumentFault.TOO_SLOW, f"{name} took too long")

    made = Builder(models.embed_all, "fake", models.DIMENSIONS, read=refusing)
    candidate = made.build(MemorySource(FILES), None)
    assert candidate
    assert {each.fault for each in candidate.contents.documents.values()} == {"too_slow"}
