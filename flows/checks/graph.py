"""A flow as a graph: what leads where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.document import Action, Document


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Actions by identifier (of doubles the first), and the identifiers each leads to."""

    actions: Mapping[str, Action]
    leads: Mapping[str, tuple[str, ...]]

    def reached(self, sources: Iterable[str]) -> frozenset[str]:
        """Everything that these lead to, near or far, themselves included."""
        seen: set[str] = set()
        waiting = [source for source in sources if source in self.leads]
        while waiting:
            identifier = waiting.pop()
            if identifier not in seen:
                seen.add(identifier)
                waiting.extend(self.leads[identifier])
        return frozenset(seen)

    def after(self, sources: Iterable[str]) -> frozenset[str]:
        """Everything that comes after one of these; itself only where a way leads back to it."""
        return self.reached(target for source in sources for target in self.leads.get(source, ()))


def graph_of(document: Document) -> Graph:
    """The graph of a document; branches that lead nowhere are left out."""
    actions = document.by_identifier()
    return Graph(
        actions=actions,
        leads={
            identifier: tuple(target for target in action.targets if target in actions)
            for identifier, action in actions.items()
        },
    )
