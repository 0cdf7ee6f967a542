"""Policies as the emulator understands them: it enforces them, but not everything is as on AWS."""

import json
import re
from typing import Any, Final, cast

_SCHEDULES: Final = re.compile(r"(arn:aws:scheduler:[^:]*:[^:]*:schedule/)[^/]+/")


def over_plain_http(policy: str) -> str | None:
    """The policy without its TLS-only statements; None when nothing is left.

    The emulator speaks plain HTTP on loopback and enforces resource policies, so these statements
    would refuse everything. They are asserted over the recorded resources instead.
    """
    document = cast("dict[str, Any]", json.loads(policy))
    kept = [statement for statement in document["Statement"] if not _wants_tls(statement)]
    return json.dumps({**document, "Statement": kept}) if kept else None


def in_the_default_group(policy: str) -> str:
    """The policy with every schedule in the group `default`.

    The emulator keeps groups, but takes every schedule for one of that group when it looks at a
    role. That roles name their own group is asserted over the recorded resources instead.
    """
    return _SCHEDULES.sub(r"\1default/", policy)


def _wants_tls(statement: dict[str, Any]) -> bool:
    denied = statement.get("Condition", {}).get("Bool", {})
    return (
        statement["Effect"] == "Deny" and str(denied.get("aws:SecureTransport")).lower() == "false"
    )
