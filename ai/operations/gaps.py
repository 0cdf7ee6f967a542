"""What callers asked on a day and were not told, with questions that mean the same in one group."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ai.contract import Status

ALIKE: Final = 0.5
"""Least Jaccard of two questions' character bigrams to be one question. Spaces do not count,
because recognisers set them as they like."""

_MOST_WORDINGS: Final = 3


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One unanswered turn. `at` is ISO 8601; `reason` a `Reason`'s value, `nearest` a document."""

    contact_id: str
    at: str
    question: str
    status: str
    reason: str
    nearest: str = ""


@dataclass(frozen=True, kw_only=True)
class GapGroup:
    """One question in its words of that day; the most frequent ones stand for all."""

    gaps: tuple[Gap, ...]

    @property
    def question(self) -> str:
        """The most frequent wording; of equals, the earliest."""
        return self.wordings[0]

    @property
    def wordings(self) -> tuple[str, ...]:
        """A few wordings, the most frequent first."""
        counted = Counter(gap.question for gap in self.gaps)
        return tuple(question for question, _ in counted.most_common(_MOST_WORDINGS))

    @property
    def callers(self) -> int:
        """Contacts in which it was asked."""
        return len({gap.contact_id for gap in self.gaps})

    @property
    def reasons(self) -> Mapping[str, int]:
        """How often for which reason, the most frequent first."""
        return dict(Counter(gap.reason for gap in self.gaps).most_common())

    @property
    def nearest(self) -> str:
        """The document that came closest most often; "" when nothing was found."""
        named = Counter(gap.nearest for gap in self.gaps if gap.nearest)
        return named.most_common(1)[0][0] if named else ""

    @property
    def failed(self) -> bool:
        """Whether every turn failed for a technical reason: no document could mend it."""
        return all(gap.status == Status.FAILED for gap in self.gaps)

    def to_json(self) -> dict[str, Any]:
        """As in the day's report."""
        return {
            "question": self.question,
            "wordings": list(self.wordings),
            "turns": len(self.gaps),
            "callers": self.callers,
            "reasons": dict(self.reasons),
            "nearest": self.nearest or None,
            "failed": self.failed,
        }


def grouped(gaps: Sequence[Gap]) -> tuple[GapGroup, ...]:
    """The day's questions, those asked by most callers first.

    A question joins the first group of which any wording is like it. Technical failures are kept
    apart from what documents lack.
    """
    groups: list[list[Gap]] = []
    bigrams: list[tuple[bool, list[frozenset[str]]]] = []
    for gap in sorted(gaps, key=lambda gap: gap.at):
        failed, mine = gap.status == Status.FAILED, _bigrams(gap.question)
        for members, (kind, wordings) in zip(groups, bigrams, strict=True):
            if kind == failed and any(_likeness(mine, other) >= ALIKE for other in wordings):
                members.append(gap)
                if mine not in wordings:
                    wordings.append(mine)
                break
        else:
            groups.append([gap])
            bigrams.append((failed, [mine]))
    made = [GapGroup(gaps=tuple(members)) for members in groups]
    return tuple(sorted(made, key=lambda group: (group.failed, -group.callers, -len(group.gaps))))


def _bigrams(question: str) -> frozenset[str]:
    text = "".join(sign for sign in question.casefold() if sign.isalnum())
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
