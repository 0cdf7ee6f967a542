"""How callers say what documents write: the team's glossary, then what the corpus tells. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ai.index.glossary import Glossary, Term


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """Spoken forms of written terms.

    `glossary` is the product team's and always wins; `derived` was found in the documents of the
    version.
    """

    glossary: Glossary = field(default_factory=Glossary)
    derived: tuple[Term, ...] = ()

    def rewrite(self, text: str) -> str:
        """The text with spoken forms as documents write them."""
        return self._all.rewrite(text)

    @property
    def readings(self) -> Mapping[str, str]:
        """Written form to the spoken form that the team gave: how to read it aloud."""
        return self.glossary.readings

    @cached_property
    def _all(self) -> Glossary:
        return Glossary((*self.glossary.terms, *self.derived))
