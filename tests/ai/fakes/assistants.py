"""Whole assistants over documents given in the test."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ai.answer.chain import Assistant
from ai.answer.generate import Generate
from ai.contract import Language
from ai.embedding import EmbedQuestion
from ai.index.contents import Contents
from ai.index.knowledge import KnowledgeIndex
from ai.index.snapshot import Snapshot
from ai.index.writer import write_snapshot
from ai.ingest.build import Builder
from ai.ingest.source import Listed
from ai.speech.prompts import load_prompts
from tests.ai.fakes import models

PROMPTS = load_prompts(Path(__file__).parent / "prompts.toml")
ENGLISH_PROMPTS = load_prompts(Path(__file__).parents[3] / "flows" / "prompts.en.toml")
ALL_PROMPTS = {Language.KOREAN: PROMPTS, Language.ENGLISH: ENGLISH_PROMPTS}


class MemorySource:
    """Documents in memory; the content is its own version."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)
        self.reads: list[str] = []

    def listing(self) -> Mapping[str, Listed]:
        return {
            name: Listed(version=str(hash(data)), size=len(data))
            for name, data in self.files.items()
        }

    def read(self, name: str) -> tuple[bytes, str] | None:
        self.reads.append(name)
        data = self.files.get(name)
        return None if data is None else (data, str(hash(data)))


def build(files: Mapping[str, bytes]) -> Contents:
    """The contents of an index over files."""
    builder = Builder(models.embed_all, "fake", models.DIMENSIONS)
    candidate = builder.build(MemorySource(files), None)
    assert candidate
    return candidate.contents


def open_snapshot(files: Mapping[str, bytes], path: Path) -> Snapshot:
    """An open snapshot over files."""
    write_snapshot(build(files), path)
    return Snapshot(path)


def assistant(
    knowledge: KnowledgeIndex | Callable[[], KnowledgeIndex],
    *,
    embed: EmbedQuestion = models.embed,
    generate: Generate = models.quote_first,
) -> Assistant:
    """An assistant with fake models."""
    return Assistant(
        knowledge=knowledge if callable(knowledge) else lambda: knowledge,
        embed=embed,
        generate=generate,
        prompts=ALL_PROMPTS,
    )
