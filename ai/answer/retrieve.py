"""Finds the passages that may answer a question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ai.answer.follow_up import with_context
from ai.contract import Reason
from ai.embedding import MOST_QUESTION_CHARACTERS, EmbedQuestion
from ai.errors import AbstainedError, KnowledgeError, ModelError, NoSnapshotError
from ai.index.knowledge import KnowledgeIndex, Query
from ai.model import Exchange, Passage


@dataclass(frozen=True, kw_only=True)
class SearchOptions:
    """How to search.

    `min_score` is the lowest cosine a passage may have. What a cosine means depends on the
    embedding model: multilingual-e5 gives 0.75 to 0.92 to nearly everything.
    """

    top_k: int = 5
    dense_weight: float = 0.7
    min_score: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Found:
    """Passages, best first, and the index they come from.

    `question` is the question with the team's terms as documents write them.
    """

    index: KnowledgeIndex
    question: str
    passages: tuple[Passage, ...]


def retrieve(
    question: str,
    history: Sequence[Exchange],
    knowledge: Callable[[], KnowledgeIndex],
    embed: EmbedQuestion,
    options: SearchOptions,
) -> Found:
    """The passages for a question.

    AbstainedError when there are no documents or none comes near; KnowledgeError when the search
    itself failed. The two are never the same.
    """
    try:
        index = knowledge()
    except NoSnapshotError as error:
        raise AbstainedError(Reason.NO_DOCUMENTS, "nothing has been published yet") from error
    if index.size == 0:
        raise AbstainedError(Reason.NO_DOCUMENTS, "the published snapshot is empty")
    asked = with_context(question, history)
    written = index.glossary.rewrite(asked)[-MOST_QUESTION_CHARACTERS:]
    try:
        vector = embed(written)
    except ModelError as error:
        raise KnowledgeError("the question could not be embedded") from error
    passages = index.search(
        Query(
            text=asked if asked == written else f"{asked} {written}",
            vector=vector,
            limit=options.top_k,
            dense_weight=options.dense_weight,
        )
    )
    near = tuple(passage for passage in passages if passage.dense >= options.min_score)
    if not near:
        raise AbstainedError(Reason.NOT_IN_DOCUMENTS, "no passage comes near the question")
    return Found(index=index, question=index.glossary.rewrite(question), passages=near)
