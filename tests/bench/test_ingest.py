"""The benchmark measures what it says, on a bucket small enough for a unit test."""

import math

import pytest

from bench.ingest import changed_line, formats_table, growth_table, latency_line, slope
from bench.ingest_phases import SECTIONS, Built, build, change, made_up, read_formats


def built(documents: int, total: float) -> Built:
    return Built(
        documents=documents,
        chunks=documents,
        read=total / 4,
        chunk=total / 4,
        embed=total / 4,
        write=total / 4,
        peak=100.0,
    )


def test_a_linear_build_has_slope_one_and_a_quadratic_one_two() -> None:
    sizes = (100, 1_000, 10_000)
    assert slope([built(size, size / 100) for size in sizes]) == pytest.approx(1.0)
    assert slope([built(size, (size / 100) ** 2) for size in sizes]) == pytest.approx(2.0)
    assert math.isnan(slope([built(100, 1.0)]))


def test_documents_are_the_same_each_time_and_differ_from_each_other() -> None:
    documents = made_up(3)
    assert documents == made_up(3)
    assert len(set(documents.values())) == 3


def test_a_build_holds_every_section() -> None:
    row = build(4)
    assert (row.documents, row.chunks) == (4, 4 * SECTIONS)
    assert row.total > 0
    assert row.peak > 10
    assert growth_table([row]).row_count == 1


def test_one_changed_document_is_published_and_a_look_without_news_is_not() -> None:
    row = change(4)
    assert row.publish > row.nothing_new > 0
    assert "published in" in changed_line(row)


def test_embedding_at_a_latency_is_held_against_its_bound() -> None:
    row = build(2, seconds=0.001)
    assert row.embed >= row.chunks * 0.001 / 4
    assert "times its bound" in latency_line(row, 0.001)


def test_every_format_of_the_samples_is_read() -> None:
    rows = read_formats(1)
    assert {".md", ".pdf", ".docx", ".html", ".csv", ".txt"} <= {row.suffix for row in rows}
    assert all(row.read > 0 and row.bounded > 0 for row in rows)
    assert formats_table(rows).row_count == len(rows)
