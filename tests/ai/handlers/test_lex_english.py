"""Turns that the bot heard in its English locale."""

import re
from dataclasses import replace
from typing import Any

import pytest

from ai.answer.prompt import Request
from ai.deadline import Deadline
from ai.handlers import lex
from ai.handlers.service import AnswerService
from tests.ai.fakes.assistants import ENGLISH_PROMPTS
from tests.ai.handlers.worlds import event, with_attributes


def respond(service: AnswerService, lex_event: dict[str, Any]) -> dict[str, Any]:
    return lex.respond(lex_event, service, Deadline(5))


def english(service: AnswerService, transcript: str, **attributes: str) -> dict[str, Any]:
    """A turn with the bot's English locale."""
    asked = with_attributes(event("lex-speech", inputTranscript=transcript), **attributes)
    asked["bot"]["localeId"] = "en_US"
    return respond(service, asked)


def bilingual(service: AnswerService, english_words: str) -> AnswerService:
    """The service with a model that writes both languages, from the passage on refunds."""

    def generate(request: Request) -> str:
        number = re.search(r'id="(\d)" document="refund.md"', request.user)
        assert number
        return f"환불은 7일 안에 처리됩니다. [{number[1]}]\n<english>{english_words}</english>"

    return replace(service, assistant=replace(service.assistant, generate=generate))


def test_the_bots_locale_decides_the_language_of_all_that_is_said(service: AnswerService) -> None:
    told = english(bilingual(service, "Refunds are made within 7 days."), "How long do they take?")

    assert told["messages"][0]["content"] == (
        "<speak><s>Refunds are made within 7 days.</s> "
        "<s>Please ask if you have another question.</s> "
        "<s>Press one for an engineer, or two to finish.</s></speak>"
    )
    attributes = told["sessionState"]["sessionAttributes"]
    assert attributes["last_answer"] == "Refunds are made within 7 days."
    assert "AI 답변: 환불은 7일 안에 처리됩니다." in attributes["summary"]


def test_no_korean_word_is_given_to_the_english_voice(service: AnswerService) -> None:
    """The stand-in model only quotes, as the answerer of one machine does."""
    told = english(service, "How long do refunds take?")

    assert ENGLISH_PROMPTS.not_in_language in told["messages"][0]["content"].replace(
        "</s> <s>", " "
    )
    assert told["sessionState"]["sessionAttributes"]["reason"] == "not_in_language"
    assert not re.search("[가-힣]", told["messages"][0]["content"])


@pytest.mark.parametrize("intent", ["EngineerIntent", "EndIntent", "RepeatIntent", "MoreIntent"])
def test_every_wish_is_answered_in_english(service: AnswerService, intent: str) -> None:
    asked = event("lex-speech", inputTranscript="please")
    asked["bot"]["localeId"] = "en_US"
    asked["sessionState"]["intent"]["name"] = intent

    assert not re.search("[가-힣]", respond(service, asked)["messages"][0]["content"])


def test_an_english_answer_is_repeated_in_english(service: AnswerService) -> None:
    asked = with_attributes(
        event("lex-speech", inputTranscript="again"), last_answer="It is 300,000 won."
    )
    asked["bot"]["localeId"] = "en_US"
    asked["sessionState"]["intent"]["name"] = "RepeatIntent"

    assert "<s>It is 300,000 won.</s>" in respond(service, asked)["messages"][0]["content"]


def test_silence_is_answered_in_english(service: AnswerService) -> None:
    assert "Could you please ask again?" in english(service, "")["messages"][0]["content"]


def test_the_model_sees_earlier_answers_in_both_languages(service: AnswerService) -> None:
    """Also after they were kept: the Korean of an English answer is part of the turn."""
    speaking = bilingual(service, "Refunds are made within 7 days.")
    seen: list[Request] = []

    def generate(request: Request) -> str:
        seen.append(request)
        return speaking.assistant.generate(request)

    watched = replace(speaking, assistant=replace(speaking.assistant, generate=generate))
    english(watched, "How long do refunds take?")
    english(watched, "What about the refunds of last year?")

    [earlier] = seen[-1].history
    assert earlier.answer == (
        "환불은 7일 안에 처리됩니다.\n<english>Refunds are made within 7 days.</english>"
    )
