"""Asks the model for a draft, through ChatBedrockConverse."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import BotoCoreError, ClientError, ReadTimeoutError
from langchain_aws.chat_models.bedrock_converse import ChatBedrockConverse
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from ai.answer.prompt import NO_ANSWER, Request
from ai.errors import DeadlineError, MalformedError, ModelError
from ai.settings import GuardrailSettings

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

Generate = Callable[[Request], str]

MOST_TOKENS: Final = 600
"""Three spoken Korean sentences, and once more in English, with room; beyond that it is cut off."""

_CLAUDE: Final = re.compile(r"claude-(opus|sonnet|haiku|fable)-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")


def bedrock_chat(
    client: "BedrockRuntimeClient",
    model: str,
    base_model: str | None = None,
    guardrail: GuardrailSettings | None = None,
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
        **(_guarded(guardrail) if guardrail else {}),
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


def chat_generator(chat: BaseChatModel, *, cache_instructions: bool = False) -> Generate:
    """A function from a request to a draft; ModelError or DeadlineError when there is none.

    With `cache_instructions` the instructions end with a cache point: Bedrock keeps them between
    calls. The passages change with each call, and a point behind them would only cost.
    """

    def generate(request: Request) -> str:
        messages = _messages(request, cache_instructions=cache_instructions)
        try:
            reply = chat.invoke(messages)
            text = reply.text
        except ReadTimeoutError as error:
            raise DeadlineError("the answer model did not answer in time") from error
        except (ClientError, BotoCoreError) as error:
            raise ModelError("the answer model failed") from error
        except Exception as error:
            raise MalformedError("the answer model gave no message") from error
        return _checked(text.strip(), reply.response_metadata.get("stopReason"))

    return generate


def _guarded(guardrail: GuardrailSettings) -> dict[str, Any]:
    return {
        "guardrail_config": {
            "guardrailIdentifier": guardrail.identifier,
            "guardrailVersion": guardrail.version,
            "trace": "enabled",
        },
        "guard_last_turn_only": True,  # the instructions speak of attacks, and are ours
    }


def _messages(request: Request, *, cache_instructions: bool) -> list[BaseMessage]:
    messages: list[BaseMessage] = [_system(request.system, cached=cache_instructions)]
    for turn in request.history:
        messages += [HumanMessage(turn.question), AIMessage(turn.answer or "")]
    return [*messages, HumanMessage(request.user)]


def _system(text: str, *, cached: bool) -> SystemMessage:
    if not cached:
        return SystemMessage(text)
    return SystemMessage(
        content=[{"type": "text", "text": text}, ChatBedrockConverse.create_cache_point()]
    )


def _checked(text: str, stop_reason: str | None) -> str:
    if stop_reason == "guardrail_intervened":
        return NO_ANSWER
    if stop_reason == "max_tokens":
        text = text[: text.rfind("]") + 1]  # up to the last sentence that carries its mark
    if not text:
        raise MalformedError("the answer model gave an empty message")
    return text
