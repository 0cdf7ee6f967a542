"""Writes a candidate and asks it, and what is published, the golden questions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ai.embedding import EmbedQuestion
from ai.index.contents import Contents, question_key
from ai.index.publisher import Publisher
from ai.index.ranking import Floats
from ai.index.writer import write_snapshot
from ai.ingest.base import Base
from ai.ingest.build import Builder
from ai.ingest.embed import embed_each
from ai.ingest.gate import GateRules, Golden, Verdict, ask, embedded_texts, judge, parted
from ai.ingest.look import Look
from ai.ingest.ranks import Ranks, quality_of, ranks_of
from ai.quality.questions import GoldenQuestion
from ai.quality.retrieval import Quality

_AT_ONCE: Final = 64
"""Questions embedded between two looks at the clock."""

_QUESTION: Final = "question:"
"""Tells the keys of questions from those of passages."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A candidate in its file, under the name it would be published by, and the gate's word.

    `ranks` are what it was found at, by question: what the next candidate is held against.
    """

    contents: Contents
    path: Path
    snapshot: str
    verdict: Verdict
    ranks: Ranks


class Checker:
    """Embeds each question once: vectors are kept in snapshots, and in parts until then."""

    def __init__(
        self, publisher: Publisher, builder: Builder, embed: EmbedQuestion, rules: GateRules
    ) -> None:
        self._publisher = publisher
        self._builder = builder
        self._embed = embed
        self._rules = rules

    def check(
        self,
        contents: Contents,
        base: Base | None,
        golden: Golden,
        look: Look,
        folder: Path,
    ) -> Checked:
        """Write the candidate and judge it. ModelError when a question can not be embedded."""
        counted, stale = parted(golden.questions, contents)
        texts = self._texts(contents, counted)
        self._learn(base)
        self._embed_missing(texts)
        whole = replace(contents, question_vectors=self._vectors(texts))
        path = folder / "candidate.sqlite"
        write_snapshot(whole, path)
        snapshot = self._publisher.prepare(path, whole, look.pointer)
        now = self._ask(snapshot, path, counted)
        before = None
        if base and self._same_model(base) and counted:
            before = self._before(base, counted, look.ranks)
        verdict = judge(now, before, stale, self._rules) if golden.questions else Verdict(ran=False)
        return Checked(
            contents=whole, path=path, snapshot=snapshot, verdict=verdict, ranks=ranks_of(now)
        )

    def again(self, base: Base, golden: Golden, look: Look) -> tuple[Verdict, Ranks]:
        """What the questions say of the published version itself."""
        if not golden.questions:
            return Verdict(ran=False), {}
        counted, stale = parted(golden.questions, base.contents)
        self._learn(base)
        now = self._before(base, counted, look.ranks)
        return judge(now, None, stale, self._rules), ranks_of(now)

    def _before(self, base: Base, counted: Sequence[GoldenQuestion], known: Ranks) -> Quality:
        """Of the published version: as it was found when that was published, else asked now."""
        quality = quality_of(counted, known)
        if quality is None:
            self._embed_missing(self._texts(base.contents, counted))
            quality = self._ask(base.snapshot, base.path, counted)
        return quality

    def _ask(self, snapshot: str, path: Path, counted: Sequence[GoldenQuestion]) -> Quality:
        with self._publisher.open(snapshot, path) as index:
            return ask(index, counted, self._known, self._rules, self._builder.work.check_time)

    def _texts(self, contents: Contents, counted: Sequence[GoldenQuestion]) -> list[str]:
        return embedded_texts(contents.vocabulary, counted, self._rules.options)

    def _learn(self, base: Base | None) -> None:
        if base and self._same_model(base):
            vectors = self._builder.work.vectors
            for key, vector in base.contents.question_vectors.items():
                vectors.learn_keys([_QUESTION + key], vector[None, :])

    def _same_model(self, base: Base) -> bool:
        """Whether the questions' vectors mean the same in both."""
        there, here = base.contents.origin, self._builder.origin
        return (there.embedding_model, there.dimensions) == (
            here.embedding_model,
            here.dimensions,
        )

    def _embed_missing(self, texts: Iterable[str]) -> None:
        work = self._builder.work
        missing = [text for text in dict.fromkeys(texts) if not work.vectors.known(_key(text))]
        try:
            for start in range(0, len(missing), _AT_ONCE):
                work.check_time()
                some = missing[start : start + _AT_ONCE]
                made = embed_each(
                    some, self._embed, self._builder.origin.dimensions, self._builder.pace
                )
                for text, vector in made.items():
                    work.vectors.add(_key(text), vector)
                work.done += len(made)
        except BaseException:
            work.keep()
            raise

    def _vectors(self, texts: Iterable[str]) -> dict[str, Floats]:
        return {question_key(text): self._row(text) for text in dict.fromkeys(texts)}

    def _known(self, text: str) -> list[float]:
        known: list[float] = self._row(text).tolist()
        return known

    def _row(self, text: str) -> Floats:
        return self._builder.work.vectors.rows_of([_key(text)])[0]


def _key(text: str) -> str:
    return _QUESTION + question_key(text)
