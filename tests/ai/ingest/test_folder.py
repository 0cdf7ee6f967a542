from pathlib import Path

import pytest

from ai.index.snapshot import Snapshot
from ai.ingest.folder import build_folder
from tests.ai.fakes import models


def test_a_folder_becomes_a_snapshot_file(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.md").write_text("# 환불\n\n환불은 7일입니다.", encoding="utf-8")
    (folder / "bad.pdf").write_bytes(b"no")
    out = tmp_path / "out.sqlite"
    result = build_folder(folder, out, models.embed_all, model="fake", dimensions=models.DIMENSIONS)
    assert (result.documents, result.chunks, result.embedded) == (2, 1, 1)
    assert [(file.name, file.fault) for file in result.failed] == [("bad.pdf", "misnamed")]
    assert set(result.seconds) == {"read", "chunk", "embed", "write"}
    assert result.size == out.stat().st_size
    with Snapshot(out) as snapshot:
        before = snapshot.contents()
    again = build_folder(
        folder,
        out,
        models.embed_all,
        model="fake",
        dimensions=models.DIMENSIONS,
        before=before,
    )
    assert (again.chunks, again.embedded) == (1, 0)


def test_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        build_folder(
            tmp_path / "none", tmp_path / "o", models.embed_all, model="fake", dimensions=1
        )
