"""How good the answers are, with the embedded models, on the sample questions.

The floors lie a little below what was measured (see docs/measurements.md), so that they fail when
something breaks and not when a sentence of a document changes.
"""

import json

import pytest

from bench.questions import Asked, ask_all
from local.functions import Functions
from local.state import ROOT
from tests.cloud.callcenter import CallCenter


@pytest.fixture(scope="module")
def asked(center: CallCenter) -> list[Asked]:
    lines = (ROOT / "samples" / "golden.jsonl").read_text(encoding="utf-8").splitlines()
    functions = Functions(state=center.state, clients=center.clients)
    return ask_all([json.loads(line) for line in lines], functions)


def test_most_questions_are_answered_right(asked: list[Asked]) -> None:
    answerable = [row for row in asked if row.question["answerable"]]

    assert sum(row.right for row in answerable) >= 0.75 * len(answerable)


def test_few_answers_are_wrong(asked: list[Asked]) -> None:
    answered = [row for row in asked if row.answered]

    assert sum(row.wrong for row in answered) <= 0.08 * len(answered)


def test_what_no_document_holds_is_mostly_declined(asked: list[Asked]) -> None:
    others = [row for row in asked if not row.question["answerable"]]

    assert sum(row.right for row in others) >= 0.85 * len(others)


def test_every_answer_cites_a_document_and_nothing_fails(asked: list[Asked]) -> None:
    assert not [row.question["id"] for row in asked if row.answer["status"] == "failed"]
    assert all(row.answer["citations"] for row in asked if row.answered)
