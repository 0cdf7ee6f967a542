"""At which rank each golden question was found in what is published, kept in the report. Pure.

A candidate is held against these instead of asking the published snapshot all over again.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

from ai.quality.questions import GoldenQuestion
from ai.quality.retrieval import Quality, Ranked

Ranks = Mapping[str, int | None]
"""By question, with the documents that answer it; None is "not found"."""


def ranks_of(quality: Quality) -> Ranks:
    """What to keep of a measurement."""
    return {_key(row.question): row.rank for row in quality.rows}


def quality_of(questions: Sequence[GoldenQuestion], ranks: Ranks) -> Quality | None:
    """The measurement again; None when not every question was part of it."""
    if any(_key(question) not in ranks for question in questions):
        return None
    return Quality(
        rows=tuple(Ranked(question=question, rank=ranks[_key(question)]) for question in questions)
    )


def _key(question: GoldenQuestion) -> str:
    told = json.dumps([question.question, question.documents], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:32]
