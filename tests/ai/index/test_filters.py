from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ai.index.filters import allows
from ai.index.knowledge import Filters, Query
from ai.index.snapshot import Snapshot
from ai.index.writer import write_snapshot
from ai.model import Labels
from tests.ai.fakes import models
from tests.ai.fakes.assistants import build

TEXTS = {
    "backup.md": "# 백업\n\n백업 요금은 만 원입니다.\n",
    "monitor.md": "# 모니터링\n\n모니터링 요금은 이만 원입니다.\n",
    "offer.md": "# 행사\n\n행사 요금은 오천 원입니다.\n",
    "plain.md": "# 안내\n\n요금은 매월 청구됩니다.\n",
}
LABELS = {
    "backup.md": Labels(product="backup", language="ko"),
    "monitor.md": Labels(product="monitor", language="en"),
    "offer.md": Labels(
        product="backup", valid_from=date(2026, 3, 1), valid_until=date(2026, 3, 31)
    ),
    "plain.md": Labels(),
}


def found(path: Path, filters: Filters) -> set[str]:
    """The documents of all passages that come for a question which all of them touch on."""
    contents = build({name: text.encode() for name, text in TEXTS.items()})
    documents = {
        name: replace(document, labels=LABELS[name])
        for name, document in contents.documents.items()
    }
    write_snapshot(replace(contents, documents=documents), path)
    with Snapshot(path) as snapshot:
        return {
            passage.chunk.document
            for passage in snapshot.search(
                Query(
                    text="요금이 얼마인가요",
                    vector=models.embed("요금이 얼마인가요"),
                    limit=10,
                    dense_weight=0.5,
                    filters=filters,
                )
            )
        }


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"backup.md", "monitor.md", "offer.md", "plain.md"}),
        (Filters(documents=frozenset({"backup.md", "gone.md"})), {"backup.md"}),
        (Filters(documents=frozenset()), set[str]()),
        (Filters(product="backup"), {"backup.md", "offer.md", "plain.md"}),
        (Filters(product="another"), {"plain.md"}),
        (Filters(language="ko"), {"backup.md", "offer.md", "plain.md"}),
        (Filters(on=date(2026, 2, 28)), {"backup.md", "monitor.md", "plain.md"}),
        (Filters(on=date(2026, 3, 1)), set(TEXTS)),
        (Filters(on=date(2026, 3, 31)), set(TEXTS)),
        (Filters(on=date(2026, 4, 1)), {"backup.md", "monitor.md", "plain.md"}),
        (Filters(product="backup", on=date(2026, 4, 1)), {"backup.md", "plain.md"}),
        (
            Filters(product="monitor", language="ko", documents=frozenset({"monitor.md"})),
            set[str](),
        ),
        (
            Filters(
                product="backup",
                language="ko",
                on=date(2026, 3, 15),
                documents=frozenset({"backup.md", "offer.md"}),
            ),
            {"backup.md", "offer.md"},
        ),
    ],
)
def test_only_passages_of_documents_that_pass_are_found(
    tmp_path: Path, filters: Filters, expected: set[str]
) -> None:
    assert found(tmp_path / "s.sqlite", filters) == expected


def test_what_a_document_does_not_say_lets_it_pass() -> None:
    every = Filters(product="backup", language="ko", on=date(2026, 3, 1))
    assert allows(every, "plain.md", Labels())


def test_a_name_is_asked_for_even_of_a_document_that_says_nothing() -> None:
    assert not allows(Filters(documents=frozenset({"a.md"})), "plain.md", Labels())


def test_labels_are_compared_letter_by_letter() -> None:
    assert not allows(Filters(product="Backup"), "backup.md", Labels(product="backup"))


@pytest.mark.parametrize(
    ("labels", "day", "passes"),
    [
        (Labels(valid_from=date(2026, 3, 1)), date(2026, 2, 28), False),
        (Labels(valid_from=date(2026, 3, 1)), date(2026, 3, 1), True),
        (Labels(valid_until=date(2026, 3, 1)), date(2026, 3, 1), True),
        (Labels(valid_until=date(2026, 3, 1)), date(2026, 3, 2), False),
        (
            Labels(valid_from=date(2026, 3, 2), valid_until=date(2026, 3, 1)),
            date(2026, 3, 1),
            False,
        ),
    ],
)
def test_both_ends_of_its_validity_are_days_on_which_a_document_holds(
    labels: Labels, day: date, *, passes: bool
) -> None:
    assert allows(Filters(on=day), "a.md", labels) is passes
