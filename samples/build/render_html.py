"""Renders blocks as a page of a help site: site header, main content, footer."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from markup import Bullets, Heading, Note, Paragraph, Steps, Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from markup import Block

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="date" content="{date}">
<title>{title} | Saltware 도움말</title>
<style>
body {{ margin: 0; color: #1e222a; line-height: 1.7; }}
body {{ font-family: "Noto Sans KR", "NanumGothic", "Malgun Gothic", sans-serif; }}
header, main, footer {{ max-width: 46rem; margin: 0 auto; padding: 1rem; }}
header, footer {{ color: #5c636e; font-size: 0.875rem; }}
h1, h2, h3 {{ color: #144e8c; line-height: 1.35; }}
h2 {{ margin-top: 2.25rem; border-bottom: 1px solid #d5dbe4; padding-bottom: 0.25rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border: 1px solid #b9c1cc; padding: 0.5rem 0.75rem; text-align: left; }}
th {{ background: #e8eef6; }}
.note {{ color: #5c636e; font-size: 0.875rem; }}
</style>
</head>
<body>
<header>Saltware 도움말 센터</header>
<main>
{content}
</main>
<footer>© 2026 Saltware (sample)</footer>
</body>
</html>
"""


def render_html(blocks: list[Block], title: str, when: datetime) -> str:
    """Return the document as a whole HTML page."""
    content = "\n".join(_element(block) for block in blocks)
    return _PAGE.format(title=escape(title), date=when.date().isoformat(), content=content)


def _element(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Note(text):
            return f'<p class="note">{escape(text)}</p>'
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Bullets(items):
            return f"<ul>\n{_lines('li', items)}\n</ul>"
        case Steps(items):
            return f"<ol>\n{_lines('li', items)}\n</ol>"
        case Table(rows):
            return _table(rows)


def _lines(tag: str, texts: Iterable[str]) -> str:
    return "\n".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    header, *body = rows
    lines = "\n".join(f"<tr>\n{_lines('td', row)}\n</tr>" for row in body)
    return (
        f"<table>\n<thead>\n<tr>\n{_lines('th', header)}\n</tr>\n</thead>\n"
        f"<tbody>\n{lines}\n</tbody>\n</table>"
    )
