"""How often each term stands in each chunk: counted once a chunk, carried from version to version.

Only counts are kept. How much a term weighs depends on all chunks of a version, so that is worked
out when it is searched for; a version with one changed document then costs that document's tokens
and not those of the whole bucket.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ai.index.glossary import Glossary
from ai.index.lexical import LEXICAL_VERSION, lexical_tokens
from ai.index.ranking import Ordinals
from ai.model import Chunk

Offsets = npt.NDArray[np.int64]
Counts = npt.NDArray[np.uint16]

_RUN: Final = 2_000
"""Chunks whose tokens are held at once while counting; bounds memory, not results."""


@dataclass(frozen=True, kw_only=True, eq=False)
class TermCounts:
    """Terms in order; those of `terms[i]` are at `offsets[i]:offsets[i + 1]`, by ordinal.

    `ordinals` are positions of chunks, `counts` how often the term stands there, and `lengths` has
    the number of tokens of every chunk. The same chunks give the same arrays, however they came.
    """

    terms: tuple[str, ...]
    offsets: Offsets
    ordinals: Ordinals
    counts: Counts
    lengths: Ordinals


@dataclass(frozen=True, kw_only=True, eq=False)
class LexicalIndex:
    """The counts of chunks, by what decides them. `chunk_ids` are in order of ordinal."""

    version: str
    glossary: Glossary
    chunk_ids: tuple[str, ...]
    counts: TermCounts


@dataclass(frozen=True, kw_only=True, eq=False)
class _Run:
    """Counts as triples, sorted by no more than what made them."""

    terms: Ordinals
    ordinals: Ordinals
    counts: Counts


def lexical_index(
    chunks: Sequence[Chunk], glossary: Glossary, before: LexicalIndex | None = None
) -> LexicalIndex:
    """The counts of `chunks`; those that `before` holds are taken from there.

    `before` is left aside when it was made with another glossary or by another release's rules.
    """
    if before and (before.version, before.glossary) != (LEXICAL_VERSION, glossary):
        before = None
    identifiers = tuple(chunk.id for chunk in chunks)
    if before and before.chunk_ids == identifiers:
        return before
    vocabulary = {term: row for row, term in enumerate(before.counts.terms if before else ())}
    lengths = np.zeros(len(chunks), dtype=np.int32)
    runs: list[_Run] = []
    fresh = set(range(len(chunks)))
    if before:
        moved = _moved(before.chunk_ids, identifiers)
        kept = moved >= 0
        lengths[moved[kept]] = before.counts.lengths[kept]
        fresh.difference_update(moved[kept].tolist())
        runs.append(_carried(before.counts, moved))
    runs += _counted(chunks, sorted(fresh), glossary, vocabulary, lengths)
    return LexicalIndex(
        version=LEXICAL_VERSION,
        glossary=glossary,
        chunk_ids=identifiers,
        counts=_joined(runs, list(vocabulary), lengths),
    )


def _moved(before: Sequence[str], after: Sequence[str]) -> Ordinals:
    """Where each earlier chunk stands now; -1 when it has gone. No two share a place."""
    places = {identifier: ordinal for ordinal, identifier in enumerate(after)}
    return np.array([places.pop(identifier, -1) for identifier in before], dtype=np.int32)


def _carried(counts: TermCounts, moved: Ordinals) -> _Run:
    ordinals = moved[counts.ordinals]
    terms = np.repeat(np.arange(len(counts.terms), dtype=np.int32), np.diff(counts.offsets))
    kept = ordinals >= 0
    return _Run(terms=terms[kept], ordinals=ordinals[kept], counts=counts.counts[kept])


def _counted(
    chunks: Sequence[Chunk],
    fresh: Sequence[int],
    glossary: Glossary,
    vocabulary: dict[str, int],
    lengths: Ordinals,
) -> Iterator[_Run]:
    """Counts the chunks at `fresh`; new terms join `vocabulary`, lengths are filled in."""
    for first in range(0, len(fresh), _RUN):
        run = fresh[first : first + _RUN]
        rows, sizes = array("q"), array("q")
        for ordinal in run:
            found = lexical_tokens(chunks[ordinal], glossary)
            rows.extend([vocabulary.setdefault(token, len(vocabulary)) for token in found])
            sizes.append(len(found))
        ordinals = np.array(run, dtype=np.int64)
        lengths[ordinals] = sizes
        places = np.repeat(np.arange(len(ordinals)), np.array(sizes, dtype=np.int64))
        keys = np.array(rows, dtype=np.int64) * len(ordinals) + places
        pairs, counts = np.unique(keys, return_counts=True)
        yield _Run(
            terms=(pairs // len(ordinals)).astype(np.int32),
            ordinals=ordinals[pairs % len(ordinals)].astype(np.int32),
            counts=counts.clip(max=np.iinfo(np.uint16).max).astype(np.uint16),
        )


def _joined(runs: Sequence[_Run], names: Sequence[str], lengths: Ordinals) -> TermCounts:
    """All runs as one; terms that no chunk holds any more are left out."""
    none = np.zeros(0, dtype=np.int32)
    rows = np.concatenate([none, *(run.terms for run in runs)])
    ordinals = np.concatenate([none, *(run.ordinals for run in runs)])
    counts = np.concatenate([none.astype(np.uint16), *(run.counts for run in runs)])
    held = np.bincount(rows, minlength=len(names))
    used = sorted(np.flatnonzero(held).tolist(), key=names.__getitem__)
    order = np.zeros(len(names), dtype=np.int64)
    order[used] = np.arange(len(used))
    # Each run is nearly in this order already, which a stable sort makes use of.
    sequence = np.argsort(order[rows] * max(1, len(lengths)) + ordinals, kind="stable")
    return TermCounts(
        terms=tuple(names[row] for row in used),
        offsets=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(held[used])]),
        ordinals=ordinals[sequence],
        counts=counts[sequence],
        lengths=lengths,
    )
