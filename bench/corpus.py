"""A made-up Korean corpus that costs a search what real text would.

Words are drawn by Zipf's law from a lexicon of syllables that are themselves unevenly common, and
take the particles and sentence endings that make up half of real bigrams. Held against a Korean
documentation set cut into the same 270 characters, it is somewhat heavier, which is meant: 177
tokens a passage, 159 of them distinct (real: 142, 106); a question has 30 terms, which summed over
terms stand in 2.8 passages for each passage there is (real: 22 and 2.1).
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from ai.index.contents import Contents, IndexedDocument, Origin
from ai.index.ranking import Floats, unit_rows
from ai.model import Chunk

DIMENSIONS: Final = 512
CHUNKS_A_DOCUMENT: Final = 20
_CHARACTERS: Final = 350
_WORDS: Final = 15_000
_ASCII_SHARE: Final = 0.15
_PARTICLES: Final = (
    *("을", "를", "이", "가", "에", "의", "은", "는", "에서", "으로", "하여", "하는", "및", ""),
    *("", "", "", "을", "를", "이", "의", "", "을", "에", "를", "", "사용하여", "에 대한"),
)
_ENDINGS: Final = (
    *("합니다. ", "습니다. ", "할 수 있습니다. ", "됩니다. ", "입니다. ", "하세요. "),
    *("하지 않습니다. ", "있습니다. "),
)
_ASKING: Final = ("하려면 어떻게 하나요", "할 수 있나요", "은 무엇인가요", "은 얼마인가요")


@dataclass(frozen=True)
class Corpus:
    """Text without end; the same seed gives the same text."""

    lexicon: tuple[str, ...]
    cumulated: Floats

    def text(self, random: np.random.Generator, characters: int = _CHARACTERS) -> str:
        """Sentences of seven words each, on average as many characters as are asked for."""
        pieces: list[str] = []
        length = 0
        for position, word in enumerate(self._words(random), start=1):
            ends = position % 7 == 0
            tails = _ENDINGS if ends else _PARTICLES
            piece = word + tails[int(random.integers(len(tails)))] + ("" if ends else " ")
            pieces.append(piece)
            length += len(piece)
            if length >= characters:
                break
        return "".join(pieces).strip()

    def question(self, random: np.random.Generator) -> str:
        """About thirty bigrams as a caller would say them, without punctuation."""
        words = itertools.islice(self._words(random), int(random.integers(5, 9)))
        said = [word + _PARTICLES[int(random.integers(len(_PARTICLES)))] for word in words]
        return " ".join(said) + _ASKING[int(random.integers(len(_ASKING)))]

    def _words(self, random: np.random.Generator) -> Iterator[str]:
        while True:
            drawn = np.searchsorted(self.cumulated, random.random(64, dtype=np.float32))
            yield from (self.lexicon[min(int(row), len(self.lexicon) - 1)] for row in drawn)


def make_corpus(seed: int = 0) -> Corpus:
    """The lexicon and how common its words are."""
    random = np.random.default_rng(seed)
    common = 1 / np.arange(40, 840)
    syllables = random.choice(np.arange(0xAC00, 0xD7A4), size=800, replace=False)
    lexicon: list[str] = []
    for number in range(_WORDS):
        if random.random() < _ASCII_SHARE:
            lexicon.append(f"{random.choice(['Cloud', 'API', 'Server', 'Plan', 'VM'])}{number}")
            continue
        drawn = random.choice(syllables, size=int(random.integers(2, 5)), p=common / common.sum())
        lexicon.append("".join(map(chr, drawn.tolist())))
    shares = 1 / np.arange(10, _WORDS + 10)
    return Corpus(tuple(lexicon), np.cumsum(shares / shares.sum()).astype(np.float32))


def make_contents(corpus: Corpus, chunks: int, seed: int = 1) -> Contents:
    """A version with this many chunks, twenty a document, and vectors drawn at random."""
    random = np.random.default_rng(seed)
    made = tuple(
        make_chunk(corpus, random, f"document-{number // CHUNKS_A_DOCUMENT:06}.md", str(number))
        for number in range(chunks)
    )
    counts: dict[str, int] = {}
    for chunk in made:
        counts[chunk.document] = counts.get(chunk.document, 0) + 1
    return Contents(
        origin=Origin(readers="bench", embedding_model="random", dimensions=DIMENSIONS),
        documents={
            name: IndexedDocument(name=name, version="1", chunks=count)
            for name, count in counts.items()
        },
        chunks=made,
        vectors=unit_rows(random.standard_normal((chunks, DIMENSIONS), dtype=np.float32)),
    )


def make_chunk(
    corpus: Corpus, random: np.random.Generator, document: str, identifier: str
) -> Chunk:
    """A chunk with fresh text."""
    return Chunk(
        id=f"{identifier:0>32}",
        document=document,
        title="서비스 이용 안내",
        heading_path=("서비스 이용 안내", "자주 묻는 질문"),
        page=1,
        text=corpus.text(random),
    )
