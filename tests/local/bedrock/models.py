"""Small models that stand where the embedded ones stand: deterministic, and quick."""

import zlib
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np

from local.bedrock.extract import ExtractiveAnswerer
from local.bedrock.server import BedrockServer, Models
from local.bedrock.vectors import MODEL_DIMENSIONS, SentenceVectors, VectorCache, Vectors
from local.bedrock.wire import Conversation, Message, Reply

TOKEN = "5eed"


class BagOfPairs:
    """Encodes a text by its pairs of characters: texts that share many are alike.

    Every vector leans one way, so cosines lie above 0.84 as the real model's do.
    """

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def query(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        return self._rows(texts)

    def passage(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages; this model has one side only."""
        return self._rows(texts)

    def _rows(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return np.stack([self._row(text) for text in texts])

    def _row(self, text: str) -> Vectors:
        letters = "".join(text.split())
        row = np.zeros(MODEL_DIMENSIONS, dtype=np.float32)
        for pair in pairwise(letters):
            row[1 + zlib.crc32("".join(pair).encode()) % (MODEL_DIMENSIONS - 1)] += 1
        row *= 0.4 / max(float(np.linalg.norm(row)), 1e-9)
        row[0] = np.sqrt(1 - float(row @ row))
        return row


@contextmanager
def pair_answerer(folder: Path) -> Generator[ExtractiveAnswerer]:
    """The extractive answerer over a small model."""
    cache = VectorCache(folder / "vectors.sqlite")
    try:
        yield ExtractiveAnswerer(SentenceVectors(cache, BagOfPairs))
    finally:
        cache.close()


class EchoChat:
    """Answers with fixed words, and keeps what it was asked."""

    def __init__(self, text: str = "네, 됩니다. [1]") -> None:
        self.text = text
        self.heard: list[Conversation] = []

    def __call__(self, conversation: Conversation) -> Reply:
        """The fixed words."""
        self.heard.append(conversation)
        return Reply(text=self.text, input_tokens=11, output_tokens=7)


def steps(_text: str) -> Vectors:
    """A vector of unit length in which every place differs."""
    row = np.arange(1, MODEL_DIMENSIONS + 1, dtype=np.float32)
    return row / np.float32(np.linalg.norm(row))


@contextmanager
def serving(models: Models | None = None) -> Generator[BedrockServer]:
    """A local Bedrock on loopback."""
    server = BedrockServer(models or Models(embed=steps, chat=EchoChat()), token=TOKEN)
    try:
        yield server
    finally:
        server.close()


def asked(passages: str, question: str, *earlier: str) -> Conversation:
    """A Converse request as the assistant writes it; `earlier` alternates caller and assistant."""
    roles = ("user", "assistant")
    turns = [Message(role=roles[i % 2], text=text) for i, text in enumerate(earlier)]
    last = f"<passages>\n{passages}\n</passages>\n<question>{question}</question>"
    return Conversation(
        model="amazon.nova-lite-v1:0",
        system="Answer from the passages.",
        messages=(*turns, Message(role="user", text=last)),
    )
