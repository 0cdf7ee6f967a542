"""Events of people and programs that were authenticated."""

from typing import Any

from tests.ai.handlers.worlds import event

WEBSITE = "arn:aws:iam::123456789012:user/website"


def by_iam(arn: str = WEBSITE, *, identity: str | None = None, **changes: Any) -> dict[str, Any]:
    """Signed by an IAM principal; of Cognito with an identity."""
    made = event("http-chat", **changes)
    signed = made["requestContext"]["authorizer"]["iam"]
    signed["userArn"] = arn
    signed["cognitoIdentity"] = {"identityId": identity} if identity else None
    return made


def by_jwt(subject: str | None, issuer: str = "https://login.example", **changes: Any) -> Any:
    """With a token of an issuer."""
    made = event("http-chat", **changes)
    claims = {"iss": issuer, "aud": "website"} | ({"sub": subject} if subject else {})
    made["requestContext"]["authorizer"] = {"jwt": {"claims": claims, "scopes": None}}
    return made
