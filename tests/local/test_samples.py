"""The samples are what the commands expect of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from local.bedrock.vectors import VectorCache, key_of
from local.models import SHIPPED_VECTORS
from local.scenario import read_scenario
from local.ship_vectors import passages_of, question_texts, sample_chunks
from local.state import ROOT

SAMPLES = ROOT / "samples"
SCENARIOS = sorted((SAMPLES / "scenarios").glob("*.yaml"))


def golden(name: str) -> list[dict[str, Any]]:
    lines = (SAMPLES / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


GOLDEN = golden("golden.jsonl")
ENGLISH = golden("golden_en.jsonl")


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_sample_scenario_is_read(path: Path) -> None:
    scenario = read_scenario(path)
    assert scenario.name
    assert scenario.plan.at.tzinfo
    reached = {"queued", "transferred", *(["disconnected"] if scenario.agents else [])}
    assert scenario.expect.queue is None or scenario.expect.ended in reached
    assert {str(name) for name in scenario.expect.cites} <= documents()


def test_there_are_at_least_twelve_scenarios_and_no_two_of_one_name() -> None:
    names = [read_scenario(path).name for path in SCENARIOS]
    assert len(names) >= 12
    assert len(set(names)) == len(names)


def documents() -> set[str]:
    return {path.name for path in (SAMPLES / "documents").iterdir()}


@pytest.mark.parametrize("row", [*GOLDEN, *ENGLISH], ids=lambda row: row["id"])
def test_a_golden_question_has_its_keys(row: dict[str, Any]) -> None:
    assert set(row) >= {"id", "question", "documents", "answerable"}
    assert isinstance(row["answerable"], bool)
    assert set(row["documents"]) <= documents()
    assert bool(row["documents"]) is row["answerable"]
    assert bool(row.get("must_contain")) is row["answerable"]


def test_there_are_forty_questions_and_a_quarter_has_no_answer() -> None:
    assert len(GOLDEN) >= 40
    assert len({row["id"] for row in GOLDEN}) == len(GOLDEN)
    assert sum(not row["answerable"] for row in GOLDEN) >= len(GOLDEN) / 4


def test_an_english_question_goes_with_a_korean_one() -> None:
    korean = {f"{row['id']}-en": row["documents"] for row in GOLDEN}
    assert {row["id"]: row["documents"] for row in ENGLISH}.items() <= korean.items()
    assert len({row["id"] for row in ENGLISH}) == len(ENGLISH)
    assert {row["language"] for row in ENGLISH} == {"en"}
    assert sum(row["answerable"] for row in ENGLISH) >= 25
    assert sum(not row["answerable"] for row in ENGLISH) >= 10


def test_no_english_question_has_hangul_or_capitals() -> None:
    asked = " ".join(row["question"] for row in ENGLISH)
    assert asked.isascii()
    assert asked == asked.lower()


def test_the_shipped_vectors_know_every_sample_passage(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "own.sqlite", SHIPPED_VECTORS)
    missing = [
        text
        for chunk in sample_chunks()
        for text in passages_of(chunk)
        if cache.get(key_of(text, passage=True)) is None
    ]
    cache.close()
    assert missing == [], "run `python -m local.ship_vectors`"


def test_the_shipped_vectors_know_every_golden_question(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "own.sqlite", SHIPPED_VECTORS)
    missing = [text for text in question_texts() if cache.get(key_of(text, passage=False)) is None]
    cache.close()
    assert missing == [], "run `python -m local.ship_vectors`"
