"""Writes small .hwpx files, named and nested as Hangul 2022 writes them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

NAMES = (
    'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" '
    'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" '
    'xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head"'
)
HEADER = f"""<hh:head {NAMES}><hh:refList>
<hh:paraPr id="0"><hh:heading type="NONE" idRef="0" level="0"/></hh:paraPr>
<hh:paraPr id="1"><hh:heading type="OUTLINE" idRef="0" level="1"/></hh:paraPr>
<hh:paraPr id="2"><hh:heading type="BULLET" idRef="1" level="0"/></hh:paraPr>
<hh:style id="0" type="PARA" name="바탕글" engName="Normal" paraPrIDRef="0"/>
<hh:style id="1" type="PARA" name="개요 1" engName="Outline 1" paraPrIDRef="0"/>
</hh:refList></hh:head>"""
MANIFEST = '<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
ENCRYPTED = MANIFEST.replace(
    "/>", "><odf:file-entry><odf:encryption-data/></odf:file-entry></odf:manifest>"
)

Place = tuple[int, int, int, int]
"""Row, column, rows, columns."""


def p(text: str, *, style: int = 0, shape: int = 0, inner: str = "") -> str:
    """A paragraph; `inner` is XML that its run holds as well."""
    return (
        f'<hp:p paraPrIDRef="{shape}" styleIDRef="{style}"><hp:run charPrIDRef="0">{inner}'
        f"<hp:t>{escape(text)}</hp:t></hp:run><hp:linesegarray/></hp:p>"
    )


def tbl(cells: Sequence[tuple[Place, str]], *, heads: int = 0) -> str:
    rows: dict[int, str] = {}
    for (row, column, high, broad), text in cells:
        rows[row] = rows.get(row, "") + (
            f'<hp:tc header="{int(row < heads)}"><hp:subList>{p(text)}</hp:subList>'
            f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
            f'<hp:cellSpan colSpan="{broad}" rowSpan="{high}"/></hp:tc>'
        )
    lines = "".join(f"<hp:tr>{cells}</hp:tr>" for _, cells in sorted(rows.items()))
    return f'<hp:tbl rowCnt="{len(rows)}">{lines}</hp:tbl>'


def hwpx(*paragraphs: str, parts: Mapping[str, str] | None = None) -> bytes:
    content = {
        "Contents/header.xml": HEADER,
        "Contents/section0.xml": f"<hs:sec {NAMES}>{''.join(paragraphs)}</hs:sec>",
        "META-INF/manifest.xml": MANIFEST,
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/hwp+zip", zipfile.ZIP_STORED)
        for name, text in content.items():
            archive.writestr(name, text)
    return out.getvalue()
