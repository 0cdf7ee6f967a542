"""Conversations over HTTP: each belongs to whoever was authenticated when it began.

Nothing is kept to know them by. A session's token is random, with a mark of whose it is; the key of
its turns is made of both. So a token in other hands leads to no history, also when the mark, which
is no secret, is made to fit.
"""

import hashlib
import hmac
import json
import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from ai.errors import RefusedError

CONTACT_PREFIX: Final = "api#"
"""Turns of these contacts came over HTTP; no contact id of Connect begins like this."""

_RANDOM_BYTES: Final = 24
_MARK_BYTES: Final = 12
_TOKEN: Final = re.compile(r"([\w-]{32})\.([\w-]{16})", re.ASCII)

Draw = Callable[[int], str]
"""So many random bytes, as text for URLs."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """`token` is the client's to send again; `contact_id` keys the turns, and is told to nobody."""

    token: str
    contact_id: str


def principal_of(event: Mapping[str, Any]) -> str:
    """Who was authenticated by IAM (of Cognito: which identity), or as whom some issuer knows them.

    `event` is an HTTP API's (payload format 2.0).

    Raises:
        RefusedError: it names nobody.
    """
    authorizer = _object(_object(event.get("requestContext")).get("authorizer"))
    jwt, iam = _object(authorizer.get("jwt")), _object(authorizer.get("iam"))
    claims, cognito = _object(jwt.get("claims")), _object(iam.get("cognitoIdentity"))
    if claims.get("iss") and claims.get("sub"):
        return json.dumps(["jwt", str(claims["iss"]), str(claims["sub"])])
    if iam.get("userArn"):
        # All who come through one Cognito identity pool share an ARN.
        return json.dumps(["iam", str(iam["userArn"]), str(cognito.get("identityId") or "")])
    raise RefusedError(403, "unknown_caller", "The request does not say who sends it.")


def begin(principal: str, draw: Draw = secrets.token_urlsafe) -> Session:
    """A new session. The randomness is the operating system's: no snapshot repeats it."""
    return _session(principal, draw(_RANDOM_BYTES))


def resume(token: str, principal: str) -> Session:
    """The session of an earlier response.

    Raises:
        RefusedError: it is not one of this principal's; whether it is anybody's is not told.
    """
    match = _TOKEN.fullmatch(token)
    if match is not None:
        session = _session(principal, match[1])
        if hmac.compare_digest(session.token, token):
            return session
    raise RefusedError(404, "unknown_session", "There is no such session; begin one without it.")


def _session(principal: str, random: str) -> Session:
    mark = urlsafe_b64encode(_digest("mark", principal, random)[:_MARK_BYTES]).decode()
    key = _digest("turns", principal, random).hex()
    return Session(token=f"{random}.{mark}", contact_id=f"{CONTACT_PREFIX}{key}")


def _digest(purpose: str, principal: str, random: str) -> bytes:
    return hashlib.sha256(json.dumps([purpose, principal, random]).encode()).digest()


def _object(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}
