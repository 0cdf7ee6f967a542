from pathlib import Path

import pytest

from ai.ingest.source import BucketSource, FolderSource, is_document_name
from tests.ai.fakes.s3 import FakeS3, client_error


def test_a_bucket_is_listed_over_all_its_pages() -> None:
    s3 = FakeS3({"documents": {f"{number}.md": b"x" for number in range(5)}}, page_size=2)
    listing = BucketSource(s3.client, "documents").listing()
    assert sorted(listing) == [f"{number}.md" for number in range(5)]
    assert listing["0.md"].size == 1


def test_an_objects_version_is_of_what_was_read() -> None:
    s3 = FakeS3({"documents": {"a.md": b"one"}})
    source = BucketSource(s3.client, "documents")
    listed = source.listing()["a.md"].version
    assert source.read("a.md") == (b"one", listed)
    s3.put("documents", "a.md", b"two")
    read = source.read("a.md")
    assert read
    assert read[1] != listed


def test_an_object_that_has_gone_is_none_and_a_refused_one_an_error() -> None:
    s3 = FakeS3({"documents": {}})
    source = BucketSource(s3.client, "documents")
    assert source.read("a.md") is None

    def refuse(_operation: str, _key: str) -> None:
        raise client_error("AccessDenied")

    s3.fail = refuse
    with pytest.raises(Exception, match="AccessDenied"):
        source.read("a.md")


def test_a_folder_is_listed_with_everything_below_it(tmp_path: Path) -> None:
    (tmp_path / "하위").mkdir()
    (tmp_path / "하위" / "b.md").write_text("b")
    (tmp_path / "a.md").write_text("a")
    source = FolderSource(tmp_path)
    assert sorted(source.listing()) == ["a.md", "하위/b.md"]
    read = source.read("하위/b.md")
    assert read == (b"b", source.listing()["하위/b.md"].version)
    assert source.read("none.md") is None


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="none"):
        FolderSource(tmp_path / "none")


@pytest.mark.parametrize("name", ["", "folder/", ".DS_Store", "a/.hidden", "a/~$open.docx"])
def test_markers_and_hidden_files_are_no_documents(name: str) -> None:
    assert not is_document_name(name)
