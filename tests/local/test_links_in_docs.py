"""Links from page to page lead somewhere, and the list of decisions is whole."""

import re
from pathlib import Path
from typing import Final

import pytest

from local.state import ROOT

PAGES: Final = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "samples").rglob("*.md")]
)
DECISIONS: Final = ROOT / "docs" / "adr"
LINK: Final = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


def lost_links(page: Path) -> list[str]:
    """Those to files that are not there, or to sections that a page does not have."""
    lost: list[str] = []
    for path, section in LINK.findall(page.read_text(encoding="utf-8")):
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (section and section not in sections(target)):
            lost.append(f"{path}#{section}" if section else path)
    return lost


def sections(page: Path) -> set[str]:
    """Anchors that a page sets itself, and those that GitHub makes of its headings."""
    text = page.read_text(encoding="utf-8")
    headings: list[str] = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    made = {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}
    return made | set(re.findall(r'<a id="([^"]+)"></a>', text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert lost_links(page) == []


def test_lost_links_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One place\n[a](#one-place) [b](#another) [c](page.md#한국어) [d](lost.md) "
        "[e](https://example.com/lost.md)\n",
        encoding="utf-8",
    )
    assert lost_links(page) == ["#another", "page.md#한국어", "lost.md"]


def test_every_decision_is_listed_once_by_its_title() -> None:
    listed = re.findall(
        r"^\| \[(\d+)\]\((\S+)\) \| (.+) \|$",
        (DECISIONS / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    files = sorted(path for path in DECISIONS.glob("*.md") if path.name != "README.md")
    titles = [path.read_text(encoding="utf-8").partition("\n")[0] for path in files]
    assert [name for _, name, _ in listed] == [path.name for path in files]
    for (number, _, told), title in zip(listed, titles, strict=True):
        assert f"# {number}. {told.partition(';')[0]}" == title
