"""Numpy arrays in the `arrays` table of a snapshot."""

import sqlite3
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from ai.index.schema import PART_BYTES

Number = TypeVar("Number", np.float32, np.int32, np.int64, np.uint16)


def write_array(database: sqlite3.Connection, name: str, array: npt.NDArray[Any]) -> None:
    """Keep the bytes of an array, row by row."""
    write_bytes(database, name, np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)


def write_bytes(database: sqlite3.Connection, name: str, data: bytes | memoryview) -> None:
    """Keep bytes, in parts that SQLite can hold."""
    database.executemany(
        "INSERT INTO arrays VALUES (?, ?, ?)",
        (
            (name, part, data[first : first + PART_BYTES])
            for part, first in enumerate(range(0, max(1, len(data)), PART_BYTES))
        ),
    )


def read_array(database: sqlite3.Connection, name: str, kind: type[Number]) -> npt.NDArray[Number]:
    """The array that was kept, flat and read-only; KeyError when there is none."""
    return np.frombuffer(read_bytes(database, name), dtype=kind)


def read_bytes(database: sqlite3.Connection, name: str) -> bytes:
    """The bytes that were kept; KeyError when there are none."""
    rows = database.execute("SELECT data FROM arrays WHERE name = ? ORDER BY part", (name,))
    parts: list[bytes] = [row[0] for row in rows]
    if not parts:
        raise KeyError(name)
    return parts[0] if len(parts) == 1 else b"".join(parts)
