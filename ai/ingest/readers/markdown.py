"""Markdown (CommonMark and tables), read by markdown-it."""

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from ai.ingest.readers.encoding import decode
from ai.ingest.readers.front_matter import split_front
from ai.ingest.readers.outline import Content, Outline

_TAG: Final = re.compile(r"<[^>]+>")


def read(data: bytes) -> Content:
    """A .md file. The title is front matter's, else the first heading's."""
    front = split_front(decode(data))
    title = front.title
    parser = MarkdownIt("commonmark").enable("table")
    root = SyntaxTreeNode(parser.parse(front.text))
    outline = Outline()
    for node in root.children:
        if node.type == "heading" and not title:
            title = _text(node)
        _add(outline, node)
    return outline.content(title, front.labels)


def _add(outline: Outline, node: SyntaxTreeNode) -> None:
    match node.type:
        case "heading":
            outline.heading(int(node.tag[1:]), _text(node))
        case "paragraph":
            outline.paragraph(_text(node))
        case "bullet_list" | "ordered_list":
            outline.items(_items(node))
        case "table":
            outline.table(_rows(node))
        case "fence" | "code_block":
            outline.paragraph(node.content)
        case "html_block":
            outline.paragraph(_TAG.sub(" ", node.content))
        case _:
            for child in node.children:
                _add(outline, child)


def _items(node: SyntaxTreeNode) -> list[str]:
    """Each item on its line, nested ones after the item they belong to."""
    lines: list[str] = []
    for item in node.children:
        own = [child for child in item.children if not child.type.endswith("_list")]
        lines.append(" ".join(_text(child) for child in own))
        for nested in item.children:
            if nested.type.endswith("_list"):
                lines += _items(nested)
    return lines


def _rows(table: SyntaxTreeNode) -> list[list[str]]:
    return [
        [_text(cell) for cell in row.children] for part in table.children for row in part.children
    ]


def _text(node: SyntaxTreeNode) -> str:
    """The words of a node, without markup; a link is its text, an image its description."""
    if node.type in {"text", "code_inline", "fence", "code_block"}:
        return node.content
    if node.type in {"softbreak", "hardbreak"}:
        return "\n"
    if node.type == "html_inline":
        return "\n" if node.content.lower().startswith("<br") else ""
    return "".join(_text(child) for child in node.children)
