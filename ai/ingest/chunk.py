"""A document cut into chunks: by headings first, Korean sentence ends second. Pure."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from ai.model import Block, BlockKind, Chunk, Document
from ai.sentences import sentences

TARGET: Final = 400
"""Characters a chunk grows to: one spoken answer's worth, and cheap to embed."""

LONGEST: Final = 600
"""Characters of running text in one chunk; only a table row or list item may be longer."""

LONGEST_LINE: Final = 900
"""Characters of a row or item that stays whole: the 512 tokens that e5 reads of a passage, at 0.57
tokens a character (nine tenths of the samples' chunks have less). What is longer would be found by
its beginning only, so it is cut."""

_LONGEST_NAME: Final = 80
"""Characters of a row's first cell that are repeated with each part of a row that is cut."""

SMALLEST: Final = 80
"""A last chunk of a section below this joins the one before it."""

PASSAGE_MARK: Final = "【"
"""Begins every embedded chunk. Models that embed questions and passages differently tell them by
it; a line break would not do, because BedrockEmbeddings replaces those."""


@dataclass(frozen=True)
class _Unit:
    text: str
    page: int | None
    joint: str  # what stands between this unit and the one before it
    opens: bool = False  # a question: begins a chunk
    follows: bool = False  # comes right after a question: stays with it


def chunk_document(document: Document) -> tuple[Chunk, ...]:
    """The chunks of a document in reading order; a text that repeats is kept once."""
    chunks: dict[str, Chunk] = {}
    for path, section in groupby(document.blocks, key=lambda block: block.heading_path):
        for units in _packed(_units(section)):
            chunk = _chunk(document, path, units)
            chunks.setdefault(chunk.id, chunk)
    return tuple(chunks.values())


def embedded_text(chunk: Chunk) -> str:
    """What is embedded for a chunk: its headings and its text, on one line."""
    return " ".join(f"{PASSAGE_MARK}{' > '.join(chunk.place)}】 {chunk.text}".split())


def _units(blocks: Iterable[Block]) -> Iterator[_Unit]:
    after_question = False
    for block in blocks:
        for number, text in enumerate(_pieces(block)):
            first = number == 0
            yield _Unit(
                text=text,
                page=block.page,
                joint=" " if block.kind is BlockKind.PARAGRAPH and not first else "\n",
                opens=first and block.kind is BlockKind.QUESTION,
                follows=first and after_question and block.kind is not BlockKind.QUESTION,
            )
        after_question = block.kind is BlockKind.QUESTION


def _pieces(block: Block) -> Iterator[str]:
    if block.kind in {BlockKind.ROWS, BlockKind.ITEMS}:
        for line in block.text.splitlines():
            yield from _line_pieces(line.strip(), block.kind)
        return
    for sentence in sentences(block.text):
        yield from _cut(sentence)


def _line_pieces(line: str, kind: BlockKind) -> Iterator[str]:
    """A row or item whole, unless no model could take it in: then in parts, each with its name."""
    if len(line) <= LONGEST_LINE:
        if line:
            yield line
        return
    name, comma, rest = line.partition(", ")
    if kind is not BlockKind.ROWS or not comma or len(name) > _LONGEST_NAME:
        name, rest = "", line
    for part in _cut(rest):
        yield f"{name}, {part}" if name else part


def _cut(sentence: str) -> Iterator[str]:
    """A sentence without an end in sight, cut at spaces where it has any."""
    start = 0
    while len(sentence) - start > LONGEST:
        space = sentence.rfind(" ", start + TARGET, start + LONGEST)
        end = space if space > 0 else start + LONGEST
        yield sentence[start:end].strip()
        start = end
    if rest := sentence[start:].strip():
        yield rest


def _packed(units: Iterable[_Unit]) -> list[list[_Unit]]:
    packs: list[list[_Unit]] = []
    size = 0
    for unit in units:
        full = size + len(unit.text) + 1 > TARGET
        if not packs or unit.opens or (full and not unit.follows):
            packs.append([])
            size = 0
        packs[-1].append(unit)
        size += len(unit.text) + 1
    return _without_crumb(packs)


def _without_crumb(packs: list[list[_Unit]]) -> list[list[_Unit]]:
    if len(packs) < 2 or packs[-1][0].opens:
        return packs
    *others, before, last = packs
    small = len(_joined(last)) < SMALLEST
    fits = len(_joined(before)) + len(_joined(last)) < LONGEST
    return [*others, before + last] if small and fits else packs


def _joined(units: list[_Unit]) -> str:
    return units[0].text + "".join(unit.joint + unit.text for unit in units[1:])


def _chunk(document: Document, path: tuple[str, ...], units: list[_Unit]) -> Chunk:
    text, page = _joined(units), units[0].page
    identity = json.dumps([document.name, document.title, path, page, text], ensure_ascii=False)
    return Chunk(
        id=hashlib.sha256(identity.encode()).hexdigest()[:32],
        document=document.name,
        title=document.title,
        heading_path=path,
        page=page,
        text=text,
    )
