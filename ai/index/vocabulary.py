"""How callers say what documents write: the team's glossary, then what the corpus tells. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ai.index.glossary import Glossary, Term
from ai.index.sound_trie import SoundTrie
from ai.index.spacing import Spacer, is_spacing


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
        pieces = self.glossary.pieces(text)
        if not self.derived:
            return "".join(piece for piece, _ in pieces)
        return "".join(piece if is_term else self._derived(piece) for piece, is_term in pieces)

    def translated(self, text: str) -> str:
        """A text in English with the words that the team gave for it in Korean."""
        return self.glossary.translated(text)

    def spaced(self, text: str) -> str:
        """A text without spaces with those that documents would have."""
        return self._spacer.spaced(text)

    @property
    def readings(self) -> Mapping[str, str]:
        """Written form to the spoken form that the team gave: how to read it aloud."""
        return self.glossary.readings

    def _derived(self, text: str) -> str:
        written = ""
        end = 0
        for found in self._trie.find(text):
            written += text[end : found.start]
            said = text[found.start : found.end]
            if _bare(said) == _bare(found.written):
                written += said
            else:
                # A name that stands apart is embedded better than one stuck to the word before.
                written += f" {found.written}" if written[-1:].isalnum() else found.written
            end = found.end
        return written + text[end:]

    @cached_property
    def _trie(self) -> SoundTrie:
        names = (term for term in self.derived if not is_spacing(term))
        return SoundTrie((term.spoken, term.written) for term in names)

    @cached_property
    def _spacer(self) -> Spacer:
        return Spacer(term for term in self.derived if is_spacing(term))


def _bare(text: str) -> str:
    return text.replace(" ", "").lower()
