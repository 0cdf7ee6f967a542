"""What a client asks, as API Gateway hands it over (HTTP API, payload format 2.0)."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from ai.answer.chain import MOST_QUESTION_CHARACTERS
from ai.errors import RefusedError

MOST_BODY_BYTES: Final = 8_192
"""A question of the longest that is answered needs 6,000 of them, every character escaped."""

FIELDS: Final = ("question", "session")
_NAMED: Final = 5
_LONGEST_NAME: Final = 40


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question, and the token of the session that it goes on with, if it goes on with one."""

    question: str
    token: str | None


def read(event: Mapping[str, Any]) -> Asked:
    """The question in an event.

    Raises:
        RefusedError: it is none; the message says why, in a sentence.
    """
    _check_type(_header(event, "content-type"))
    fields = _fields(_body(event))
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        names = ", ".join(repr(name[:_LONGEST_NAME]) for name in unknown[:_NAMED])
        raise RefusedError(
            400, "unknown_field", f"There is no field {names}; allowed are {' and '.join(FIELDS)}."
        )
    return Asked(question=_question(fields), token=_token(fields))


def _header(event: Mapping[str, Any], name: str) -> str:
    headers = event.get("headers")
    if not isinstance(headers, Mapping):
        return ""
    given = cast("Mapping[str, Any]", headers)
    return next((str(value) for key, value in given.items() if key.lower() == name), "")


def _check_type(content_type: str) -> None:
    kind, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = [part.partition("=")[2] for part in parameters if part.startswith("charset=")]
    if kind != "application/json" or any(each.strip('"') != "utf-8" for each in charsets):
        raise RefusedError(
            415, "unsupported_media_type", "The content type must be application/json in UTF-8."
        )


def _body(event: Mapping[str, Any]) -> str:
    body = str(event.get("body") or "")
    try:
        encoded = event.get("isBase64Encoded") is True
        raw = base64.b64decode(body, validate=True) if encoded else body.encode()
        if len(raw) > MOST_BODY_BYTES:
            raise RefusedError(
                413, "body_too_large", f"The body may have {MOST_BODY_BYTES} bytes at most."
            )
        return raw.decode()
    except ValueError:  # no base64, or no UTF-8
        raise RefusedError(400, "invalid_body", "The body is no text in UTF-8.") from None


def _fields(body: str) -> dict[str, Any]:
    try:
        fields: object = json.loads(body)
    except (ValueError, RecursionError):
        raise RefusedError(400, "invalid_json", "The body is no JSON.") from None
    if not isinstance(fields, dict):
        raise RefusedError(400, "invalid_json", "The body must be a JSON object.")
    return cast("dict[str, Any]", fields)


def _question(fields: Mapping[str, Any]) -> str:
    if "question" not in fields:
        raise RefusedError(400, "missing_question", "The field 'question' is missing.")
    question = fields["question"]
    if not isinstance(question, str) or not _is_text(question):
        raise RefusedError(400, "invalid_question", "The field 'question' must be text.")
    asked = " ".join(question.split())
    if not asked:
        raise RefusedError(400, "empty_question", "The question is empty.")
    if len(asked) > MOST_QUESTION_CHARACTERS:
        raise RefusedError(
            400,
            "question_too_long",
            f"The question has {len(asked)} characters, at most {MOST_QUESTION_CHARACTERS}.",
        )
    return asked


def _token(fields: Mapping[str, Any]) -> str | None:
    token = fields.get("session")
    if token is None or isinstance(token, str):
        return token
    raise RefusedError(400, "invalid_session", "The field 'session' must be text.")


def _is_text(value: str) -> bool:
    """JSON can escape half a character, which no service takes."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
