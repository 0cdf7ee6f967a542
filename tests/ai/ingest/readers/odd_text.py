# ruff: noqa: E501, PLW0108  one odd file a line, each alike, so that the table can be read down
"""Odd files of text, HTML, CSV and PDF."""

import io

from pypdf import PdfWriter

from ai.errors import DocumentFault as F
from tests.ai.fakes.pdf import lines, pdf
from tests.ai.ingest.readers.odd import Odd

KOREAN = "환불은 신청하신 날부터 칠 영업일 안에 처리해 드립니다."
BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]><html><body><p>&l9;</p><p>끝</p></body></html>"
)


def blank_pdf(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


ODD = [
    Odd("UTF-8 with BOM", "a.txt", lambda: KOREAN.encode("utf-8-sig"), text=(KOREAN,)),
    Odd("CP949", "a.txt", lambda: KOREAN.encode("cp949"), text=(KOREAN,)),
    Odd("EUC-KR with CRLF", "a.md", lambda: f"# 가\r\n\r\n{KOREAN}".encode("euc-kr"), text=(KOREAN,)),
    Odd("UTF-16 with BOM", "a.csv", lambda: "가,나\n하나,둘\n".encode("utf-16"), text=("가: 하나",)),
    Odd("UTF-16 without BOM", "a.txt", lambda: KOREAN.encode("utf-16-le"), text=(KOREAN,)),
    Odd("UTF-16 big end first", "a.txt", lambda: KOREAN.encode("utf-16-be"), text=(KOREAN,)),
    Odd("UTF-32", "a.txt", lambda: KOREAN.encode("utf-32"), text=(KOREAN,)),
    Odd("another coding", "a.txt", lambda: b"\xff\xff\xff text", F.ENCODING),
    Odd("cut within a character", "a.txt", lambda: KOREAN.encode()[:-2], text=("환불은",)),
    Odd("decomposed letters", "a.txt", lambda: "환불".encode(), text=("환불",)),
    Odd("decomposed file name", "환불.txt", lambda: "글".encode(), text=("글",)),
    Odd("NUL and control characters", "a.txt", lambda: (KOREAN * 9 + "\0\x07").encode(), text=(KOREAN,), lacks=("\0", "\x07")),
    Odd("right-to-left marks", "a.txt", lambda: "환\u202e불\u200f 안내".encode(), text=("환불 안내",)),
    Odd("a lone surrogate", "a.txt", lambda: "환불 \ud800안내".encode("utf-8", "surrogatepass"), F.ENCODING),
    Odd("a lone surrogate in UTF-16", "a.txt", lambda: b"\xff\xfe" + b"\x00\xd8A\0", F.ENCODING),
    Odd("empty", "a.md", lambda: b"", F.EMPTY),
    Odd("spaces only", "a.md", lambda: b" \n\t\n ", F.NO_TEXT),
    Odd("zero-width characters only", "a.txt", lambda: "\u200b\ufeff\u200b".encode(), F.NO_TEXT),
    Odd("no format of ours", "a.exe", lambda: b"MZ", F.UNSUPPORTED),
    Odd("no suffix", "README", lambda: b"text", F.UNSUPPORTED),
    Odd("an old Word file", "a.doc", lambda: b"text", F.UNSUPPORTED),
    Odd("an old Excel file", "a.xls", lambda: b"text", F.UNSUPPORTED),
    Odd("a picture named .txt", "a.txt", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", F.MISNAMED),
    Odd("a PDF named .md", "a.md", lambda: pdf([lines("글.")]), F.MISNAMED),
    Odd("an archive named .csv", "a.csv", lambda: b"PK\x03\x04" + bytes(40), F.CORRUPT),
    Odd("HTML named .csv", "a.csv", lambda: b"<html><table><tr><td>1</td></tr></table></html>", F.MISNAMED),
    Odd("HTML named .txt", "a.txt", lambda: b"\xef\xbb\xbf <!DOCTYPE html><p>a</p>", F.MISNAMED),
    Odd("RTF named .txt", "a.txt", lambda: b"{\\rtf1\\ansi hello}", F.MISNAMED),
    Odd("front matter with no such day", "a.md", lambda: "---\nvalid_from: 2026-02-30\n---\n글".encode(), F.FRONT_MATTER),
    Odd("front matter with no date", "a.txt", lambda: "---\n시작일: 내년 봄\n---\n글".encode(), F.FRONT_MATTER),
    Odd("front matter that ends before it begins", "a.md", lambda: "---\nvalid_from: 2026-02-02\nvalid_until: 2026-02-01\n---\n글".encode(), F.FRONT_MATTER),
    Odd("front matter with an odd language", "a.md", lambda: b"---\nlanguage: Klingonese\n---\na", F.FRONT_MATTER),
    Odd("front matter that never ends", "a.md", lambda: "---\nvalid_from: 봄\n\n글".encode(), text=("글",)),
    Odd("front matter after a BOM", "a.md", lambda: "\ufeff---\r\ntitle: 이름\r\n---\r\n글".encode(), text=("글",), lacks=("title",)),
    Odd("front matter with aliases", "a.md", lambda: "---\na: &a [x,x]\nb: *a\n---\n글".encode(), text=("글",)),
    Odd("a quotation left open", "a.csv", lambda: ('가,나\n"' + "다" * 200_000).encode(), F.CORRUPT),
    Odd("a table of half a million cells", "a.csv", lambda: b"a,b,c,d,e\n" * 100_000, F.TOO_LARGE),
    Odd("rows of unequal length", "a.csv", lambda: "가,나\n1\n1,2,3\n".encode(), text=("가: 1", "가: 1, 나: 2, 3")),
    Odd("billion laughs", "a.html", lambda: BILLION_LAUGHS.encode(), text=("끝",), lacks=("haha",)),
    Odd("an entity of another file", "a.html", lambda: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;ok</p>', text=("ok",), lacks=("root:",)),
    Odd("elements 3,000 deep", "a.html", lambda: b"<div>" * 3_000 + "글".encode() + b"</div>" * 3_000, F.TOO_COMPLEX),
    Odd("quotes 2,000 deep", "a.md", lambda: b">" * 2_000 + b" a", F.NO_TEXT),
    Odd("a cell that spans a billion columns", "a.html", lambda: b"<table><tr><th colspan=1000000000>a<th>b<tr><td>1<td>2</table>", text=("1", "2")),
    Odd("unclosed elements", "a.html", lambda: "<p>하나<p>둘<ul><li>셋".encode(), text=("하나", "둘", "셋")),
    Odd("scripts and styles", "a.html", lambda: "<script>x()</script><style>p{}</style><p>글".encode(), text=("글",), lacks=("x()", "p{}")),
    Odd("text named .pdf", "a.pdf", lambda: b"hello", F.MISNAMED),
    Odd("HTML named .pdf", "a.pdf", lambda: b"<html>404 not found</html>", F.MISNAMED),
    Odd("a PDF's beginning only", "a.pdf", lambda: b"%PDF-1.7\nbroken", F.CORRUPT),
    Odd("a PDF cut in half", "a.pdf", lambda: pdf([lines("가." * 500)])[:700], F.CORRUPT),
    Odd("a scanned PDF", "a.pdf", lambda: pdf([[]]), F.NO_TEXT),
    Odd("a PDF with page numbers only", "a.pdf", lambda: pdf([lines("1"), lines("- 2 -")]), F.NO_TEXT),
    Odd("a PDF of too many pages", "a.pdf", lambda: blank_pdf(1_001), F.TOO_LARGE),
    Odd("a PDF with a password", "a.pdf", lambda: pdf([lines("글.")], password="secret"), F.ENCRYPTED),
    Odd("bytes before a PDF", "a.pdf", lambda: b"\r\n\r\n" + pdf([lines("글입니다.")]), text=("글입니다.",)),
]  # fmt: skip
