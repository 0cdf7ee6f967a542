import io
import json
from typing import TYPE_CHECKING, Any, cast

import pytest
from botocore.exceptions import ReadTimeoutError
from botocore.response import StreamingBody

from ai.embedding import bedrock_embeddings, passage_embedder, question_embedder
from ai.errors import DeadlineError, ModelError
from tests.ai.fakes.s3 import client_error

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient


class Runtime:
    """Bedrock runtime's InvokeModel for Titan embeddings."""

    def __init__(self, error: Exception | None = None, reply: bytes | None = None) -> None:
        self.bodies: list[dict[str, Any]] = []
        self._error = error
        self._reply = reply

    @property
    def client(self) -> "BedrockRuntimeClient":
        return cast("BedrockRuntimeClient", self)

    def invoke_model(self, *, body: str, modelId: str, **_: str) -> dict[str, Any]:  # noqa: N803
        assert modelId == "amazon.titan-embed-text-v2:0"
        if self._error:
            raise self._error
        self.bodies.append(json.loads(body))
        reply = self._reply or json.dumps({"embedding": [0.5, 0.5]}).encode()
        return {"body": StreamingBody(io.BytesIO(reply), len(reply))}


def embeddings(runtime: Runtime) -> Any:
    return bedrock_embeddings(runtime.client, "amazon.titan-embed-text-v2:0", 512)


def test_a_question_goes_as_one_line_with_the_dimensions_asked_for() -> None:
    runtime = Runtime()
    assert question_embedder(embeddings(runtime))("환불은\n  언제") == [0.5, 0.5]
    assert runtime.bodies == [{"inputText": "환불은 언제", "dimensions": 512}]


def test_a_very_long_question_is_cut_to_what_is_embedded() -> None:
    runtime = Runtime()
    question_embedder(embeddings(runtime))("가" * 5_000)
    assert len(runtime.bodies[0]["inputText"]) == 1_024


def test_every_passage_gets_its_vector() -> None:
    runtime = Runtime()
    assert len(passage_embedder(embeddings(runtime))(["가", "나"])) == 2


@pytest.mark.parametrize(
    "runtime",
    [
        Runtime(client_error("ThrottlingException")),
        Runtime(client_error("AccessDeniedException")),
        Runtime(client_error("ExpiredTokenException")),
        Runtime(reply=b"{}"),
        Runtime(reply=b"not json"),
    ],
)
def test_a_failing_model_is_a_model_error(runtime: Runtime) -> None:
    with pytest.raises(ModelError):
        question_embedder(embeddings(runtime))("환불")
    with pytest.raises(ModelError):
        passage_embedder(embeddings(runtime))(["환불"])


def test_a_question_whose_embedding_is_late_is_out_of_time() -> None:
    late = Runtime(ReadTimeoutError(endpoint_url="https://bedrock"))
    with pytest.raises(DeadlineError):
        question_embedder(embeddings(late))("환불")
