"""What the golden answers say, held against their own documents and against others'.

    .venv/bin/python -m bench.grounding

An answer that its own documents do not hold is a caller who is turned away; one that another
question's document holds is one that could be said of the wrong thing. The shares of words are
what `ai/answer/likeness.py` has its limits from. No model and no index is needed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ai.answer.ground import ground
from ai.answer.likeness import share
from ai.answer.screen import refusal
from ai.errors import AbstainedError
from ai.index.glossary import GLOSSARY_FILE
from ai.ingest.chunk import chunk_document
from ai.ingest.readers.registry import read_document
from ai.model import Chunk, Passage

_SAMPLES: Final = Path(__file__).parents[1] / "samples"
_LIMITS: Final = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


def main() -> None:
    """Print how many answers are held, by whom, and which of their own are not."""
    chunks, questions = _chunks(), list(_questions())
    own = {row["id"]: _of(chunks, row["documents"]) for row in questions}
    stopped = [row["question"] for row in questions if refusal(row["question"])]
    refused = [row for row in questions if not _said(row["answer"], own[row["id"]])]
    wrongly = sum(
        _said(row["answer"], own[other["id"]])
        for row, other in zip(questions, [*questions[40:], *questions[:40]], strict=True)
        if not set(row["documents"]) & set(other["documents"])
    )
    print(f"{len(questions)} golden answers; questions stopped before the search: {len(stopped)}")
    print(f"not held by their own documents: {len(refused)}; held by another's: {wrongly}")
    for row in refused:
        print(f"  {row['id']}  {row['answer']}")
    shares = [max(share(row["answer"], [one]) for one in own[row["id"]]) for row in questions]
    print("least share of words:", round(min(shares), 2))
    for limit in _LIMITS:
        print(f"  below {limit}: {sum(one < limit for one in shares)}")


def _chunks() -> dict[str, tuple[Chunk, ...]]:
    return {
        path.name: tuple(chunk_document(read_document(path.name, "1", path.read_bytes())))
        for path in sorted((_SAMPLES / "documents").iterdir())
        if path.name != GLOSSARY_FILE
    }


def _questions() -> Iterator[dict[str, Any]]:
    for line in (_SAMPLES / "golden.jsonl").read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        if row.get("answerable", True) and row.get("answer"):
            yield row


def _of(chunks: Mapping[str, Sequence[Chunk]], documents: Sequence[str]) -> list[str]:
    return ["\n".join((*chunk.place, chunk.text)) for name in documents for chunk in chunks[name]]


def _said(answer: str, texts: Sequence[str]) -> bool:
    """Whether any five passages in a row hold the answer, as a search would bring them."""
    return any(_held(answer, texts[start : start + 5]) for start in range(len(texts)))


def _held(answer: str, texts: Sequence[str]) -> bool:
    passages = [
        Passage(
            chunk=Chunk(id="", document="", title="", heading_path=(), page=None, text=text),
            score=1,
            dense=1,
            lexical=1,
        )
        for text in texts
    ]
    marks = "".join(f"[{number}]" for number in range(1, len(passages) + 1))
    try:
        ground(f"{answer} {marks}", passages)
    except AbstainedError:
        return False
    return True


if __name__ == "__main__":
    main()
