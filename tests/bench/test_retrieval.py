import io
from collections import Counter
from pathlib import Path

import numpy as np
from rich.console import Console

from ai.index.glossary import Glossary
from ai.index.postings import lexical_index
from ai.index.snapshot import Snapshot
from ai.index.tokens import tokens
from ai.index.writer import write_snapshot
from ai.quality.questions import GoldenQuestion
from bench.retrieval import compare, print_tables
from bench.retrieval_systems import System, measured, systems, term_counts, whitespace_bm25
from local.console import Output
from tests.ai.fakes.models import embed
from tests.ai.index.chunks import chunk
from tests.ai.index.corpora import contents

QUESTIONS = [
    GoldenQuestion(id="a", question="환불은 언제 되나요", documents=("refund.md",)),
    GoldenQuestion(id="b", question="없는 것", documents=("missing.md",)),
]


def test_every_way_is_measured_on_the_same_passages(tmp_path: Path) -> None:
    write_snapshot(contents(), tmp_path / "ours.sqlite")
    with Snapshot(tmp_path / "ours.sqlite") as snapshot:
        choices = systems(snapshot, tmp_path, embed, 0.7)
        sets = compare(choices, [("q.jsonl", QUESTIONS)], Output(as_json=True))
    (found,) = sets
    names = [row["system"] for row in found["systems"]]
    assert names[:4] == [
        "BM25Retriever (LangChain)",
        "dense only",
        "our lexical only",
        "ours",
    ]
    assert len(names) == len(set(names)) == 11
    assert found["count"] == 2
    ours = found["systems"][3]
    assert ours["recall"].keys() == {"1", "3", "5"}
    assert 0 < ours["mrr"] <= 0.5
    assert ours["ms"]["p95"] >= ours["ms"]["p50"] > 0


def test_the_rival_splits_at_spaces_alone() -> None:
    rival = whitespace_bm25(
        [chunk("환불 기간", "a"), chunk("해지 방법", "b"), chunk("요금 안내", "c")]
    )
    assert rival.find("해지 어떻게")[0] == "b"
    assert measured(rival, QUESTIONS)[0].questions == 2


def test_embedding_is_done_before_anything_is_timed() -> None:
    order: list[str] = []

    def find(question: str) -> list[str]:
        order.append(f"find {question}")
        return ["refund.md"]

    def warm(question: str) -> None:
        order.append(f"warm {question}")

    quality, times = measured(System(name="s", find=find, warm=warm), QUESTIONS)
    asked = [question.question for question in QUESTIONS]
    assert order == [*(f"warm {one}" for one in asked), *(f"find {one}" for one in asked)]
    assert quality.recall[1] == 0.5
    assert len(times) == 2


def test_counts_made_by_hand_are_those_of_an_index() -> None:
    chunks = [chunk("환불은 환불입니다", "a"), chunk("해지와 환불", "b")]
    made = term_counts(
        [Counter(tokens(" ".join((one.title, *one.heading_path, one.text)))) for one in chunks]
    )
    counted = lexical_index(chunks, Glossary()).counts
    assert made.terms == counted.terms
    for name in ("offsets", "ordinals", "counts", "lengths"):
        assert np.array_equal(getattr(made, name), getattr(counted, name)), name


def test_a_table_a_set_is_printed() -> None:
    row = {
        "system": "ours",
        "recall": {"1": 0.5, "3": 0.75, "5": 0.8},
        "mrr": 0.6,
        "ms": {"p50": 0.4, "p95": 1.2},
    }
    console = Console(file=io.StringIO(), width=120)
    print_tables([{"questions": "q.jsonl", "count": 1200, "systems": [row]}], console)
    assert isinstance(console.file, io.StringIO)
    printed = console.file.getvalue()
    assert "q.jsonl (1,200 questions)" in printed
    assert "0.750" in printed
