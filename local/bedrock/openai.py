"""Converse through an OpenAI-compatible server that the user names (Ollama, vLLM, llama.cpp …)."""

import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any, cast

from local.bedrock.wire import BedrockError, Conversation, Reply, validation_error


@dataclass(frozen=True, kw_only=True)
class OpenAiServer:
    """Address up to and including `/v1`, the model's name there, and a key when it wants one."""

    base_url: str
    model: str
    api_key: str | None = None
    timeout_seconds: float = 30.0

    def chat(self, conversation: Conversation) -> Reply:
        """The server's reply; its failures come back as Bedrock would tell them."""
        request = urllib.request.Request(  # noqa: S310 - the scheme is checked by `checked_url`
            f"{self.base_url.rstrip('/')}/chat/completions",
            data=json.dumps(self._body(conversation)).encode(),
            headers={
                "Content-Type": "application/json",
                **({"Authorization": f"Bearer {self.api_key}"} if self.api_key else {}),
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=self.timeout_seconds) as response:  # noqa: S310
                return _reply(json.load(response))
        except urllib.error.HTTPError as error:
            with error:  # it holds the connection
                raise _http_error(error) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise BedrockError(
                503, "ServiceUnavailableException", f"{self.base_url} did not answer: {error}"
            ) from error

    def _body(self, conversation: Conversation) -> dict[str, Any]:
        messages = [{"role": m.role, "content": m.text} for m in conversation.messages]
        if conversation.system:
            messages.insert(0, {"role": "system", "content": conversation.system})
        body: dict[str, Any] = {"model": self.model, "messages": messages, "stream": False}
        if conversation.max_tokens is not None:
            body["max_tokens"] = conversation.max_tokens
        if conversation.temperature is not None:
            body["temperature"] = conversation.temperature
        return body


def _reply(body: dict[str, Any]) -> Reply:
    try:
        choice = cast("dict[str, Any]", body["choices"][0])
        usage = cast("dict[str, int]", body.get("usage") or {})
        return Reply(
            text=str(choice["message"]["content"] or ""),
            input_tokens=usage.get("prompt_tokens", 0),
            output_tokens=usage.get("completion_tokens", 0),
            stop_reason="max_tokens" if choice.get("finish_reason") == "length" else "end_turn",
        )
    except (AttributeError, KeyError, IndexError, TypeError) as error:
        raise BedrockError(
            424, "ModelErrorException", f"The model server's answer has no message: {error!r}"
        ) from error


def _http_error(error: urllib.error.HTTPError) -> BedrockError:
    detail = error.read(500).decode(errors="replace")
    if error.code == 429:
        return BedrockError(429, "ThrottlingException", f"The model server throttles: {detail}")
    if error.code in {400, 404, 422}:
        return validation_error(f"The model server refuses the request: {detail}")
    if error.code in {401, 403}:
        return BedrockError(403, "AccessDeniedException", "The model server refuses the key.")
    return BedrockError(424, "ModelErrorException", f"The model server failed: {detail}")


def checked_url(url: str) -> str:
    """The address itself when it is http or https; `ValueError` otherwise."""
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"{url!r} is not an http:// or https:// address")
    return url
