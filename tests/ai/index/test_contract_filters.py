"""What filters let pass, in whichever index."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ai.index.filters import allows
from ai.index.knowledge import Filters
from ai.model import Labels
from tests.ai.index.corpora import (
    FILES,
    MAKERS,
    File,
    Shelf,
    contents,
    names,
    query,
)


@pytest.fixture(params=MAKERS)
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    return MAKERS[request.param](tmp_path)


LABELLED = tuple(
    File(f"{number}.md", (("요금", f"요금은 {number}천 원입니다."),), labels)
    for number, labels in enumerate(
        (
            Labels(),
            Labels(product="FitCloud"),
            Labels(product="fitcloud"),
            Labels(product="Other", language="ko"),
            Labels(language="en", valid_from=date(2026, 1, 1)),
            Labels(valid_until=date(2026, 6, 30)),
            Labels(valid_from=date(2026, 6, 30), valid_until=date(2026, 6, 30)),
            Labels(product="FitCloud", language="ko", valid_from=date(2027, 1, 1)),
        )
    )
)


@pytest.mark.parametrize("documents", [None, frozenset[str](), frozenset({"0.md", "3.md"})])
@pytest.mark.parametrize("product", [None, "FitCloud", "fitcloud", "Nobody's"])
@pytest.mark.parametrize("language", [None, "ko", "en", "ja"])
def test_filters_pass_what_they_say_each_and_combined(
    tmp_path: Path, documents: frozenset[str] | None, product: str | None, language: str | None
) -> None:
    made = contents(LABELLED)
    days = (None, date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1))
    for kind, maker in MAKERS.items():
        (tmp_path / kind).mkdir()
        shelf = maker(tmp_path / kind)
        index = shelf.open(shelf.publish(made))
        for day in days:
            asked = Filters(documents=documents, product=product, language=language, on=day)
            expected = {file.name for file in LABELLED if allows(asked, file.name, file.labels)}
            found = index.search(query("요금은 얼마", limit=20, filters=asked))
            assert names(found) == expected, (kind, asked)


def test_a_filter_never_lets_less_than_the_limit_pass_when_more_would(shelf: Shelf) -> None:
    many = [File(f"{n:03}.md", (("요금", f"요금 {n}"),)) for n in range(150)]
    last = replace(many[-1], labels=Labels(product="Rare"))
    others = [replace(file, labels=Labels(product="Common")) for file in many[:-1]]
    index = shelf.open(shelf.publish(contents([*others, last])))
    found = index.search(query("요금", limit=3, filters=Filters(product="Rare")))
    assert names(found) == {"149.md"}


def test_new_labels_on_an_unchanged_text_count_from_the_next_version_on(shelf: Shelf) -> None:
    before = shelf.publish(contents())
    labelled = [replace(file, labels=Labels(product="Other")) for file in FILES]
    after = shelf.publish(contents(labelled))
    asked = query("환불", filters=Filters(product="FitCloud"))
    assert shelf.open(after).search(asked) == []
    assert shelf.open(before).search(asked)
