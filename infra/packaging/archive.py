"""Archives and hashes that depend on content alone, not on time, owner or order."""

import hashlib
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The oldest time a zip file can hold."""

_READABLE: Final = 0o100644 << 16
_UNIX: Final = 3


def write_archive(archive: Path, folders: Sequence[Path]) -> None:
    """Zip the contents of all folders together. A path may stand in one of them only.

    Raises:
        ValueError: two folders hold the same path.
    """
    files: dict[str, Path] = {}
    for folder in folders:
        for path in _files(folder):
            name = path.relative_to(folder).as_posix()
            if name in files:
                raise ValueError(f"both {files[name]} and {path} would become {name}")
            files[name] = path
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE
            entry.create_system = _UNIX
            out.writestr(entry, files[name].read_bytes())


def content_key(parts: Iterable[str | Path]) -> str:
    """A hash of texts, of files, and of folders with all they hold."""
    digest = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            digest.update(b"text\0" + part.encode() + b"\0")
        elif part.is_dir():
            for path in _files(part):
                digest.update(_framed(path.relative_to(part).as_posix(), path))
        else:
            digest.update(_framed(part.name, part))
    return digest.hexdigest()[:16]


def _framed(name: str, path: Path) -> bytes:
    content = path.read_bytes()
    return f"file\0{name}\0{len(content)}\0".encode() + content


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
