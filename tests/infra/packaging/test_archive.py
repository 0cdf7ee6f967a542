"""Archives depend on content alone."""

import os
import zipfile
from pathlib import Path

import pytest

from infra.packaging.archive import content_key, write_archive


def tree(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_same_content_gives_the_same_bytes_whenever_it_was_written(tmp_path: Path) -> None:
    files = {"b/two.py": "2", "a.py": "1"}
    one = tree(tmp_path / "one", files)
    other = tree(tmp_path / "other", dict(reversed(files.items())))
    os.utime(other / "a.py", (1, 1))
    (other / "a.py").chmod(0o600)
    write_archive(tmp_path / "one.zip", [one])
    write_archive(tmp_path / "other.zip", [other])
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    assert content_key([one]) == content_key([other])


def test_folders_are_zipped_together_and_readable_for_everybody(tmp_path: Path) -> None:
    folders = [tree(tmp_path / "a", {"x.py": "1"}), tree(tmp_path / "b", {"y/z.py": "2"})]
    write_archive(tmp_path / "out.zip", folders)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.namelist() == ["x.py", "y/z.py"]
        assert all(entry.external_attr >> 16 == 0o100644 for entry in archive.infolist())


def test_a_path_that_stands_in_two_folders_is_refused(tmp_path: Path) -> None:
    folders = [tree(tmp_path / "a", {"x.py": "1"}), tree(tmp_path / "b", {"x.py": "2"})]
    with pytest.raises(ValueError, match=r"would become x\.py"):
        write_archive(tmp_path / "out.zip", folders)


@pytest.mark.parametrize(
    "changed", [{"a.py": "other"}, {"b.py": "1"}, {"a.py": "1", "b.py": ""}, {}]
)
def test_any_other_content_has_another_key(tmp_path: Path, changed: dict[str, str]) -> None:
    before = tree(tmp_path / "before", {"a.py": "1"})
    after = tree(tmp_path / "after", changed)
    after.mkdir(exist_ok=True)
    assert content_key([before]) != content_key([after])


def test_texts_and_files_are_not_mixed_up(tmp_path: Path) -> None:
    file = tree(tmp_path, {"a.txt": "b"}) / "a.txt"
    assert content_key(["a.txt", "b"]) != content_key([file])
    assert content_key(["ab"]) != content_key(["a", "b"])
