import json
from typing import Any

import pytest

from local.bedrock.wire import (
    TITAN_CHARACTERS,
    TITAN_EMBEDDINGS,
    BedrockError,
    Reply,
    converse_response,
    read_conversation,
    read_embedding,
)

NOVA = "apac.amazon.nova-lite-v1:0"
HELLO = {"role": "user", "content": [{"text": "안녕하세요"}]}


def test_an_embedding_request_is_read() -> None:
    body = {"inputText": "청구서", "dimensions": 512, "normalize": True}
    assert read_embedding(TITAN_EMBEDDINGS, body) == ("청구서", 512)


def test_titan_embeds_in_1024_dimensions_unless_told_otherwise() -> None:
    assert read_embedding(TITAN_EMBEDDINGS, {"inputText": "a"}) == ("a", 1024)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "inputText"),
        ({"inputText": ""}, "inputText"),
        ({"inputText": None}, "inputText"),
        ({"inputText": ["a"]}, "inputText"),
        ({"inputText": "a" * (TITAN_CHARACTERS + 1)}, f"maxLength: {TITAN_CHARACTERS}"),
        ({"inputText": "a", "dimensions": 384}, "384"),
        ({"inputText": "a", "dimensions": None}, "None"),
        ({"inputText": "a", "dimensions": "512"}, "'512'"),
        ({"inputText": "a", "dimensions": [512]}, "[512]"),
    ],
)
def test_titan_refuses_what_it_can_not_embed(body: dict[str, Any], told: str) -> None:
    with pytest.raises(BedrockError) as caught:
        read_embedding(TITAN_EMBEDDINGS, body)
    assert (caught.value.status, caught.value.kind) == (400, "ValidationException")
    assert told in str(caught.value)


def test_the_longest_text_is_still_embedded() -> None:
    text = "a" * TITAN_CHARACTERS
    assert read_embedding(TITAN_EMBEDDINGS, {"inputText": text})[0] == text


def test_another_embedding_model_is_refused_by_name() -> None:
    with pytest.raises(BedrockError, match="cohere") as caught:
        read_embedding("cohere.embed-multilingual-v3", {"inputText": "a"})
    assert (caught.value.status, caught.value.kind) == (400, "ValidationException")


def test_a_conversation_is_read() -> None:
    read = read_conversation(
        NOVA,
        {
            "system": [{"text": "짧게"}, {"cachePoint": {"type": "default"}}],
            "messages": [
                HELLO,
                {"role": "assistant", "content": [{"text": "네."}]},
                {"role": "user", "content": [{"text": "요금은"}, {"text": "얼마예요"}]},
            ],
            "inferenceConfig": {"maxTokens": 300, "temperature": 0.0},
        },
    )
    assert (read.model, read.system) == (NOVA, "짧게")
    assert [(message.role, message.text) for message in read.messages] == [
        ("user", "안녕하세요"),
        ("assistant", "네."),
        ("user", "요금은\n얼마예요"),
    ]
    assert (read.max_tokens, read.temperature) == (300, 0.0)


def test_what_a_conversation_leaves_open_stays_open() -> None:
    read = read_conversation(NOVA, {"messages": [HELLO]})
    assert (read.system, read.max_tokens, read.temperature) == ("", None, None)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({}, "start with a user message"),
    ({"messages": []}, "start with a user message"),
    ({"messages": [{"role": "assistant", "content": [{"text": "a"}]}]}, "user message"),
    ({"messages": [{"role": "user", "content": [{"text": " "}]}]}, "blank"),
    ({"messages": [{"role": "user", "content": []}]}, "blank"),
    ({"messages": [{"role": "user"}]}, "blank"),
    ({"messages": [{"role": "user", "content": [{"image": {}}]}]}, "image"),
    ({"messages": [HELLO], "system": [{"guardContent": {}}]}, "guardContent"),
    ({"messages": "안녕"}, "messages must be a list"),
    ({"messages": ["안녕"]}, "messages must be a list"),
    ({"messages": [{"role": "user", "content": "안녕"}]}, "content must be a list"),
]


@pytest.mark.parametrize(("body", "told"), REFUSED)
def test_a_conversation_that_bedrock_would_refuse_is_refused(
    body: dict[str, Any], told: str
) -> None:
    with pytest.raises(BedrockError, match=told) as caught:
        read_conversation(NOVA, body)
    assert (caught.value.status, caught.value.kind) == (400, "ValidationException")


@pytest.mark.parametrize(
    "model",
    [
        "amazon.nova-micro-v1:0",
        "apac.anthropic.claude-sonnet-4-20250514-v1:0",
        "global.anthropic.claude-haiku-4-5-20251001-v1:0",
    ],
)
def test_chat_models_and_inference_profiles_answer(model: str) -> None:
    assert read_conversation(model, {"messages": [HELLO]}).model == model


@pytest.mark.parametrize("model", ["gpt-4o", TITAN_EMBEDDINGS, "kr.amazon.nova-lite-v1:0", ""])
def test_no_other_model_answers(model: str) -> None:
    with pytest.raises(BedrockError, match="model identifier is invalid"):
        read_conversation(model, {"messages": [HELLO]})


def test_an_error_travels_as_a_message() -> None:
    error = BedrockError(429, "ThrottlingException", "천천히")
    assert json.loads(error.answer().body) == {"message": "천천히"}


def test_a_response_counts_its_tokens() -> None:
    body = converse_response(
        Reply(text="네.", input_tokens=5, output_tokens=2, stop_reason="max_tokens"), 12
    )
    assert body["output"]["message"] == {"role": "assistant", "content": [{"text": "네."}]}
    assert body["usage"] == {"inputTokens": 5, "outputTokens": 2, "totalTokens": 7}
    assert (body["stopReason"], body["metrics"]["latencyMs"]) == ("max_tokens", 12)
