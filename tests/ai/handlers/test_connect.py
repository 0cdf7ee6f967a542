import json

import pytest

from ai.contract import CONNECT_RESPONSE_BYTES, Status
from ai.deadline import Deadline
from ai.handlers import connect
from ai.handlers.service import AnswerService, Asked
from ai.model import Answer, Citation
from tests.ai.fakes.assistants import ENGLISH_PROMPTS, PROMPTS
from tests.ai.fakes.dynamodb import FakeDynamoDB
from tests.ai.handlers.worlds import CONTACT, event


def ask(service: AnswerService, **parameters: str) -> dict[str, str]:
    asked = event("connect")
    asked["Details"]["Parameters"] = parameters
    return connect.respond(asked, service, Deadline(5))


def test_a_flow_gets_a_flat_map_of_strings(service: AnswerService) -> None:
    result = connect.respond(event("connect"), service, Deadline(5))
    assert all(isinstance(value, str) and value for value in result.values())
    assert set(result) == {"status", "text", "speech", "sources", "answer", "summary"}
    assert result["status"] == "answered"
    assert result["sources"] == "refund.md"
    assert json.loads(result["answer"])["citations"][0]["document"] == "refund.md"


def test_why_there_is_no_answer_is_told(service: AnswerService) -> None:
    result = ask(service, question="")
    assert (result["status"], result["reason"]) == ("abstained", "no_question")
    assert result["text"] == PROMPTS.no_question
    assert "sources" not in result


def test_a_question_of_five_thousand_characters_is_answered_in_words(
    service: AnswerService,
) -> None:
    assert ask(service, question="가" * 5_000)["reason"] == "question_too_long"


def test_the_contact_is_the_parameters_or_the_events(
    service: AnswerService, table: FakeDynamoDB
) -> None:
    ask(service, question="환불은 며칠", contact_id="mine")
    ask(service, question="환불은 며칠")
    assert [item["contact_id"]["S"] for item in table.items] == ["mine", CONTACT]


def test_without_any_contact_nothing_is_kept(service: AnswerService, table: FakeDynamoDB) -> None:
    bare = {"Details": {"Parameters": {"question": "환불은 며칠"}}}
    assert connect.respond(bare, service, Deadline(5))["status"] == "answered"
    assert table.items == []


def test_an_event_without_parameters_has_no_question(service: AnswerService) -> None:
    result = connect.respond({"Details": None}, service, Deadline(5))
    assert result["reason"] == "no_question"


def test_an_answer_too_long_for_a_flow_leaves_out_its_copy_as_json() -> None:
    citation = Citation(document="a.md", heading="", page=None, quote="가" * 9_000, score=1)
    answer = Answer(
        status=Status.ANSWERED, text="네.", speech="<speak/>", citations=(citation, citation)
    )
    result = connect.string_map(Asked(answer=answer, turns=()))
    assert "answer" not in result
    assert sum(len((key + value).encode()) for key, value in result.items()) < (
        CONNECT_RESPONSE_BYTES
    )


def test_a_flow_may_ask_in_english(service: AnswerService) -> None:
    assert ask(service, question="", language="en-US")["text"] == ENGLISH_PROMPTS.no_question


@pytest.mark.parametrize("language", ["", "ko-KR", "xx"])
def test_whatever_is_not_english_is_korean(service: AnswerService, language: str) -> None:
    assert ask(service, question="", language=language)["text"] == PROMPTS.no_question
