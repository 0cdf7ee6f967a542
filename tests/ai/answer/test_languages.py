"""English questions to the whole chain, over Korean documents."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ai.answer.chain import answer
from ai.answer.prompt import Request
from ai.answer.screen import refusal
from ai.contract import Language, Reason, Status
from ai.deadline import Deadline
from ai.model import Answer, Exchange
from tests.ai.fakes import models
from tests.ai.fakes.assistants import ENGLISH_PROMPTS, assistant, open_snapshot

FILES = {"환불.txt": "환불은 결제한 날부터 7일 안에 처리됩니다. 수수료는 없습니다.".encode()}
KOREAN = "환불은 결제한 날부터 7일 안에 처리됩니다. [1]"
GOOD = f"{KOREAN}\n<english>Refunds are made within 7 days of payment.</english>"


def ask(
    folder: Path,
    generate: Callable[[Request], str],
    question: str = "How long do refunds take?",
    history: Sequence[Exchange] = (),
) -> Answer:
    with open_snapshot(FILES, folder / "s.sqlite") as index:
        whole = assistant(index, generate=generate)
        return answer(question, whole, Deadline(5.0), history, Language.ENGLISH)


def test_the_answer_is_english_and_its_korean_is_kept_for_staff(tmp_path: Path) -> None:
    told = ask(tmp_path, lambda _: GOOD)

    assert told.status is Status.ANSWERED
    assert told.text == "Refunds are made within 7 days of payment."
    assert told.speech == "<speak><s>Refunds are made within 7 days of payment.</s></speak>"
    assert told.original == "환불은 결제한 날부터 7일 안에 처리됩니다."
    assert [citation.document for citation in told.citations] == ["환불.txt"]


def test_the_model_is_told_the_language(tmp_path: Path) -> None:
    seen: list[Request] = []

    def generate(request: Request) -> str:
        seen.append(request)
        return GOOD

    ask(tmp_path, generate)
    assert "<language>English</language>" in seen[0].user
    assert "<english>" in seen[0].system


def test_a_model_that_only_quotes_korean_is_an_honest_abstention(tmp_path: Path) -> None:
    told = ask(tmp_path, models.quote_first)

    assert (told.status, told.reason) == (Status.ABSTAINED, Reason.NOT_IN_LANGUAGE)
    assert told.text == ENGLISH_PROMPTS.not_in_language


def test_a_first_draft_without_english_gets_a_second_chance(tmp_path: Path) -> None:
    drafts = iter((KOREAN, GOOD))

    assert ask(tmp_path, lambda _: next(drafts)).status is Status.ANSWERED


def test_english_that_says_something_else_is_not_said(tmp_path: Path) -> None:
    wrong = f"{KOREAN}\n<english>Refunds are made within 14 days of payment.</english>"
    told = ask(tmp_path, lambda _: wrong)

    assert (told.status, told.reason) == (Status.ABSTAINED, Reason.NOT_GROUNDED)
    assert told.text == ENGLISH_PROMPTS.abstained


def test_korean_that_the_passages_do_not_hold_is_not_said_in_english(tmp_path: Path) -> None:
    wrong = "환불은 3일 걸립니다. [1]\n<english>Refunds take 3 days.</english>"

    assert ask(tmp_path, lambda _: wrong).reason is Reason.NOT_GROUNDED


def test_a_product_that_the_passages_do_not_name_is_not_answered(tmp_path: Path) -> None:
    told = ask(tmp_path, lambda _: GOOD, "How long do refunds of CloudFront take?")

    assert told.reason is Reason.NOT_IN_DOCUMENTS


def test_refusals_are_told_in_english(tmp_path: Path) -> None:
    told = ask(tmp_path, lambda _: GOOD, "I want to die")

    assert (told.status, told.reason) == (Status.ESCALATE, Reason.DISTRESS)
    assert told.text == ENGLISH_PROMPTS.distress


@pytest.mark.parametrize(
    "question",
    [
        "What is Saltware's phone number?",
        "Do you support Amazon Translate?",
        "How do I reset my password?",
        "How do I change the phone number of our account?",
        "Can I show the invoices of last year?",
        "What happens to my data when I cancel?",
        "Is support open from 9 to 6?",
        "Who pays when an access key leaks?",
    ],
)
def test_what_documents_may_answer_is_not_refused(question: str) -> None:
    assert refusal(question) is None
