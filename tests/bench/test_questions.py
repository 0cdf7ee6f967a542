from typing import Any

import pytest
from rich.console import Console

from bench.questions import Asked, ask_all, print_table
from local.cloud.clients import Clients
from local.functions import Functions
from tests.local.states import ABSTAINED, ANSWERED, NOBODY, STATE

KNOWN: dict[str, Any] = {
    "id": "a1",
    "question": "응답 시간이요",
    "answerable": True,
    "must_contain": ["1시간", "한 시간"],
}
UNKNOWN: dict[str, Any] = {"id": "u1", "question": "점심 메뉴요", "answerable": False}
WRONG = {**ANSWERED, "text": "4시간 안에 응답합니다."}
FAILED = {**ABSTAINED, "status": "failed"}


def asked(question: dict[str, Any], answer: dict[str, Any], milliseconds: float = 100.0) -> Asked:
    return Asked(question=question, answer=answer, milliseconds=milliseconds)


@pytest.mark.parametrize(
    ("question", "answer", "right", "wrong"),
    [
        (KNOWN, ANSWERED, True, False),
        (KNOWN, WRONG, False, True),
        (KNOWN, ABSTAINED, False, False),
        (KNOWN, FAILED, False, False),
        ({**KNOWN, "must_contain": []}, ANSWERED, False, True),
        (UNKNOWN, ABSTAINED, True, False),
        (UNKNOWN, FAILED, True, False),
        (UNKNOWN, ANSWERED, False, True),
    ],
)
def test_an_answer_is_right_wrong_or_neither(
    question: dict[str, Any], answer: dict[str, Any], *, right: bool, wrong: bool
) -> None:
    row = asked(question, answer)
    assert (row.right, row.wrong) == (right, wrong)


def test_every_question_is_asked_on_its_own_and_timed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[tuple[str, str]] = []

    def ask(_functions: Functions, question: str, contact: str) -> dict[str, Any]:
        heard.append((question, contact))
        return ANSWERED

    monkeypatch.setattr(Functions, "ask", ask)
    rows = ask_all([KNOWN, UNKNOWN], Functions(state=STATE, clients=Clients(NOBODY)))
    assert heard == [("응답 시간이요", ""), ("점심 메뉴요", "")]
    assert [row.right for row in rows] == [True, False]
    assert all(row.milliseconds >= 0 for row in rows)


def test_the_table_counts_what_was_right_wrong_and_declined() -> None:
    console = Console(record=True, width=100)
    rows = [
        asked(KNOWN, ANSWERED, 100),
        asked(KNOWN, ANSWERED, 300),
        asked(KNOWN, WRONG, 100),
        asked(UNKNOWN, ABSTAINED, 100),
    ]
    print_table(rows, console)
    lines = [line.replace("│", " ").split() for line in console.export_text().splitlines()]
    assert ["answerable", "2", "1", "0", "0"] in lines
    assert ["unanswerable", "1", "0", "1", "0"] in lines
    assert ["invocation", "100", "270", "300"] in lines
