"""Resource policies, less the rule that loopback can not keep."""

import json
from typing import Any, cast


def over_plain_http(policy: str) -> str | None:
    """The policy without its TLS-only statements; None when nothing is left.

    The emulator speaks plain HTTP on loopback and enforces resource policies, so these statements
    would refuse everything. They are asserted over the recorded resources instead.
    """
    document = cast("dict[str, Any]", json.loads(policy))
    kept = [statement for statement in document["Statement"] if not _wants_tls(statement)]
    return json.dumps({**document, "Statement": kept}) if kept else None


def _wants_tls(statement: dict[str, Any]) -> bool:
    denied = statement.get("Condition", {}).get("Bool", {})
    return (
        statement["Effect"] == "Deny" and str(denied.get("aws:SecureTransport")).lower() == "false"
    )
