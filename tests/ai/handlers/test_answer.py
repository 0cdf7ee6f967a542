import subprocess
import sys
from pathlib import Path

import pytest

from ai.contract import Result
from ai.deadline import Deadline
from ai.errors import SettingsError
from ai.handlers import answer
from ai.handlers.service import AnswerService, answer_service
from tests.ai.handlers.worlds import event


class Context:
    def __init__(self, milliseconds: int) -> None:
        self._milliseconds = milliseconds

    def get_remaining_time_in_millis(self) -> int:
        return self._milliseconds


def test_a_bots_event_gets_a_bots_answer(service: AnswerService) -> None:
    response = answer.dispatch(event("lex-speech"), service, Deadline(5))
    assert response["sessionState"]["dialogAction"]["type"] == "ElicitIntent"


def test_a_flows_event_gets_a_flows_answer(service: AnswerService) -> None:
    response = answer.dispatch(event("connect"), service, Deadline(5))
    assert response[Result.STATUS] == "answered"


def test_another_event_is_refused_by_its_keys(service: AnswerService) -> None:
    with pytest.raises(ValueError, match="Records"):
        answer.dispatch({"Records": []}, service, Deadline(5))


def test_a_turn_ends_before_the_function_would_be_stopped(
    service: AnswerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer, "answer_service", lambda: service)
    response = answer.handler(event("connect"), Context(610))
    assert response[Result.STATUS] == "failed"
    assert response[Result.REASON] in {"out_of_time", "search_slow", "model_slow"}
    assert answer.handler(event("connect"), Context(10_000))[Result.STATUS] == "answered"
    assert answer.handler(event("connect"))[Result.STATUS] == "answered"


def test_the_service_is_made_once_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    prompts = Path(__file__).parents[3] / "flows"
    env = {
        "AWS_REGION": "ap-northeast-2",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "INDEX_BUCKET": "index",
        "CONTACTS_TABLE": "contacts",
        "EMBEDDING_MODEL": "amazon.titan-embed-text-v2:0",
        "ANSWER_MODEL": "apac.amazon.nova-lite-v1:0",
        "TURN_SECONDS": "6",
        "PROMPTS_FOLDER": str(prompts),
        "LOG_LEVEL": "WARNING",
    }
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    answer_service.cache_clear()

    def leave_logging_alone(_level: str) -> None:
        pass

    monkeypatch.setattr("ai.handlers.service.configure", leave_logging_alone)
    try:
        made = answer_service()
        assert made.turn_seconds == 6
        assert answer_service() is made
    finally:
        answer_service.cache_clear()


def test_a_missing_setting_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INDEX_BUCKET", raising=False)
    monkeypatch.setenv("AWS_REGION", "ap-northeast-2")
    monkeypatch.setenv("EMBEDDING_MODEL", "m")
    answer_service.cache_clear()
    with pytest.raises(SettingsError, match="INDEX_BUCKET"):
        answer.handler(event("connect"))


@pytest.mark.parametrize("module", ["ai.handlers.answer", "ai.handlers.ingest"])
def test_importing_a_handler_needs_no_environment_and_opens_nothing(module: str) -> None:
    code = f"import {module}, threading; assert threading.active_count() == 1"
    subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", code],
        check=True,
        env={"PATH": ""},
        cwd=Path(__file__).parents[3],
    )


def test_the_answer_function_does_not_load_document_readers() -> None:
    code = (
        "import sys, ai.handlers.answer\n"
        "readers = {'pypdf', 'docx', 'bs4', 'lxml', 'markdown_it'} & set(sys.modules)\n"
        "assert not readers, readers"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
