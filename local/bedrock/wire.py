"""The parts of Bedrock runtime's wire format that the assistant uses, and its errors.

Shapes follow the `bedrock-runtime` service model of botocore and the Titan embeddings page of the
Bedrock user guide.
"""

import re
from dataclasses import dataclass
from typing import Any, Final, cast

from local.loopback import Answer, refusal

TITAN_EMBEDDINGS: Final = "amazon.titan-embed-text-v2:0"
TITAN_DIMENSIONS: Final = (256, 512, 1024)
TITAN_CHARACTERS: Final = 50_000
"""Longest input of Titan Text Embeddings V2 (Bedrock user guide: 8,192 tokens or 50,000)."""

_CHAT_MODEL: Final = re.compile(
    r"^((us|eu|apac|jp|au|global)\.)?(anthropic\.claude|amazon\.nova)[\w.:-]*$"
)


class BedrockError(Exception):
    """An error in Bedrock's own shape: HTTP status, error type and message."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind

    def answer(self) -> Answer:
        """The HTTP answer."""
        return refusal(self.status, self.kind, str(self))


def validation_error(message: str) -> BedrockError:
    """What Bedrock answers to a request that it does not accept."""
    return BedrockError(400, "ValidationException", message)


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message of a conversation, its text blocks joined."""

    role: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """A Converse request: system text, messages, and the most tokens to answer with."""

    model: str
    system: str
    messages: tuple[Message, ...]
    max_tokens: int | None = None
    temperature: float | None = None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a chat model said, and how many tokens went in and out."""

    text: str
    input_tokens: int
    output_tokens: int
    stop_reason: str = "end_turn"


def read_embedding(model: str, body: dict[str, Any]) -> tuple[str, int]:
    """Text and dimensions of an InvokeModel request for Titan embeddings."""
    if model != TITAN_EMBEDDINGS:
        raise validation_error(
            f"The provided model identifier is invalid: {model}. "
            f"InvokeModel serves {TITAN_EMBEDDINGS} here."
        )
    text = body.get("inputText")
    if not isinstance(text, str) or not text:
        raise validation_error("Malformed input request: inputText must be a non-empty string.")
    if len(text) > TITAN_CHARACTERS:
        raise validation_error(
            f"Malformed input request: expected maxLength: {TITAN_CHARACTERS}, "
            f"actual: {len(text)}, please reformat your input and try again."
        )
    dimensions = body.get("dimensions", 1024)
    if dimensions not in TITAN_DIMENSIONS:
        raise validation_error(
            f"Malformed input request: dimensions must be one of {TITAN_DIMENSIONS}, "
            f"not {dimensions!r}."
        )
    return text, int(dimensions)


def read_conversation(model: str, body: dict[str, Any]) -> Conversation:
    """A Converse request, checked as Bedrock checks it."""
    if not _CHAT_MODEL.match(model):
        raise validation_error(f"The provided model identifier is invalid: {model}.")
    messages = tuple(
        Message(role=str(message.get("role")), text=_text(message.get("content")))
        for message in _objects("messages", body.get("messages"))
    )
    if not messages or messages[0].role != "user":
        raise validation_error("A conversation must start with a user message.")
    if any(not message.text.strip() for message in messages):
        raise validation_error("The text field in the ContentBlock object is blank.")
    inference = cast("dict[str, Any]", body.get("inferenceConfig") or {})
    return Conversation(
        model=model,
        system=_text(body.get("system")),
        messages=messages,
        max_tokens=inference.get("maxTokens"),
        temperature=inference.get("temperature"),
    )


def _objects(where: str, value: Any) -> list[dict[str, Any]]:
    if value is None:
        return []
    items = cast("list[Any]", value) if isinstance(value, list) else [None]
    if not all(isinstance(item, dict) for item in items):
        raise validation_error(f"Malformed input request: {where} must be a list of objects.")
    return cast("list[dict[str, Any]]", items)


def _text(content: Any) -> str:
    blocks = _objects("content", content)
    unknown = {name for block in blocks for name in block} - {"text", "cachePoint"}
    if unknown:
        raise validation_error(f"Content blocks of type {sorted(unknown)} are not served here.")
    return "\n".join(str(block["text"]) for block in blocks if "text" in block)


def converse_response(reply: Reply, latency_ms: int) -> dict[str, Any]:
    """A Converse response body."""
    return {
        "output": {"message": {"role": "assistant", "content": [{"text": reply.text}]}},
        "stopReason": reply.stop_reason,
        "usage": {
            "inputTokens": reply.input_tokens,
            "outputTokens": reply.output_tokens,
            "totalTokens": reply.input_tokens + reply.output_tokens,
        },
        "metrics": {"latencyMs": latency_ms},
    }
