"""A snapshot of a folder with the models of this machine, without any server in between."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from langchain_core.embeddings import Embeddings

from ai.embedding import passage_embedder
from ai.ingest.embed import Progress
from ai.ingest.folder import FolderBuild, build_folder
from local.bedrock.vectors import Vectors, resized
from local.bedrock.wire import TITAN_EMBEDDINGS

DIMENSIONS: Final = 512
"""As the stacks have it; the embedded model's 384 are filled up with zeros."""

MODEL: Final = TITAN_EMBEDDINGS
"""What the local model stands in for, and what a snapshot made with it says of itself."""


class LocalEmbeddings(Embeddings):
    """LangChain's interface to a function from a text to its vector.

    Thousands of passages go through here, most of them from the cache; a loopback request for
    each would take longer than everything else together.
    """

    def __init__(self, embed: Callable[[str], Vectors]) -> None:
        self._embed = embed

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text, in `DIMENSIONS`."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of one text, in `DIMENSIONS`."""
        return resized(self._embed(text), DIMENSIONS).tolist()


def build_index(
    folder: Path, out: Path, embeddings: LocalEmbeddings, progress: Progress | None = None
) -> FolderBuild:
    """Write the snapshot of `folder` to `out`, whole or not at all."""
    draft = out.with_name(f"{out.name}.new")
    try:
        built = build_folder(
            folder,
            draft,
            passage_embedder(embeddings),
            model=MODEL,
            dimensions=DIMENSIONS,
            progress=progress,
        )
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    return built
