"""Compound files (OLE2), which hold .hwp and the old Office formats, opened by olefile."""

import io
from types import TracebackType
from typing import Any, Final, Self

import olefile

MAGIC: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""How every compound file begins."""


class CompoundFile:
    """The streams of a compound file. Broken ones make olefile raise whatever it meets."""

    def __init__(self, data: bytes) -> None:
        self._ole: Any = olefile.OleFileIO(io.BytesIO(data))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ole.close()

    def holds(self, stream: str) -> bool:
        """Whether there is a stream of this path."""
        return bool(self._ole.exists(stream))

    def read(self, stream: str) -> bytes:
        """A stream's bytes."""
        return bytes(self._ole.openstream(stream).read())

    def names(self, storage: str) -> list[str]:
        """The streams directly in a storage."""
        paths: list[list[str]] = self._ole.listdir()
        return [path[1] for path in paths if len(path) == 2 and path[0] == storage]
