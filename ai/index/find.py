"""A question, as it was asked, to passages: the one way in which anything searches."""

from dataclasses import dataclass

from ai.embedding import MOST_QUESTION_CHARACTERS, EmbedQuestion
from ai.index.knowledge import KnowledgeIndex, Query, SearchOptions
from ai.index.spoken import with_figures, without_fillers
from ai.index.vocabulary import Vocabulary
from ai.model import Passage


@dataclass(frozen=True, kw_only=True)
class Steps:
    """What is done to a question before the search; all of it, but for measuring each."""

    fillers: bool = True
    figures: bool = True
    terms: bool = True
    spaces: bool = True


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A question in the documents' spelling: `meant` is embedded, `words` are matched.

    `words` hold the caller's own spelling as well: nothing that was said is lost to a rewrite.
    `question` is for the model to read; `meant` is the same, but for English words that the team
    has given the Korean of.
    """

    question: str
    meant: str
    words: str


ALL_STEPS = Steps()


def understand(question: str, vocabulary: Vocabulary, steps: Steps = ALL_STEPS) -> Understood:
    """What a question looks for, by the spellings of a vocabulary."""
    said = without_fillers(question) if steps.fillers else question
    written = vocabulary.rewrite(said) if steps.terms else said
    spaced = vocabulary.spaced(written) if steps.spaces else written
    known = spaced[-MOST_QUESTION_CHARACTERS:]
    meant = vocabulary.translated(known) if steps.terms else known
    # A vector knows numbers in words as well: measured, figures only help to match words.
    counted = with_figures(meant) if steps.figures else meant
    words = " | ".join(dict.fromkeys((said, meant, counted)))
    return Understood(question=known, meant=meant, words=words)


def find_passages(
    index: KnowledgeIndex,
    question: str,
    embed: EmbedQuestion,
    options: SearchOptions,
    steps: Steps = ALL_STEPS,
) -> list[Passage]:
    """The best passages, best first. ModelError or KnowledgeError when it can not be done."""
    understood = understand(question, index.vocabulary, steps)
    return index.search(
        Query(
            text=understood.words,
            vector=None if index.by_words else embed(understood.meant),
            limit=options.top_k,
            dense_weight=options.dense_weight,
            filters=options.filters,
        )
    )
