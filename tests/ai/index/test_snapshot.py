import gc
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ai.errors import KnowledgeError
from ai.index.knowledge import Filters, KnowledgeIndex, Query
from ai.index.snapshot import Snapshot
from ai.index.writer import write_snapshot
from tests.ai.fakes import models
from tests.ai.fakes.assistants import build, open_snapshot

FILES = {
    "refund.md": (
        "# 환불\n\n환불은 7일 안에 처리됩니다.\n\n# 해지\n\n해지는 콘솔에서 합니다.\n"
    ).encode(),
    "sla.md": "# SLA\n\nFitCloud 월간 가용률은 99.9%입니다.\n".encode(),
    "broken.pdf": b"not a pdf",
    "glossary.csv": "spoken,written\n핏클라우드,FitCloud\n".encode(),
}


def query(text: str, limit: int = 5, dense_weight: float = 0.7) -> Query:
    return Query(text=text, vector=models.embed(text), limit=limit, dense_weight=dense_weight)


def test_the_passage_that_says_it_comes_first(tmp_path: Path) -> None:
    with open_snapshot(FILES, tmp_path / "s.sqlite") as snapshot:
        index: KnowledgeIndex = snapshot
        found = index.search(query("환불 처리 며칠"))
    assert found[0].chunk.document == "refund.md"
    assert found[0].chunk.heading_path == ("환불",)
    assert found[0].score >= found[1].score >= found[2].score
    assert found[0].lexical > 0
    assert found[0].dense is not None
    assert -1 <= found[0].dense <= 1.0001


def test_no_more_passages_come_than_were_asked_for(tmp_path: Path) -> None:
    with open_snapshot(FILES, tmp_path / "s.sqlite") as snapshot:
        assert len(snapshot.search(query("환불", limit=2))) == 2


def test_the_spoken_form_of_a_term_finds_its_passage(tmp_path: Path) -> None:
    with open_snapshot(FILES, tmp_path / "s.sqlite") as snapshot:
        found = snapshot.search(query("핏 클라우드", dense_weight=0))
    assert found[0].chunk.document == "sla.md"


def test_an_empty_snapshot_opens_and_finds_nothing(tmp_path: Path) -> None:
    with open_snapshot({}, tmp_path / "s.sqlite") as snapshot:
        assert snapshot.size == 0
        assert snapshot.search(query("환불")) == []


def test_several_threads_may_search_at_once(tmp_path: Path) -> None:
    with (
        open_snapshot(FILES, tmp_path / "s.sqlite") as snapshot,
        ThreadPoolExecutor(8) as pool,
    ):
        found = list(pool.map(snapshot.search, [query("환불")] * 40))
    assert len({tuple(passage.chunk.id for passage in passages) for passages in found}) == 1


def test_a_file_can_go_while_it_is_open(tmp_path: Path) -> None:
    with open_snapshot(FILES, tmp_path / "s.sqlite") as snapshot:
        (tmp_path / "s.sqlite").unlink()
        assert snapshot.search(query("환불"))


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\0garbage"])
def test_a_damaged_file_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.sqlite"
    path.write_bytes(content)
    with pytest.raises(KnowledgeError, match=r"bad\.sqlite"):
        Snapshot(path)


def test_a_cut_off_file_is_refused_or_fails_as_knowledge(tmp_path: Path) -> None:
    write_snapshot(build(FILES), tmp_path / "s.sqlite")
    data = (tmp_path / "s.sqlite").read_bytes()
    (tmp_path / "s.sqlite").write_bytes(data[: len(data) // 2])
    with pytest.raises(KnowledgeError), Snapshot(tmp_path / "s.sqlite") as snapshot:
        snapshot.search(query("환불"))


@given(st.randoms(use_true_random=False))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_never_anything_but_an_error_of_the_knowledge(
    tmp_path: Path, random: Random
) -> None:
    path = tmp_path / "s.sqlite"
    if not (tmp_path / "good.sqlite").exists():
        write_snapshot(build(FILES), tmp_path / "good.sqlite")
    data = bytearray((tmp_path / "good.sqlite").read_bytes())
    said = [place for place, byte in enumerate(data) if byte]
    for _ in range(random.randint(1, 6)):
        data[random.choice(said)] = random.randrange(256)
    path.write_bytes(data)
    try:
        with Snapshot(path) as snapshot:
            snapshot.search(replace(query("환불"), filters=Filters(product="FitCloud")))
            snapshot.contents()
    except KnowledgeError:
        pass


def test_a_missing_file_is_no_empty_snapshot(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError):
        Snapshot(tmp_path / "none.sqlite")


def test_another_format_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    write_snapshot(build(FILES), path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
    with pytest.raises(KnowledgeError, match=r"format 0.*build it again"):
        Snapshot(path)


def test_a_question_embedded_with_another_model_is_refused(tmp_path: Path) -> None:
    with (
        open_snapshot(FILES, tmp_path / "s.sqlite") as snapshot,
        pytest.raises(KnowledgeError, match="3 dimensions"),
    ):
        snapshot.search(Query(text="환불", vector=[1, 2, 3], limit=1, dense_weight=0.5))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_question_vector_that_is_no_number_is_refused(tmp_path: Path, value: float) -> None:
    vector = [value] * models.DIMENSIONS
    with (
        open_snapshot(FILES, tmp_path / "s.sqlite") as snapshot,
        pytest.raises(KnowledgeError, match="no numbers"),
    ):
        snapshot.search(Query(text="환불", vector=vector, limit=1, dense_weight=0.5))


def test_a_snapshot_that_nobody_holds_releases_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    connect = sqlite3.connect

    class Noted(sqlite3.Connection):
        def close(self) -> None:
            closed.append("closed")
            super().close()

    def noted(path: str, *, uri: bool, check_same_thread: bool) -> sqlite3.Connection:
        return connect(path, uri=uri, check_same_thread=check_same_thread, factory=Noted)

    write_snapshot(build(FILES), tmp_path / "s.sqlite")
    monkeypatch.setattr("ai.index.snapshot.sqlite3.connect", noted)
    snapshot = Snapshot(tmp_path / "s.sqlite")
    assert snapshot.size
    assert closed == []
    del snapshot
    gc.collect()
    assert closed == ["closed"]


def test_postings_that_do_not_fit_their_chunks_are_damage(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    write_snapshot(build(FILES), path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE arrays SET data = x'' WHERE name = 'lexical_counts'")
    with pytest.raises(KnowledgeError, match="damaged"):
        Snapshot(path)
