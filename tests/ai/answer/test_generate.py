from typing import TYPE_CHECKING, Any, cast

import pytest
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError

from ai.answer.generate import MOST_TOKENS, bedrock_chat, chat_generator, inference, provider_of
from ai.answer.prompt import NO_ANSWER, Request
from ai.errors import DeadlineError, ModelError
from ai.model import Exchange
from tests.ai.fakes.s3 import client_error

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

REQUEST = Request(
    system="안내",
    history=(Exchange(question="첫 질문", answer="첫 답"),),
    user="<question>환불?</question>",
)


class _Meta:
    region_name = "ap-northeast-2"


class Runtime:
    """Bedrock runtime's Converse."""

    meta = _Meta()

    def __init__(
        self, text: str = "7일입니다 [1].", stop: str = "end_turn", error: Exception | None = None
    ) -> None:
        self.requests: list[dict[str, Any]] = []
        self.reply: dict[str, Any] = {
            "output": {"message": {"role": "assistant", "content": [{"text": text}]}},
            "stopReason": stop,
            "usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2},
            "metrics": {"latencyMs": 1},
            "ResponseMetadata": {"HTTPHeaders": {}},
        }
        self._error = error

    @property
    def client(self) -> "BedrockRuntimeClient":
        return cast("BedrockRuntimeClient", self)

    def converse(self, **request: Any) -> dict[str, Any]:
        if self._error:
            raise self._error
        self.requests.append(request)
        return self.reply


def generate(runtime: Runtime, model: str = "apac.amazon.nova-lite-v1:0") -> str:
    return chat_generator(bedrock_chat(runtime.client, model))(REQUEST)


def test_the_request_holds_instructions_history_and_question() -> None:
    runtime = Runtime()
    assert generate(runtime) == "7일입니다 [1]."
    (request,) = runtime.requests
    assert request["modelId"] == "apac.amazon.nova-lite-v1:0"
    assert request["system"] == [{"text": "안내"}]
    said = [(message["role"], message["content"][0]["text"]) for message in request["messages"]]
    assert said == [
        ("user", "첫 질문"),
        ("assistant", "첫 답"),
        ("user", "<question>환불?</question>"),
    ]
    assert request["inferenceConfig"] == {"maxTokens": MOST_TOKENS, "temperature": 0.0}


def test_the_newest_claude_gets_no_temperature_and_does_not_think_aloud() -> None:
    runtime = Runtime()
    generate(runtime, "global.anthropic.claude-haiku-5-5")
    (request,) = runtime.requests
    assert request["inferenceConfig"] == {"maxTokens": MOST_TOKENS}
    assert request["additionalModelRequestFields"] == {"thinking": {"type": "disabled"}}


@pytest.mark.parametrize(
    ("model", "parameters"),
    [
        ("global.anthropic.claude-haiku-4-5-20251001-v1:0", {"temperature": 0.0}),
        ("apac.anthropic.claude-sonnet-4-20250514-v1:0", {"temperature": 0.0}),
        ("global.anthropic.claude-opus-4-7", {}),
        (
            "global.anthropic.claude-sonnet-5",
            {"additional_model_request_fields": {"thinking": {"type": "disabled"}}},
        ),
        ("apac.amazon.nova-pro-v1:0", {"temperature": 0.0}),
    ],
)
def test_each_model_gets_only_what_it_accepts(model: str, parameters: dict[str, Any]) -> None:
    assert inference(model) == parameters


@pytest.mark.parametrize(
    ("model", "provider"),
    [
        ("amazon.nova-lite-v1:0", "amazon"),
        ("apac.amazon.nova-lite-v1:0", "amazon"),
        ("global.anthropic.claude-haiku-5-5", "anthropic"),
        (
            "arn:aws:bedrock:ap-northeast-2:123456789012:inference-profile/global.anthropic.claude-5",
            "anthropic",
        ),
    ],
)
def test_the_maker_is_read_from_the_model(model: str, provider: str) -> None:
    assert provider_of(model) == provider


def test_an_application_inference_profile_is_not_looked_up() -> None:
    runtime = Runtime()
    profile = "arn:aws:bedrock:ap-northeast-2:123456789012:application-inference-profile/abc"
    chat = bedrock_chat(runtime.client, profile, "anthropic.claude-haiku-5-5")
    assert chat_generator(chat)(REQUEST) == "7일입니다 [1]."
    assert runtime.requests[0]["modelId"] == profile
    assert "temperature" not in runtime.requests[0]["inferenceConfig"]


@pytest.mark.parametrize(
    "runtime",
    [
        Runtime(error=client_error("ThrottlingException")),
        Runtime(error=client_error("AccessDeniedException")),
        Runtime(error=client_error("ExpiredTokenException")),
        Runtime(error=EndpointConnectionError(endpoint_url="https://bedrock")),
        Runtime(text=""),
        Runtime(text="  \n"),
        Runtime(text="끝나지 않은 글", stop="max_tokens"),
    ],
)
def test_a_failing_model_is_a_model_error(runtime: Runtime) -> None:
    with pytest.raises(ModelError):
        generate(runtime)


@pytest.mark.parametrize("reply", [{}, {"output": {}}, {"output": {"message": None}}])
def test_a_malformed_reply_is_a_model_error(reply: dict[str, Any]) -> None:
    runtime = Runtime()
    runtime.reply = reply
    with pytest.raises(ModelError):
        generate(runtime)


def test_a_late_model_is_out_of_time() -> None:
    with pytest.raises(DeadlineError):
        generate(Runtime(error=ReadTimeoutError(endpoint_url="https://bedrock")))


def test_a_draft_that_was_cut_off_ends_with_its_last_cited_sentence() -> None:
    runtime = Runtime("환불은 7일입니다 [1]. 그리고 또 한 가지", stop="max_tokens")
    assert generate(runtime) == "환불은 7일입니다 [1]"


def test_what_a_guardrail_stopped_is_no_answer() -> None:
    assert generate(Runtime("죄송합니다.", stop="guardrail_intervened")) == NO_ANSWER
