"""docs/operations names outputs, keys, pages and alarms that exist, and a pointer that works."""

import re
from pathlib import Path
from typing import Final

import pytest

from ai.index.store import POINTER_KEY, SnapshotStore
from infra.configuration_page import schema
from tests.ai.fakes.s3 import FakeS3
from tests.infra import engine
from tests.infra.engine import Recording

FOLDER: Final = engine.ROOT / "docs" / "operations"
README: Final = FOLDER / "README.md"
PAGES: Final = sorted(FOLDER.glob("*.md"))
OUTPUT: Final = re.compile(r"(?:\$\(out|`out|(?:\(|`)pulumi stack output) ([a-z_]+)")
KEY: Final = re.compile(r"pulumi config set (?:--path ')?([A-Za-z]+)")
LINK: Final = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_output_that_a_page_asks_for_is_exported(path: Path, prod: Recording) -> None:
    asked = set(OUTPUT.findall(path.read_text(encoding="utf-8")))
    assert asked <= set(prod.exports)


def test_the_pages_ask_for_outputs_at_all() -> None:
    assert len(set(OUTPUT.findall(README.read_text(encoding="utf-8")))) > 10


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_key_that_a_page_sets_is_one(path: Path) -> None:
    assert set(KEY.findall(path.read_text(encoding="utf-8"))) <= set(schema())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_to_a_page_and_its_anchor(path: Path) -> None:
    for target, anchor in LINK.findall(path.read_text(encoding="utf-8")):
        page = (path.parent / target).resolve() if target else path
        assert page.exists(), target
        if anchor:
            assert anchor in _anchors(page.read_text(encoding="utf-8")), anchor


@pytest.mark.parametrize(
    ("values", "held"),
    [
        (("a" * 64, "2026-11-22T09:10:00+00:00", "2026-11-22T09:10:00+00:00"), True),
        (("a" * 64, "2026-11-22T09:10:00+00:00"), False),
    ],
    ids=["rolled back", "released"],
)
def test_what_the_rollback_writes_is_a_pointer(values: tuple[str, ...], held: bool) -> None:
    templates = re.findall(r"printf '(.+)' .* > current\.json", README.read_text(encoding="utf-8"))
    (template,) = [each for each in templates if each.count("%s") == len(values)]
    s3 = FakeS3()
    s3.put_object(Bucket="index", Key=POINTER_KEY, Body=(template % values).encode())
    pointer = SnapshotStore(s3.client, "index").pointer()
    assert pointer is not None
    assert pointer.snapshot == "a" * 64
    assert (pointer.held is not None) is held


def _anchors(text: str) -> set[str]:
    """Those that a page names itself, and GitHub's of its headings."""
    headings: list[str] = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    named: list[str] = re.findall(r'<a id="([^"]+)"></a>', text)
    return {*named, *(re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings)}
