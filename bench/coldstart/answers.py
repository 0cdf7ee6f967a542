"""What the stubbed network answers: a snapshot of the samples, vectors, a model's words."""

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from ai.index.contents import Contents
from ai.index.snapshot import Snapshot
from ai.index.tokens import tokens
from ai.index.writer import write_snapshot
from ai.ingest.folder import build_folder
from ai.sentences import sentences
from local.state import ROOT

DIMENSIONS: Final = 512
MODEL: Final = "amazon.titan-embed-text-v2:0"
"""As the environment of the handlers names it."""
QUESTION: Final = "핏클라우드 장애가 나면 얼마 만에 응답해 주나요"
WORDS: Final = "장애로 운영 시스템이 중단되면 1시간 안에 첫 응답을 드립니다."
"""Of fitcloud-support-policy.md."""


def prepare(folder: Path) -> None:
    """Write `snapshot.sqlite`, `canned.json` and `event.json` into the folder, from the samples."""
    snapshot = folder / "snapshot.sqlite"
    build_folder(
        ROOT / "samples" / "documents", snapshot, _embed, model=MODEL, dimensions=DIMENSIONS
    )
    _can(folder, QUESTION, WORDS)


def use_snapshot(folder: Path, contents: Contents) -> None:
    """Answer from other contents from now on: the first sentence of the first chunk."""
    origin = replace(contents.origin, embedding_model=MODEL)
    write_snapshot(replace(contents, origin=origin), folder / "snapshot.sqlite")
    words = next(sentence for sentence in sentences(contents.chunks[0].text))
    _can(folder, f"{words.split(' ')[0]} 알려 주세요", words)


def _can(folder: Path, question: str, words: str) -> None:
    """The question lies next to the chunk that holds the words, and is answered with them."""
    snapshot = folder / "snapshot.sqlite"
    with Snapshot(snapshot) as opened:
        contents = opened.contents()
    held = next(n for n, chunk in enumerate(contents.chunks) if words in chunk.text)
    chunk, vector = contents.chunks[held], contents.vectors[held]
    canned: dict[str, Any] = {
        "pointer": {
            "snapshot": hashlib.sha256(snapshot.read_bytes()).hexdigest(),
            "published_at": "2026-01-01T00:00:00.000+00:00",
        },
        "vector": [float(value) for value in vector],
        "vectors": [
            {"key": str(n), "distance": 0.1 * n, "metadata": {"_page_content": chunk.text}}
            for n in range(4)
        ],
        "converse": {
            "output": {"message": {"role": "assistant", "content": [{"text": f"{words} [1]"}]}},
            "stopReason": "end_turn",
            "usage": {"inputTokens": 900, "outputTokens": 40, "totalTokens": 940},
            "metrics": {"latencyMs": 10},
        },
        "dynamodb": '{"Items": [], "Count": 0, "ScannedCount": 0}',
    }
    (folder / "canned.json").write_text(json.dumps(canned))
    (folder / "event.json").write_text(json.dumps(_event(question)))


def _event(question: str) -> dict[str, Any]:
    return {
        "messageVersion": "1.0",
        "invocationSource": "FulfillmentCodeHook",
        "inputMode": "Speech",
        "inputTranscript": question,
        "sessionId": "11111111-2222-3333-4444-555555555555",
        "bot": {"name": "assistant", "localeId": "ko_KR", "version": "1"},
        "sessionState": {
            "intent": {"name": "FallbackIntent", "state": "ReadyForFulfillment"},
            "sessionAttributes": {},
        },
    }


def _embed(texts: Sequence[str]) -> list[list[float]]:
    return [_vector(text) for text in texts]


def _vector(text: str) -> list[float]:
    vector = [0.0] * DIMENSIONS
    for token in tokens(text):
        vector[zlib.crc32(token.encode()) % DIMENSIONS] += 1.0
    return vector
