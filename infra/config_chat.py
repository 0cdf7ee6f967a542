"""The part of a stack's configuration that is about the chat API."""

import re
from dataclasses import dataclass
from typing import Final

from infra.config_reader import ConfigReader

NO_API: Final = "none"
IAM: Final = "iam"
JWT: Final = "jwt"
APIS: Final = (NO_API, IAM, JWT)

MOST_AUDIENCES: Final = 50
"""Of an authorizer (API Gateway quotas for HTTP APIs)."""

_HOST: Final = r"[a-z\d](?:[a-z\d.-]*[a-z\d])?(?::\d{1,5})?"
_ISSUER: Final = re.compile(rf"https://{_HOST}(?:/[\w.~/-]*)?", re.ASCII)
_ISSUER_ALLOWED: Final = "an https address without query, such as https://login.example.com"
_ORIGIN: Final = re.compile(rf"https://{_HOST}", re.ASCII)
_AUDIENCE: Final = re.compile(r"[!-~]{1,255}")


@dataclass(frozen=True, kw_only=True)
class ChatConfig:
    """`api` says how callers are authenticated, or that there is no API.

    `issuer` and `audience` are those of the tokens of `jwt`. Browsers may call from `origins` only;
    where there are none, from nowhere. `concurrency` reserves executions; 0 reserves none.
    """

    api: str
    issuer: str
    audience: tuple[str, ...]
    origins: tuple[str, ...]
    requests_per_second: int
    burst: int
    concurrency: int


def chat_settings(read: ConfigReader) -> ChatConfig:
    """Every key that begins with `chat`."""
    chat = ChatConfig(
        api=read.choice("chatApi", IAM, APIS),
        issuer=read.parsed("chatIssuer", "", parse_issuer, _ISSUER_ALLOWED),
        audience=read.entries("chatAudience", parse_audience),
        origins=read.entries("chatOrigins", parse_origins),
        requests_per_second=read.number("chatRequestsPerSecond", 5, 1, 10_000),
        burst=read.number("chatBurst", 10, 1, 5_000),
        concurrency=read.number("chatConcurrency", 0, 0, 1_000),
    )
    _check_together(chat, read)
    return chat


def parse_issuer(text: str) -> str:
    """The address of an issuer, or nothing.

    Raises:
        ValueError: it is another address; API Gateway reads its keys over https.
    """
    if text and not _ISSUER.fullmatch(text):
        raise ValueError(text)
    return text


def parse_audience(items: list[object]) -> tuple[str, ...]:
    """Whom tokens are for; one of them is enough.

    Raises:
        ValueError: an entry is no name, or there are too many; the message says which.
    """
    if len(items) > MOST_AUDIENCES:
        raise ValueError(f"{len(items)} entries are more than API Gateway takes: {MOST_AUDIENCES}")
    return tuple(_matching(_AUDIENCE, item, "a name of printable ASCII") for item in items)


def parse_origins(items: list[object]) -> tuple[str, ...]:
    """Where pages come from that may call.

    Raises:
        ValueError: an entry is no origin of its own; the message says which.
    """
    allowed = "an origin such as https://www.example.com, without path, and never `*`"
    return tuple(_matching(_ORIGIN, item, allowed) for item in items)


def _matching(pattern: re.Pattern[str], item: object, allowed: str) -> str:
    if isinstance(item, str) and pattern.fullmatch(item):
        return item
    raise ValueError(f"{item!r} is not allowed; allowed is {allowed}")


def _check_together(chat: ChatConfig, read: ConfigReader) -> None:
    for key, value in (("chatIssuer", chat.issuer), ("chatAudience", chat.audience)):
        if read.is_refused(key) or read.is_refused("chatApi"):
            continue
        if chat.api == JWT and not value:
            read.complain(key, "is missing; `chatApi: jwt` needs it")
        if chat.api != JWT and value:
            read.complain(key, f"goes with `chatApi: jwt` only, and it is {chat.api}")
    for key, given in (("chatOrigins", chat.origins), ("chatConcurrency", chat.concurrency)):
        if chat.api == NO_API and given:
            read.complain(key, "goes with a chat API only, and `chatApi` is none")
