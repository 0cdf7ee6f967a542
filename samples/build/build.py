"""Writes the generated sample documents; see README.md beside this file."""

from __future__ import annotations

import argparse
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from markup import parse, title_of
from render_docx import render_docx
from render_html import render_html
from render_pdf import render_pdf

_HERE: Final = Path(__file__).resolve().parent
_SOURCES: Final = _HERE / "sources"
_DOCUMENTS: Final = _HERE.parent / "documents"
_FONTS: Final = Path("/usr/share/fonts/truetype/nanum")
_WHEN: Final = datetime(2026, 7, 1, tzinfo=UTC)  # the date the sample policies take effect


def main() -> None:
    """Build every source, or only those whose name contains the given word."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="part of a source's name")
    parser.add_argument("--fonts", type=Path, default=_FONTS, help="folder with NanumGothic*.ttf")
    parser.add_argument("--out", type=Path, default=_DOCUMENTS, help="folder to write to")
    options = parser.parse_args()
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)  # it warns of tables nobody needs
    for source in sorted(_SOURCES.iterdir()):
        if options.only in source.name:
            name, content = build(source, options.fonts)
            (options.out / name).write_bytes(content)
            print(f"{name}: {len(content):,} bytes")


def build(source: Path, fonts: Path) -> tuple[str, bytes]:
    """Return the name and content of the document made from a source."""
    text = source.read_text(encoding="utf-8")
    if source.suffix == ".txt":
        return source.name, text.replace("\n", "\r\n").encode("cp949")
    blocks = parse(text)
    title = title_of(blocks)
    name = source.name.removesuffix(".md")
    match Path(name).suffix:
        case ".pdf":
            return name, render_pdf(blocks, title, fonts, _WHEN)
        case ".docx":
            return name, render_docx(blocks, title, _WHEN)
        case ".html":
            return name, render_html(blocks, title, _WHEN).encode()
        case other:
            message = f"{source.name}: no renderer for '{other}'"
            raise ValueError(message)


if __name__ == "__main__":
    main()
