"""One question to a whole assistant with fake models."""

from collections.abc import Callable, Sequence

from ai.answer.chain import answer
from ai.answer.prompt import Request
from ai.deadline import Deadline
from ai.index.knowledge import KnowledgeIndex
from ai.model import Answer, Exchange
from tests.ai.fakes import models
from tests.ai.fakes.assistants import assistant


def ask(
    question: str,
    knowledge: KnowledgeIndex | Callable[[], KnowledgeIndex],
    *,
    embed: Callable[[str], Sequence[float]] = models.embed,
    generate: Callable[[Request], str] = models.quote_first,
    seconds: float = 5.0,
    history: Sequence[Exchange] = (),
) -> Answer:
    """The answer, with the parts of the assistant that the test gives."""
    whole = assistant(knowledge, embed=embed, generate=generate)
    return answer(question, whole, Deadline(seconds), history)
