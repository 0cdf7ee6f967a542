"""Before Lambda keeps a snapshot of the process, and after it goes on from one (SnapStart).

The runtime brings `snapshot_restore_py`; elsewhere there is none, and nothing is registered. No
connection is opened before the snapshot: it would be dead in every process that starts from it.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from ai.answer.chain import answer
from ai.answer.prompt import Request
from ai.deadline import Deadline
from ai.handlers.service import AnswerService
from ai.index.knowledge import Query
from ai.index.vocabulary import Vocabulary
from ai.model import Answer, Chunk, Passage

_REHEARSAL_SECONDS: Final = 20.0
_WORDS: Final = "환불은 7일 안에 처리됩니다."


class _OnePassage:
    """An index that finds the same passage for everything."""

    snapshot = "rehearsal"
    size = 1
    vocabulary = Vocabulary()
    by_words = False

    def search(self, query: Query) -> list[Passage]:
        """The passage."""
        chunk = Chunk(
            id="0", document="a.md", title="환불", heading_path=(), page=None, text=_WORDS
        )
        return [Passage(chunk=chunk, score=1.0, dense=1.0, lexical=1.0)][: query.limit]


def register(service: Callable[[], AnswerService]) -> bool:
    """Have the runtime prepare the service before the snapshot; False where there is no runtime."""
    try:
        from snapshot_restore_py import (  # noqa: PLC0415  # pyright: ignore[reportMissingModuleSource]
            register_after_restore,
            register_before_snapshot,
        )
    except ImportError:
        return False
    register_before_snapshot(rehearse, service)
    register_after_restore(random.seed)  # else every process would draw the same numbers
    return True


def rehearse(service: Callable[[], AnswerService]) -> Answer:
    """Make the clients and answer one question without the network, so that all is loaded."""
    stand_in = replace(service().assistant, knowledge=_OnePassage, embed=_embed, generate=_quote)
    return answer("환불은 며칠 걸리나요", stand_in, Deadline(_REHEARSAL_SECONDS))


def _embed(_question: str) -> Sequence[float]:
    return (1.0,)


def _quote(_request: Request) -> str:
    return f"{_WORDS} [1]"
