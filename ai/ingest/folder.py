"""A snapshot file from a folder of documents: the bucket's path without the bucket."""

import time
from dataclasses import dataclass
from pathlib import Path

from ai.embedding import EmbedPassages
from ai.index.contents import Contents, IndexedDocument
from ai.index.writer import write_snapshot
from ai.ingest.build import Builder
from ai.ingest.embed import Progress
from ai.ingest.source import FolderSource


@dataclass(frozen=True, kw_only=True)
class FolderBuild:
    """What was built. `seconds` has `read`, `chunk`, `embed` and `write`; `size` is in bytes."""

    documents: int
    chunks: int
    embedded: int
    failed: tuple[IndexedDocument, ...]
    seconds: dict[str, float]
    size: int


def build_folder(
    folder: Path,
    out: Path,
    embed: EmbedPassages,
    *,
    model: str,
    dimensions: int,
    before: Contents | None = None,
    progress: Progress | None = None,
) -> FolderBuild:
    """Write the snapshot of `folder` to `out`; vectors of `before` are used again.

    NotADirectoryError when there is no such folder; ModelError when embedding fails.
    """
    builder = Builder(embed, model, dimensions)
    candidate = builder.build(FolderSource(folder), before, progress)
    if candidate:
        contents, embedded, seconds = candidate.contents, candidate.embedded, candidate.seconds
    elif before:
        contents, embedded, seconds = before, 0, {"read": 0.0, "chunk": 0.0, "embed": 0.0}
    else:
        raise AssertionError("a build without a version before it always gives a candidate")
    begun = time.perf_counter()
    write_snapshot(contents, out)
    return FolderBuild(
        documents=len(contents.documents),
        chunks=len(contents.chunks),
        embedded=embedded,
        failed=tuple(document for document in contents.documents.values() if document.fault),
        seconds={**seconds, "write": time.perf_counter() - begun},
        size=out.stat().st_size,
    )
