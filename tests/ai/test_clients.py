from typing import Any

import pytest

from ai.clients import AnswerClients, CallbackClients, DueClients, IngestClients
from ai.contract import CALLBACK_SECONDS


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")


def config_of(client: Any) -> Any:
    return client.meta.config


def test_no_read_of_a_turn_outlasts_the_turn() -> None:
    clients = AnswerClients("ap-northeast-2", 7)
    for client in (clients.embedding, clients.generation, clients.s3, clients.dynamodb):
        config = config_of(client)
        assert config.read_timeout < 7
        assert config.connect_timeout == 1
        assert config.retries["total_max_attempts"] == 2
        assert config.tcp_keepalive


def test_clients_are_made_for_the_region_given() -> None:
    assert AnswerClients("ap-northeast-2", 7).s3.meta.region_name == "ap-northeast-2"


def test_a_build_has_more_patience_and_slows_down_when_throttled() -> None:
    config = config_of(IngestClients("ap-northeast-2", 4).embedding)
    assert config.read_timeout == 30
    assert config.retries["mode"] == "adaptive"


def test_a_caller_who_books_does_not_wait_for_a_service_that_is_not_there() -> None:
    clients = CallbackClients("ap-northeast-2")
    for client in (clients.dynamodb, clients.scheduler):
        config = config_of(client)
        attempts = config.retries["total_max_attempts"]
        assert attempts * (config.connect_timeout + config.read_timeout) < CALLBACK_SECONDS


def test_booked_calls_are_made_with_more_patience() -> None:
    clients = DueClients("ap-northeast-2")
    for client in (clients.dynamodb, clients.scheduler, clients.connect, clients.sns):
        assert config_of(client).retries["total_max_attempts"] == 3
