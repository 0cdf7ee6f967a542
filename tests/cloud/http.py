"""Requests that boto3 would send, and what comes back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from botocore.awsrequest import AWSRequest
from botocore.httpsession import URLLib3Session

JSON: Final = {"Content-Type": "application/json"}


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A response."""

    status: int
    headers: Mapping[str, str]
    body: dict[str, Any]


def send(request: AWSRequest) -> Heard:
    """Send a request as it is, signed or not."""
    response = URLLib3Session(timeout=60).send(request.prepare())
    headers = {name.lower(): value for name, value in response.headers.items()}
    body = json.loads(response.content or b"{}")
    return Heard(status=response.status_code, headers=headers, body=body)
