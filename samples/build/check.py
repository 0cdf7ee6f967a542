"""Checks the samples against each other; see README.md beside this file."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from extract import extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SAMPLES: Final = Path(__file__).resolve().parent.parent
_MARK: Final = "샘플 문서: 실제 Saltware 정책·가격이 아닙니다."
_MARK_WITHIN: Final = 200
_UNANSWERABLE_SHARE: Final = 0.25
_QUESTIONS_PER_DOCUMENT: Final = 2
_GOLDEN_KEYS: Final = ["id", "question", "documents", "answer", "answerable", "must_contain"]

Json = dict[str, Any]


def main() -> int:
    """Print every problem and a summary; return 1 if there was a problem."""
    files = sorted((_SAMPLES / "documents").iterdir())
    texts = {path.name: extract(path) for path in files if path.name != "glossary.csv"}
    lines = (_SAMPLES / "golden.jsonl").read_text(encoding="utf-8").splitlines()
    golden: list[Json] = [json.loads(line) for line in lines]
    scenarios = {path.name: _load(path) for path in sorted((_SAMPLES / "scenarios").iterdir())}
    checks: list[Callable[[], Iterator[str]]] = [
        lambda: _unmarked(texts),
        lambda: _wrong_answers(golden, texts),
        lambda: _thin_coverage(golden, texts),
        lambda: _unknown_citations(scenarios, texts),
        lambda: _unused_terms(texts),
    ]
    problems = [problem for check in checks for problem in check()]
    unanswerable = sum(not row["answerable"] for row in golden)
    print(
        f"{len(texts)} documents, {len(golden)} questions ({unanswerable} unanswerable), "
        f"{len(scenarios)} scenarios, {len(problems)} problems"
    )
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def _load(path: Path) -> Json:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _squeeze(text: str) -> str:
    """Compare without spaces, since a PDF breaks lines anywhere."""
    return re.sub(r"\s+", "", text)


def _unmarked(texts: dict[str, str]) -> Iterator[str]:
    for name, text in texts.items():
        if _squeeze(_MARK) not in _squeeze(text[:_MARK_WITHIN]):
            yield f"{name}: not marked as a sample near its start"


def _wrong_answers(golden: list[Json], texts: dict[str, str]) -> Iterator[str]:
    """Each answerable question's key fact is in every document it names."""
    for row in golden:
        if list(row) != _GOLDEN_KEYS:
            yield f"{row['id']}: keys {list(row)}"
        if {bool(row["documents"]), bool(row["must_contain"])} != {row["answerable"]}:
            yield f"{row['id']}: answerable, documents and must_contain disagree"
        if row["answerable"] and not any(fact in row["answer"] for fact in row["must_contain"]):
            yield f"{row['id']}: its own answer lacks {row['must_contain']}"
        for name in row["documents"]:
            facts = [_squeeze(fact) for fact in row["must_contain"]]
            if not any(fact in _squeeze(texts.get(name, "")) for fact in facts):
                yield f"{row['id']}: {row['must_contain']} is not in {name}"


def _thin_coverage(golden: list[Json], texts: dict[str, str]) -> Iterator[str]:
    for field in ("id", "question"):
        for value, count in Counter(row[field] for row in golden).items():
            if count > 1:
                yield f"{field} '{value}' occurs {count} times"
    asked = Counter(name for row in golden for name in row["documents"])
    for name in texts:
        if asked[name] < _QUESTIONS_PER_DOCUMENT:
            yield f"{name}: only {asked[name]} questions"
    if sum(not row["answerable"] for row in golden) < _UNANSWERABLE_SHARE * len(golden):
        yield "fewer than a quarter of the questions are unanswerable"


def _unknown_citations(scenarios: dict[str, Json], texts: dict[str, str]) -> Iterator[str]:
    """Nothing else of them: `callcenter scenario` reads them strictly and plays them."""
    for file, scenario in scenarios.items():
        for name in scenario["expect"].get("cites", []):
            if name not in texts:
                yield f"{file}: cites {name}, which is not a sample"


def _unused_terms(texts: dict[str, str]) -> Iterator[str]:
    everything = "\n".join(texts.values())
    with (_SAMPLES / "documents" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        term = re.escape(row["written"])
        if not re.search(rf"(?<![A-Za-z0-9]){term}(?![A-Za-z0-9])", everything):
            yield f"glossary: '{row['written']}' is in no document"
    for spoken, count in Counter(row["spoken"] for row in rows).items():
        if count > 1:
            yield f"glossary: '{spoken}' occurs {count} times"


if __name__ == "__main__":
    sys.exit(main())
