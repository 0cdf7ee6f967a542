from pathlib import Path

import numpy as np
import pytest

from ai.ingest.chunk import PASSAGE_MARK
from local.bedrock.extract import ExtractiveAnswerer
from local.bedrock.openai import OpenAiServer
from local.bedrock.server import Models
from local.bedrock.vectors import SentenceVectors, VectorCache, key_of
from local.errors import BadInputError
from local.models import models_from_environment, sentence_vectors
from tests.local.bedrock.models import BagOfPairs

NAMES = ("CALLCENTER_OPENAI_BASE_URL", "CALLCENTER_OPENAI_MODEL", "CALLCENTER_OPENAI_API_KEY")


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is named."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def made(folder: Path) -> tuple[Models, VectorCache]:
    cache = VectorCache(folder / "own.sqlite")
    return models_from_environment(SentenceVectors(cache, BagOfPairs)), cache


def speaker(folder: Path) -> object:
    """Whose method answers."""
    models, cache = made(folder)
    cache.close()
    return getattr(models.chat, "__self__", None)


def test_without_a_word_in_the_environment_the_answers_are_quotes(tmp_path: Path) -> None:
    assert isinstance(speaker(tmp_path), ExtractiveAnswerer)


def test_a_server_that_is_named_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in zip(NAMES, ("http://127.0.0.1:11434/v1", "qwen3", "k-1"), strict=True):
        monkeypatch.setenv(name, value)
    assert speaker(tmp_path) == OpenAiServer(
        base_url="http://127.0.0.1:11434/v1", model="qwen3", api_key="k-1"
    )


def test_a_server_without_a_model_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLCENTER_OPENAI_BASE_URL", "http://127.0.0.1:11434/v1")
    with pytest.raises(BadInputError, match="CALLCENTER_OPENAI_MODEL must name the model"):
        speaker(tmp_path)


def test_an_address_that_is_none_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLCENTER_OPENAI_BASE_URL", "localhost:11434")
    monkeypatch.setenv("CALLCENTER_OPENAI_MODEL", "qwen3")
    with pytest.raises(BadInputError, match="CALLCENTER_OPENAI_BASE_URL: 'localhost:11434'"):
        speaker(tmp_path)


@pytest.mark.parametrize(
    ("text", "passage"), [(f"{PASSAGE_MARK}환불】 3일", True), ("환불", False)]
)
def test_passages_and_questions_are_told_apart_by_the_mark(
    tmp_path: Path, text: str, *, passage: bool
) -> None:
    models, cache = made(tmp_path)
    vector = models.embed(text)
    kept = cache.get(key_of(text, passage=passage))
    other = cache.get(key_of(text, passage=not passage))
    cache.close()
    assert kept is not None
    assert np.allclose(kept, vector, atol=1e-3)
    assert other is None


def test_vectors_are_kept_in_the_state_folder(home: Path) -> None:
    _, cache = sentence_vectors()
    cache.close()
    assert (home / "vectors.sqlite").exists()
