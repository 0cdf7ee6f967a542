"""Responses, as API Gateway takes them (HTTP API, payload format 2.0)."""

import json
from collections.abc import Mapping
from typing import Any, Final

from ai.chat.session import Session
from ai.errors import RefusedError
from ai.model import Answer

HEADERS: Final[Mapping[str, str]] = {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}

SPOKEN: Final = ("speech", "more")
"""Parts of an answer that are heard."""


def answered(session: Session, answer: Answer) -> dict[str, Any]:
    """Whatever came of a question, in words; `status` says what."""
    told = {key: value for key, value in answer.to_json().items() if key not in SPOKEN}
    return _response(200, {"session": session.token, **told})


def refused(error: RefusedError) -> dict[str, Any]:
    """Why a request is no question."""
    return _failure(error.status, error.code, str(error))


def failed() -> dict[str, Any]:
    """Something that nobody expected; the log says what."""
    return _failure(500, "internal", "Something went wrong; try again.")


def _failure(status: int, code: str, message: str) -> dict[str, Any]:
    return _response(status, {"error": {"code": code, "message": message}})


def _response(status: int, body: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "statusCode": status,
        "headers": dict(HEADERS),
        "body": json.dumps(body, ensure_ascii=False),
        "isBase64Encoded": False,
    }
