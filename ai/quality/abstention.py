"""What a lowest score costs and buys: fewer wrong answers, and more callers turned away. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LEAST_ABSTAINED: Final = 0.9
"""Of the questions that no document answers, to be declined at least."""

MOST_WRONG: Final = 0.02
"""Of all questions, to be answered wrongly at most."""

_STEPS: Final = 1_000


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A question: its best passage's cosine, and what became of it without a lowest score.

    `right` means nothing where it was not `answered`.
    """

    score: float
    answerable: bool
    answered: bool
    right: bool


@dataclass(frozen=True, kw_only=True)
class Tradeoff:
    """What happens with a lowest score, as numbers of questions.

    `declined` are answerable ones; `spared` are those that no document answers and that are
    declined; `wrong` are answered ones that should not have been, or from the wrong document.
    """

    threshold: float
    right: int
    declined: int
    spared: int
    wrong: int
    answerable: int
    unanswerable: int

    @property
    def answered_share(self) -> float:
        """Of the answerable questions, those answered right."""
        return self.right / max(1, self.answerable)

    @property
    def spared_share(self) -> float:
        """Of the others, those declined; 1 where there are none."""
        return self.spared / self.unanswerable if self.unanswerable else 1.0

    @property
    def wrong_share(self) -> float:
        """Of all questions, those answered wrongly."""
        return self.wrong / max(1, self.answerable + self.unanswerable)

    @property
    def holds(self) -> bool:
        """Whether both goals are met."""
        return self.spared_share >= LEAST_ABSTAINED and self.wrong_share < MOST_WRONG


def tradeoffs(questions: Sequence[Scored]) -> tuple[Tradeoff, ...]:
    """One for each lowest score at which something changes, from none upwards."""
    steps = {0} | {max(0, int(one.score * _STEPS) + 1) for one in questions}
    return tuple(_at(step / _STEPS, questions) for step in sorted(steps))


def recommended(rows: Sequence[Tradeoff]) -> Tradeoff:
    """The row that answers most among those that hold; where none does, the best compromise.

    Raises:
        ValueError: there are no rows.
    """
    holding = [row for row in rows if row.holds]
    if holding:
        return max(holding, key=lambda row: (row.right, -row.threshold))
    return max(
        rows, key=lambda row: (row.answered_share + row.spared_share, -row.wrong, -row.threshold)
    )


def _at(threshold: float, questions: Sequence[Scored]) -> Tradeoff:
    said = [one for one in questions if one.answered and one.score >= threshold]
    kept = [one for one in questions if not (one.answered and one.score >= threshold)]
    right = sum(one.answerable and one.right for one in said)
    return Tradeoff(
        threshold=threshold,
        right=right,
        declined=sum(one.answerable for one in kept),
        spared=sum(not one.answerable for one in kept),
        wrong=len(said) - right,
        answerable=sum(one.answerable for one in questions),
        unanswerable=sum(not one.answerable for one in questions),
    )
