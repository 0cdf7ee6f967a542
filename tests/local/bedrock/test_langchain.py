"""The classes and clients of the production code, unchanged, against the local server."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from botocore.exceptions import ClientError
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

from ai.answer.generate import MOST_TOKENS, bedrock_chat
from ai.clients import AnswerClients, IngestClients
from ai.embedding import bedrock_embeddings
from local.bedrock.server import Models
from local.bedrock.vectors import Vectors
from local.bedrock.wire import TITAN_EMBEDDINGS, BedrockError, Conversation, Reply
from tests.local.bedrock.models import BagOfPairs, EchoChat, asked, pair_answerer, serving, steps

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NOVA = "amazon.nova-lite-v1:0"
REGION = "ap-northeast-2"


@contextmanager
def production(
    monkeypatch: pytest.MonkeyPatch, models: Models | None = None
) -> Generator[AnswerClients]:
    """The answer function's clients, sent to the local server by environment alone."""
    with serving(models) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", server.endpoint)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "local")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "local")
        clients = AnswerClients(REGION, 7.0)
        try:
            yield clients
        finally:
            for client in (clients.embedding, clients.generation, clients.s3, clients.dynamodb):
                client.close()


def test_chat_bedrock_converse_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    chat = EchoChat("운영 시스템이 중단되면 1시간 안에 응답합니다. [1]")
    with production(monkeypatch, Models(embed=steps, chat=chat)) as clients:
        reply = bedrock_chat(clients.generation, NOVA).invoke(
            [
                SystemMessage("문서에서만 답하세요."),
                HumanMessage("안녕하세요"),
                AIMessage("네, 말씀하세요."),
                HumanMessage("장애가 나면요?"),
            ]
        )
    assert reply.text == chat.text
    assert reply.response_metadata["stopReason"] == "end_turn"
    assert reply.usage_metadata
    assert reply.usage_metadata["total_tokens"] == 18
    [heard] = chat.heard
    assert heard.system == "문서에서만 답하세요."
    assert [message.role for message in heard.messages] == ["user", "assistant", "user"]
    assert (heard.max_tokens, heard.temperature) == (MOST_TOKENS, 0.0)


def test_bedrock_embeddings_embed_questions_and_passages(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    def embed(text: str) -> Vectors:
        heard.append(text)
        return BagOfPairs().query([text])[0]

    with production(monkeypatch, Models(embed=embed, chat=EchoChat())) as clients:
        embeddings = bedrock_embeddings(clients.embedding, TITAN_EMBEDDINGS, 512)
        question = embeddings.embed_query("환불은 며칠 걸려요")
        passages = ["【환불】 환불은 3영업일 걸립니다.", "【교육】 강의"]
        near, far = embeddings.embed_documents(passages)
    assert {len(question), len(near), len(far)} == {512}
    assert np.dot(question, near) > np.dot(question, far)
    assert heard == ["환불은 며칠 걸려요", *passages]


def test_the_builders_client_is_served_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with production(monkeypatch):
        builder = IngestClients(REGION, 2)
        embeddings = bedrock_embeddings(builder.embedding, TITAN_EMBEDDINGS, 256)
        assert len(embeddings.embed_documents(["가", "나"])[1]) == 256
        for client in (builder.embedding, builder.s3, builder.sns):
            client.close()


def test_a_throttled_chat_is_tried_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Conversation] = []

    def chat(conversation: Conversation) -> Reply:
        calls.append(conversation)
        if len(calls) == 1:
            raise BedrockError(429, "ThrottlingException", "slow down")
        return Reply(text="네.", input_tokens=1, output_tokens=1)

    with production(monkeypatch, Models(embed=steps, chat=chat)) as clients:
        assert bedrock_chat(clients.generation, NOVA).invoke("요금이요").text == "네."
    assert len(calls) == 2


def test_a_refused_chat_comes_through_as_a_client_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def chat(_conversation: Conversation) -> Reply:
        raise BedrockError(403, "AccessDeniedException", "no access to this model")

    with (
        production(monkeypatch, Models(embed=steps, chat=chat)) as clients,
        pytest.raises(ClientError, match=r"AccessDeniedException.*no access"),
    ):
        bedrock_chat(clients.generation, NOVA).invoke("요금이요")


def test_the_extractive_answerer_answers_through_the_production_class(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    passages = '<passage id="1" document="sla.pdf">\n월 가용성은 99.9%를 보장합니다.\n</passage>'
    question = asked(passages, "월 가용성은 얼마나 보장하나요").messages[-1].text
    with (
        pair_answerer(tmp_path) as answerer,
        production(monkeypatch, Models(embed=steps, chat=answerer.chat)) as clients,
    ):
        reply = bedrock_chat(clients.generation, NOVA).invoke(question)
    assert reply.text == "월 가용성은 99.9%를 보장합니다. [1]"
