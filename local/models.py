"""The models behind the local Bedrock: embedded ones, or a server that the user names."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ai.ingest.chunk import PASSAGE_MARK
from local.bedrock.extract import ExtractiveAnswerer
from local.bedrock.openai import OpenAiServer, checked_url
from local.bedrock.server import Models
from local.bedrock.vectors import SentenceVectors, VectorCache, Vectors, load_embedded_model
from local.errors import BadInputError
from local.state import ROOT, state_folder

SHIPPED_VECTORS: Final = (ROOT / "samples" / "vectors.sqlite",)

_SERVER: Final = "CALLCENTER_OPENAI_BASE_URL"


def sentence_vectors(own: Path | None = None) -> tuple[SentenceVectors, VectorCache]:
    """Vectors by content: this checkout's cache (or the file given), and the samples' own."""
    cache = VectorCache(own or state_folder() / "vectors.sqlite", SHIPPED_VECTORS)
    return SentenceVectors(cache, load_embedded_model), cache


def embed_text(vectors: SentenceVectors) -> Callable[[str], Vectors]:
    """One function for both sides of the model, which tells passages by their mark."""
    return lambda text: vectors.embed(text, passage=text.startswith(PASSAGE_MARK))


def only_quotes() -> bool:
    """Whether answers are quotes from Korean documents, because no server is named that writes."""
    return not os.environ.get(_SERVER)


def models_from_environment(vectors: SentenceVectors) -> Models:
    """The embedded models, or the OpenAI-compatible server that the user names for Converse.

    Reads `CALLCENTER_OPENAI_BASE_URL`, `CALLCENTER_OPENAI_MODEL` and `CALLCENTER_OPENAI_API_KEY`.

    Raises:
        BadInputError: when the address is none, or the model is not named.
    """
    embed = embed_text(vectors)
    base_url = os.environ.get(_SERVER)
    if not base_url:
        return Models(embed=embed, chat=ExtractiveAnswerer(vectors).chat)
    model = os.environ.get("CALLCENTER_OPENAI_MODEL")
    if not model:
        raise BadInputError("CALLCENTER_OPENAI_MODEL must name the model at the server you gave")
    try:
        url = checked_url(base_url)
    except ValueError as error:
        raise BadInputError(f"{_SERVER}: {error}") from error
    server = OpenAiServer(
        base_url=url, model=model, api_key=os.environ.get("CALLCENTER_OPENAI_API_KEY")
    )
    return Models(embed=embed, chat=server.chat)
