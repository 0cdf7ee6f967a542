"""A question, as it was asked, to passages: the one way in which anything searches."""

from ai.embedding import MOST_QUESTION_CHARACTERS, EmbedQuestion
from ai.index.knowledge import KnowledgeIndex, Query, SearchOptions
from ai.model import Passage


def find_passages(
    index: KnowledgeIndex, question: str, embed: EmbedQuestion, options: SearchOptions
) -> list[Passage]:
    """The best passages, best first. ModelError or KnowledgeError when it can not be done."""
    written = index.vocabulary.rewrite(question)[-MOST_QUESTION_CHARACTERS:]
    return index.search(
        Query(
            text=question if question == written else f"{question} {written}",
            vector=embed(written),
            limit=options.top_k,
            dense_weight=options.dense_weight,
            filters=options.filters,
        )
    )
