import json
from typing import Any

import pytest

from ai.contract import LEX_SESSION_ATTRIBUTE_BYTES, LEX_TEXT_CHARACTERS
from ai.deadline import Deadline
from ai.handlers import lex
from ai.handlers.service import AnswerService
from tests.ai.fakes.assistants import PROMPTS
from tests.ai.fakes.dynamodb import FakeDynamoDB
from tests.ai.handlers.worlds import CONTACT, event, with_attributes


def respond(service: AnswerService, lex_event: dict[str, Any]) -> dict[str, Any]:
    return lex.respond(lex_event, service, Deadline(5))


def test_a_spoken_question_is_answered_and_the_caller_asked_for_more(
    service: AnswerService,
) -> None:
    response = respond(service, event("lex-speech"))
    state = response["sessionState"]
    assert state["dialogAction"] == {"type": "ElicitIntent"}
    assert response["messages"] == [
        {
            "contentType": "SSML",
            "content": (
                "<speak><s>환불은 칠 일 안에 처리됩니다.</s> "
                "<s>더 궁금하시면 말씀해 주세요.</s></speak>"
            ),
        }
    ]
    attributes = state["sessionAttributes"]
    assert attributes["status"] == "answered"
    assert attributes["last_question"] == "환불은 며칠 걸리나요"
    assert attributes["last_answer"] == "환불은 7일 안에 처리됩니다."
    assert attributes["last_sources"] == "refund.md"
    assert attributes["contact_id"] == CONTACT
    assert "x-amz-lex:audio:start-timeout-ms:*:*" in attributes
    assert "reason" not in attributes
    assert all(attributes.values())


def test_a_written_question_is_answered_in_plain_text(service: AnswerService) -> None:
    (message,) = respond(service, event("lex-chat"))["messages"]
    assert message["contentType"] == "PlainText"
    assert message["content"].startswith("환불은 7일 안에 처리됩니다.")


def test_key_1_connects_an_engineer(service: AnswerService) -> None:
    response = respond(service, event("lex-dtmf"))
    assert response["sessionState"]["dialogAction"] == {"type": "Close"}
    assert response["sessionState"]["intent"] == {"name": "EngineerIntent", "state": "Fulfilled"}
    assert response["sessionState"]["sessionAttributes"]["status"] == "escalate"
    assert PROMPTS.engineer in response["messages"][0]["content"]


@pytest.mark.parametrize("keys", ["2", "2#", "#2"])
def test_key_2_ends_the_call(service: AnswerService, keys: str) -> None:
    response = respond(service, event("lex-dtmf", inputTranscript=keys))
    assert response["sessionState"]["intent"] == {"name": "EndIntent", "state": "Fulfilled"}
    assert response["sessionState"]["sessionAttributes"]["status"] == "ended"


def test_asking_for_an_engineer_connects_one_even_before_fulfilment(
    service: AnswerService,
) -> None:
    response = respond(service, event("lex-engineer"))
    assert response["sessionState"]["intent"]["name"] == "EngineerIntent"


@pytest.mark.parametrize("keys", ["7", "11", "*", "#"])
def test_a_wrong_key_is_no_question(service: AnswerService, table: FakeDynamoDB, keys: str) -> None:
    response = respond(service, event("lex-dtmf", inputTranscript=keys))
    assert response["sessionState"]["dialogAction"] == {"type": "ElicitIntent"}
    assert PROMPTS.no_question in response["messages"][0]["content"]
    assert table.items == []


def test_the_last_answer_is_repeated(service: AnswerService) -> None:
    said = with_attributes(event("lex-repeat"), last_answer="환불은 7일입니다.")
    response = respond(service, said)
    assert response["sessionState"]["dialogAction"] == {"type": "ElicitIntent"}
    assert "환불은 칠 일입니다." in response["messages"][0]["content"]


def test_what_was_no_answer_is_repeated_without_naming_the_keys_twice(
    service: AnswerService,
) -> None:
    words = "문서에서 찾지 못했습니다. 1번을 누르시거나 다시 물어보세요."
    said = with_attributes(event("lex-repeat"), last_answer=words, status="abstained")
    content = respond(service, said)["messages"][0]["content"]
    assert "찾지 못했습니다" in content
    assert PROMPTS.next not in content


def test_with_nothing_to_repeat_the_caller_is_told(service: AnswerService) -> None:
    response = respond(service, event("lex-repeat"))
    content = response["messages"][0]["content"]
    assert PROMPTS.nothing_to_repeat in content
    assert PROMPTS.next not in content


def test_the_third_silent_turn_in_a_row_goes_to_a_person(service: AnswerService) -> None:
    attributes: dict[str, str] = {}
    for silent in ("1", "2"):
        response = respond(service, with_attributes(event("lex-silence"), **attributes))
        assert response["sessionState"]["dialogAction"] == {"type": "ElicitIntent"}
        assert PROMPTS.no_question in response["messages"][0]["content"]
        attributes = response["sessionState"]["sessionAttributes"]
        assert attributes["silent_turns"] == silent
    response = respond(service, with_attributes(event("lex-silence"), **attributes))
    assert response["sessionState"]["intent"] == {"name": "EngineerIntent", "state": "Fulfilled"}


def test_a_question_after_silence_starts_the_count_anew(service: AnswerService) -> None:
    response = respond(service, with_attributes(event("lex-speech"), silent_turns="2"))
    assert "silent_turns" not in response["sessionState"]["sessionAttributes"]


def test_a_sound_without_words_counts_as_silence(service: AnswerService) -> None:
    response = respond(service, event("lex-speech", inputTranscript="..."))
    assert response["sessionState"]["sessionAttributes"]["silent_turns"] == "1"


def test_what_is_not_in_the_documents_is_said_without_the_next_words(
    service: AnswerService,
) -> None:
    response = respond(service, event("lex-speech", inputTranscript="가" * 1_001))
    (message,) = response["messages"]
    assert PROMPTS.question_too_long in message["content"]
    assert PROMPTS.next not in message["content"]
    assert response["sessionState"]["sessionAttributes"]["reason"] == "question_too_long"


def test_an_event_without_optional_fields_is_understood(service: AnswerService) -> None:
    bare: dict[str, Any] = {"sessionState": {}, "inputTranscript": "환불은 며칠"}
    assert respond(service, bare)["sessionState"]["sessionAttributes"]["status"] == "answered"
    nothing = {"sessionState": None, "inputTranscript": None, "requestAttributes": None}
    assert respond(service, nothing)["sessionState"]["dialogAction"] == {"type": "ElicitIntent"}


def test_an_unknown_intent_is_a_question(service: AnswerService) -> None:
    said = event("lex-speech")
    said["sessionState"]["intent"]["name"] = "DropTablesIntent"
    assert respond(service, said)["sessionState"]["sessionAttributes"]["status"] == "answered"


def test_a_follow_up_knows_the_turn_before(service: AnswerService) -> None:
    respond(service, event("lex-speech", inputTranscript="FitCloud 스타터가 뭐예요"))
    response = respond(service, event("lex-speech", inputTranscript="그럼 가격은요?"))
    assert response["sessionState"]["sessionAttributes"]["last_sources"] == "price.md"


def test_personal_data_is_kept_out_of_session_and_table(
    service: AnswerService, table: FakeDynamoDB
) -> None:
    response = respond(service, event("lex-speech", inputTranscript="010-1234-5678인데 환불은요"))
    assert "5678" not in str(response)
    assert "5678" not in str(table.items)
    assert "[전화번호]" in table.items[0]["question"]["S"]


def test_session_attributes_stay_small(service: AnswerService) -> None:
    response = respond(service, event("lex-speech", inputTranscript="환불 " * 250))
    attributes = response["sessionState"]["sessionAttributes"]
    size = sum(len((key + value).encode()) for key, value in attributes.items())
    assert size < LEX_SESSION_ATTRIBUTE_BYTES / 2


def test_the_engineer_gets_three_lines_with_the_contact(service: AnswerService) -> None:
    attributes = respond(service, event("lex-speech"))["sessionState"]["sessionAttributes"]
    lines = attributes["summary"].splitlines()
    assert [line.split(":")[0] for line in lines] == ["문의", "AI 답변", "상황"]


def test_a_caller_who_wants_more_hears_the_next_page_and_is_asked_again(
    service: AnswerService,
) -> None:
    rest = json.dumps(["<speak><s>둘째.</s></speak>", "<speak><s>셋째.</s></speak>"])
    asked = with_attributes(event("lex-dtmf", inputTranscript="3"), rest=rest)
    response = respond(service, asked)
    assert response["messages"][0]["content"] == (
        f"<speak><s>둘째.</s> <s>{PROMPTS.more}</s></speak>"
    )
    state = response["sessionState"]
    assert state["dialogAction"] == {"type": "ElicitIntent"}
    assert json.loads(state["sessionAttributes"]["rest"]) == ["<speak><s>셋째.</s></speak>"]


def test_the_last_page_ends_as_any_answer_does(service: AnswerService) -> None:
    rest = json.dumps(["<speak><s>끝.</s></speak>"])
    asked = with_attributes(event("lex-dtmf", inputTranscript="3"), rest=rest)
    response = respond(service, asked)
    assert PROMPTS.next in response["messages"][0]["content"]
    assert "rest" not in response["sessionState"]["sessionAttributes"]


@pytest.mark.parametrize("rest", ["", "no json", "{}", "[1]"])
def test_without_a_rest_the_caller_is_told_that_this_was_all(
    service: AnswerService, rest: str
) -> None:
    asked = with_attributes(event("lex-dtmf", inputTranscript="3"), rest=rest)
    response = respond(service, asked)
    assert PROMPTS.nothing_more in response["messages"][0]["content"]
    assert response["sessionState"]["dialogAction"] == {"type": "ElicitIntent"}


def test_a_new_question_forgets_the_rest_of_the_old_answer(service: AnswerService) -> None:
    asked = with_attributes(event("lex-speech"), rest='["<speak>alt</speak>"]')
    assert "rest" not in respond(service, asked)["sessionState"]["sessionAttributes"]


def test_a_caller_in_distress_is_put_through_to_a_person_at_once(service: AnswerService) -> None:
    response = respond(service, event("lex-speech", inputTranscript="너무 힘들어서 죽고 싶어요"))
    state = response["sessionState"]
    assert state["dialogAction"] == {"type": "Close"}
    assert state["intent"] == {"name": "EngineerIntent", "state": "Fulfilled"}
    assert state["sessionAttributes"]["status"] == "escalate"
    assert state["sessionAttributes"]["reason"] == "distress"
    assert state["sessionAttributes"]["summary"]


def test_a_long_answer_is_repeated_page_by_page_within_what_lex_takes(
    service: AnswerService,
) -> None:
    long = "백업은 매일 새벽 2시에 시작하고 30일 동안 보관합니다. " * 20
    said = with_attributes(event("lex-repeat"), last_answer=long)
    response = respond(service, said)
    (message,) = response["messages"]
    assert len(message["content"]) <= LEX_TEXT_CHARACTERS
    assert PROMPTS.more in message["content"]
    assert response["sessionState"]["sessionAttributes"]["rest"]


def test_who_writes_reads_a_long_answer_at_once(service: AnswerService) -> None:
    long = "백업은 매일 새벽 2시에 시작하고 30일 동안 보관합니다. " * 20
    said = with_attributes(event("lex-repeat", inputMode="Text"), last_answer=long)
    response = respond(service, said)
    assert response["messages"][0]["content"] == f"{long}\n{PROMPTS.next}"
    assert "rest" not in response["sessionState"]["sessionAttributes"]
