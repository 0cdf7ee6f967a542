"""Stands in for the network, inside the measured process: no TLS, no service, no waiting.

Imports nothing but the standard library and what any of the handlers imports anyway.
"""

import io
import json
from pathlib import Path
from typing import Any, Final

JSON: Final = {"content-type": "application/json"}


def install(answers: Path) -> None:
    """Answer every request of botocore from the folder that the parent has prepared."""
    import botocore.httpsession  # noqa: PLC0415  its import is part of what is measured

    file = answers / "canned.json"
    read: dict[int, dict[str, Any]] = {}

    def send(_session: object, request: Any) -> object:
        changed = file.stat().st_mtime_ns
        if changed not in read:
            read.clear()
            read[changed] = json.loads(file.read_text())
        status, headers, body = _answer(request, read[changed], answers)
        return _response(request.url, status, headers, body)

    botocore.httpsession.URLLib3Session.send = send  # type: ignore[method-assign,assignment]


def _answer(
    request: Any, canned: dict[str, Any], answers: Path
) -> tuple[int, dict[str, str], bytes]:
    url = str(request.url)
    target = request.headers.get("X-Amz-Target", b"")
    if url.endswith("/converse"):
        return 200, JSON, _json(canned["converse"])
    if url.endswith("/invoke"):
        return 200, JSON, _json({"embedding": canned["vector"], "inputTextTokenCount": 9})
    if url.endswith("/QueryVectors"):
        return 200, JSON, _json({"vectors": canned["vectors"], "distanceMetric": "cosine"})
    if url.endswith("/current"):
        return 200, {**JSON, "etag": '"1"'}, _json(canned["pointer"])
    if "/snapshots/" in url:
        return 200, {"etag": '"2"'}, (answers / "snapshot.sqlite").read_bytes()
    if b"DynamoDB" in (target if isinstance(target, bytes) else str(target).encode()):
        return 200, {"content-type": "application/x-amz-json-1.0"}, canned["dynamodb"].encode()
    raise ConnectionError(f"no answer is prepared for {url}")


def _response(url: str, status: int, headers: dict[str, str], body: bytes) -> object:
    from botocore.awsrequest import AWSResponse  # noqa: PLC0415
    from urllib3.response import HTTPResponse  # noqa: PLC0415

    raw = HTTPResponse(body=io.BytesIO(body), headers=headers, preload_content=False)
    return AWSResponse(url, status, headers, raw)  # type: ignore[arg-type]


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
