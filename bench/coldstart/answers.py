"""What the stubbed network answers: a snapshot of the samples, vectors, a model's words."""

import hashlib
import json
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from ai.index.snapshot import Snapshot
from ai.index.tokens import tokens
from ai.ingest.folder import build_folder
from ai.sentences import sentences
from local.state import ROOT

DIMENSIONS: Final = 512
QUESTION: Final = "핏클라우드 장애가 나면 얼마 만에 응답해 주나요"


def prepare(folder: Path) -> None:
    """Write `snapshot.sqlite`, `canned.json` and `event.json` into the folder."""
    snapshot = folder / "snapshot.sqlite"
    build_folder(
        ROOT / "samples" / "documents", snapshot, _embed, model="stub", dimensions=DIMENSIONS
    )
    with Snapshot(snapshot) as opened:
        chunk = opened.contents().chunks[0]
    words = next(sentence for sentence in sentences(chunk.text))
    canned: dict[str, Any] = {
        "pointer": {
            "snapshot": hashlib.sha256(snapshot.read_bytes()).hexdigest(),
            "published_at": "2026-01-01T00:00:00.000+00:00",
        },
        "vector": _vector(chunk.text),
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
    (folder / "event.json").write_text(json.dumps(_event()))


def _event() -> dict[str, Any]:
    return {
        "messageVersion": "1.0",
        "invocationSource": "FulfillmentCodeHook",
        "inputMode": "Speech",
        "inputTranscript": QUESTION,
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
