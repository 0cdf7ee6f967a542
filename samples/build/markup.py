"""The small part of Markdown that the sample sources use, as typed blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = re.compile(r"(#{1,3}) (.+)")
_STEP = re.compile(r"\d+\. (.+)")
_RULE = re.compile(r"\|(-+\|)+")


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of running text."""

    text: str


@dataclass(frozen=True)
class Note:
    """The line that marks a document as a sample."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """An unordered list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Steps:
    """A numbered list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table; the first row is its header."""

    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Paragraph | Note | Bullets | Steps | Table


def parse(text: str) -> list[Block]:
    """Return the blocks of a source, in order."""
    return [_block(lines) for lines in _groups(text)]


def title_of(blocks: list[Block]) -> str:
    """Return the title, which every source starts with."""
    first = blocks[0]
    if not isinstance(first, Heading) or first.level != 1:
        message = "a source starts with one '# ' title"
        raise ValueError(message)
    return first.text


def _groups(text: str) -> Iterator[list[str]]:
    """Lines between blank lines belong together."""
    for part in re.split(r"\n\s*\n", text.strip()):
        yield [line.strip() for line in part.splitlines()]


def _block(lines: list[str]) -> Block:
    first = lines[0]
    if heading := _HEADING.fullmatch(first):
        return Heading(len(heading[1]), heading[2])
    if first.startswith("> "):
        return Note(first.removeprefix("> "))
    if first.startswith("- "):
        return Bullets(tuple(line.removeprefix("- ") for line in lines))
    if _STEP.fullmatch(first):
        return Steps(tuple(_STEP.sub(r"\1", line) for line in lines))
    if first.startswith("|"):
        return Table(tuple(_cells(line) for line in lines if not _RULE.fullmatch(line)))
    return Paragraph(" ".join(lines))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))
