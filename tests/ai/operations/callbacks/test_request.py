import json
from pathlib import Path
from typing import Any

import pytest

from ai.operations.callbacks.request import LONGEST_QUESTION, LONGEST_SUMMARY, Request

EVENT: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "events" / "connect.json").read_text(encoding="utf-8")
)


def event(parameters: dict[str, Any], attributes: dict[str, Any] | None = None) -> dict[str, Any]:
    contact = {**EVENT["Details"]["ContactData"], "Attributes": attributes or {}}
    return {"Details": {"ContactData": contact, "Parameters": parameters}}


def test_parameters_say_what_is_wanted_and_attributes_who_asks() -> None:
    asked = event(
        {
            "action": "book",
            "language": "en",
            "number": "+821012345678",
            "choice": "2026-11-24T14:00:00+09:00",
            "queue": "engineer",
        },
        {"customer_name": "김하늘", "question": "환불", "summary": "문의: 환불"},
    )
    assert Request.of(asked) == Request(
        action="book",
        language="en",
        number="+821012345678",
        choice="2026-11-24T14:00:00+09:00",
        queue="engineer",
        name="김하늘",
        question="환불",
        summary="문의: 환불",
    )


@pytest.mark.parametrize("empty", [{}, {"Details": None}, {"Details": {"Parameters": None}}])
def test_an_event_that_holds_nothing_asks_for_nothing(empty: dict[str, Any]) -> None:
    assert Request.of(empty) == Request(action="")


@pytest.mark.parametrize(
    ("language", "spoken"), [("ko", "ko"), ("", "ko"), ("fr", "ko"), ("en-US", "en")]
)
def test_only_korean_and_english_are_spoken(language: str, spoken: str) -> None:
    assert Request.of(event({"language": language})).language == spoken


@pytest.mark.parametrize(
    ("page", "number"), [("2", 2), ("", 1), ("x", 1), ("-1", 1), (None, 1), ("9" * 9_999, 999)]
)
def test_what_is_no_page_is_the_first(page: str | None, number: int) -> None:
    assert Request.of(event({"page": page})).page == number


def test_words_that_are_too_long_for_a_contact_are_cut() -> None:
    asked = Request.of(event({}, {"question": "가" * 9_000, "summary": "나" * 9_000}))
    assert (len(asked.question), len(asked.summary)) == (LONGEST_QUESTION, LONGEST_SUMMARY)
