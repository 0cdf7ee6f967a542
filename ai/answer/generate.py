"""Asks the model for a draft, through ChatBedrockConverse."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ReadTimeoutError
from langchain_aws.chat_models.bedrock_converse import ChatBedrockConverse
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from ai.answer.prompt import NO_ANSWER, Request
from ai.errors import DeadlineError, ModelError

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

Generate = Callable[[Request], str]

MOST_TOKENS: Final = 400
"""Three spoken Korean sentences with room; a model that goes on is cut off."""

_CLAUDE: Final = re.compile(r"claude-(opus|sonnet|haiku|fable)-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")


def bedrock_chat(
    client: "BedrockRuntimeClient", model: str, base_model: str | None = None
) -> ChatBedrockConverse:
    """The LangChain class on a ready client.

    The control-plane client, which it would make too, is only used to look up an application
    inference profile; naming the model behind that saves the call, its permission and its time.
    """
    known = base_model or model
    return ChatBedrockConverse(
        client=client,
        bedrock_client=client,
        model=model,
        provider=provider_of(known),
        max_tokens=MOST_TOKENS,
        disable_streaming=True,
        **({"base_model": base_model} if base_model else {}),  # None would count as a wrong name
        **inference(known),
    )


def provider_of(model: str) -> str:
    """The maker's name in a model or inference profile identifier or ARN."""
    parts = model.rsplit("/", 1)[-1].split(".")
    regional = len(parts) > 2 or parts[0] in {"global", "apac", "us", "eu", "jp", "au"}
    return parts[1] if regional and len(parts) > 1 else parts[0]


def inference(model: str) -> dict[str, Any]:
    """The inference parameters that a model accepts.

    The newest Claude models refuse a temperature, and think at length before they speak unless
    they are told not to.
    """
    claude = _CLAUDE.search(model)
    family, major, minor = claude.groups() if claude else ("", "0", "0")
    version = (int(major), int(minor or 0))
    if version >= (5, 0):
        return {"additional_model_request_fields": {"thinking": {"type": "disabled"}}}
    if family == "opus" and version >= (4, 7):
        return {}
    return {"temperature": 0.0}


def chat_generator(chat: BaseChatModel) -> Generate:
    """A function from a request to a draft; ModelError or DeadlineError when there is none."""

    def generate(request: Request) -> str:
        try:
            reply = chat.invoke(_messages(request))
            text = reply.text
        except ReadTimeoutError as error:
            raise DeadlineError("the answer model did not answer in time") from error
        except Exception as error:
            raise ModelError("the answer model failed or gave no message") from error
        return _checked(text.strip(), reply.response_metadata.get("stopReason"))

    return generate


def _messages(request: Request) -> list[BaseMessage]:
    messages: list[BaseMessage] = [SystemMessage(request.system)]
    for turn in request.history:
        messages += [HumanMessage(turn.question), AIMessage(turn.answer or "")]
    return [*messages, HumanMessage(request.user)]


def _checked(text: str, stop_reason: str | None) -> str:
    if stop_reason == "guardrail_intervened":
        return NO_ANSWER
    if stop_reason == "max_tokens":
        text = text[: text.rfind("]") + 1]  # up to the last sentence that carries its mark
    if not text:
        raise ModelError("the answer model gave an empty message")
    return text
