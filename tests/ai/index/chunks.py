"""Chunks for tests."""

from ai.model import Chunk


def chunk(text: str, document: str = "a.md", title: str = "안내") -> Chunk:
    """A chunk of these words."""
    return Chunk(
        id=f"{document}:{text}",
        document=document,
        title=title,
        heading_path=(),
        page=None,
        text=text,
    )
