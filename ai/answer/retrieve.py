"""Finds the passages that may answer a question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ai.answer.follow_up import with_context
from ai.contract import Reason
from ai.embedding import EmbedQuestion
from ai.errors import AbstainedError, KnowledgeError, ModelError, NoSnapshotError
from ai.index.find import find_passages, understand
from ai.index.knowledge import KnowledgeIndex, SearchOptions
from ai.model import Exchange, Passage


@dataclass(frozen=True, kw_only=True)
class Found:
    """Passages, best first, and the index they come from.

    `question` is the question as documents would spell it, without what is said around it.
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
    try:
        passages = find_passages(index, asked, embed, options)
    except ModelError as error:
        raise KnowledgeError("the question could not be embedded") from error
    near = tuple(
        passage
        for passage in passages
        if passage.dense is None or passage.dense >= options.min_score
    )
    if not near:
        raise AbstainedError(Reason.NOT_IN_DOCUMENTS, "no passage comes near the question")
    return Found(
        index=index, question=understand(question, index.vocabulary).question, passages=near
    )
