"""Writes compound files (OLE2, [MS-CFB] version 3), which hold .hwp and the old Office formats."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

SECTOR = 512
MINI_SECTOR = 64
CUT_OFF = 4_096
FREE, END, FAT_SECTOR, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5


@dataclass
class _Entry:
    name: str
    kind: int
    start: int = END
    size: int = 0
    right: int = NONE
    child: int = NONE


@dataclass
class _Chains:
    """Sectors of one size, and the table that chains them."""

    size: int
    data: bytearray = field(default_factory=bytearray)
    table: list[int] = field(default_factory=list[int])

    def add(self, content: bytes) -> int:
        if not content:
            return END
        start = len(self.table)
        count = -(-len(content) // self.size)
        self.data += content.ljust(count * self.size, b"\0")
        self.table += [*range(start + 1, start + count), END]
        return start


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A file with streams by their path; a folder comes about by a slash."""
    sectors, mini = _Chains(SECTOR), _Chains(MINI_SECTOR)
    entries = [_Entry("Root Entry", ROOT)]
    folders: dict[str, list[int]] = {"": []}
    for path, content in sorted(streams.items()):
        folder, _, name = path.rpartition("/")
        if folder not in folders:
            folders[folder] = []
            folders[""].append(len(entries))
            entries.append(_Entry(folder, STORAGE))
        chains = mini if len(content) < CUT_OFF else sectors
        folders[folder].append(len(entries))
        entries.append(_Entry(name, STREAM, chains.add(content), len(content)))
    for folder, members in folders.items():
        owner = next((entry for entry in entries if entry.name == folder), entries[0])
        ordered = sorted(members, key=lambda n: (len(entries[n].name), entries[n].name.upper()))
        owner.child = ordered[0] if ordered else NONE
        for number, after in pairwise(ordered):
            entries[number].right = after
    entries[0].start, entries[0].size = sectors.add(bytes(mini.data)), len(mini.data)
    mini_table = sectors.add(_packed(mini.table, SECTOR // 4))
    directory = sectors.add(b"".join(_directory_entry(entry) for entry in entries))
    return _file(sectors, directory, mini_table)


def _file(sectors: _Chains, directory: int, mini_table: int) -> bytes:
    fat_count = 1
    while (len(sectors.table) + fat_count) * 4 > fat_count * SECTOR:
        fat_count += 1
    first = len(sectors.table)
    table = [*sectors.table, *([FAT_SECTOR] * fat_count)]
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"), b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, fat_count, directory, 0, CUT_OFF, mini_table, 1 if mini_table != END else 0, END, 0,
    )  # fmt: skip
    header += _packed([*range(first, first + fat_count)], 109)
    return header + bytes(sectors.data) + _packed(table, fat_count * SECTOR // 4)


def _packed(numbers: list[int], least: int) -> bytes:
    count = -(-max(len(numbers), 1) // least) * least if numbers else least
    return struct.pack(f"<{count}I", *numbers, *([FREE] * (count - len(numbers))))


def _directory_entry(entry: _Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        name, len(name), entry.kind, 1, NONE, entry.right, entry.child, b"", 0, 0, 0,
        entry.start, entry.size,
    )  # fmt: skip
