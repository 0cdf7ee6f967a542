"""Small real PDF files with Korean text, made with pypdf and no font file.

A font need not be embedded for its text to be read: a table from codes to characters is enough.
"""

import io
from collections.abc import Sequence

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

Text = tuple[float, float, float, str]
"""Points from the left, points from the bottom, type size, words."""


def pdf(pages: Sequence[Sequence[Text]], *, title: str = "", password: str = "") -> bytes:
    """A PDF with the texts of each page where they are put."""
    writer = PdfWriter()
    font = _added(writer, _font(writer))
    for texts in pages:
        page = writer.add_blank_page(width=595, height=842)
        content = DecodedStreamObject()
        content.set_data("\n".join(_drawn(*text) for text in texts).encode())
        page[NameObject("/Contents")] = _added(writer, content)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def lines(*texts: str, size: float = 10, top: float = 800) -> list[Text]:
    """Texts below each other."""
    return [(60, top - 20 * number, size, text) for number, text in enumerate(texts)]


def _added(writer: PdfWriter, thing: PdfObject) -> PdfObject:
    return writer._add_object(thing)  # pyright: ignore[reportPrivateUsage]  no public way


def _drawn(x: float, y: float, size: float, text: str) -> str:
    codes = "".join(f"{ord(character):04X}" for character in text)
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET"


def _font(writer: PdfWriter) -> DictionaryObject:
    table = DecodedStreamObject()
    table.set_data(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"/CMapName /Identity def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"5 beginbfrange <0020> <00FF> <0020> <2010> <2460> <2010> <2500> <30FF> <2500>\n"
        b"<AC00> <D7A3> <AC00> <E000> <E0FF> <E000> endbfrange\n"
        b"endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    system = DictionaryObject(
        {
            NameObject("/Registry"): TextStringObject("Adobe"),
            NameObject("/Ordering"): TextStringObject("Identity"),
            NameObject("/Supplement"): NumberObject(0),
        }
    )
    below = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType2"),
            NameObject("/BaseFont"): NameObject("/None"),
            NameObject("/CIDSystemInfo"): system,
            NameObject("/DW"): NumberObject(1000),
        }
    )
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): NameObject("/None"),
            NameObject("/Encoding"): NameObject("/Identity-H"),
            NameObject("/DescendantFonts"): ArrayObject([_added(writer, below)]),
            NameObject("/ToUnicode"): _added(writer, table),
        }
    )
