"""Reading policies in the recorded graph."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.infra.engine import Recording, Registered

Statement = Mapping[str, Any]


def statements(resource: Registered, key: str = "policy") -> list[Statement]:
    """A policy's statements, in order."""
    return list(json.loads(resource.inputs[key])["Statement"])


def as_list(value: str | list[str]) -> list[str]:
    """IAM takes one or many."""
    return [value] if isinstance(value, str) else value


def condition_values(statement: Statement, key: str) -> list[str]:
    """Every value to which a condition key is held, by whatever operator."""
    keys = statement.get("Condition", {}).values()
    return [one for held in keys if key in held for one in as_list(held[key])]


def matches(pattern: str, text: str) -> bool:
    """As IAM compares ARNs with `*` and `?`."""
    return (
        re.fullmatch(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), text) is not None
    )


def concerns(statement: Statement, arn: str) -> bool:
    """Whether a statement is about a resource, by `Resource` or by `NotResource`."""
    if "NotResource" in statement:
        return not any(matches(pattern, arn) for pattern in as_list(statement["NotResource"]))
    return any(matches(pattern, arn) for pattern in as_list(statement["Resource"]))


def roles(recording: Recording) -> Iterator[tuple[str, list[Statement]]]:
    """Each role's name with all that its policies allow."""
    for role in recording.of("iam/Role"):
        name = role.inputs["name"]
        yield (
            name,
            [
                statement
                for policy in recording.of("iam/RolePolicy")
                if policy.inputs["role"] == name
                for statement in statements(policy)
            ],
        )


def role_of(recording: Recording, arn: str) -> list[Statement]:
    """What the role with an ARN may do."""
    return dict(roles(recording))[arn.rpartition("/")[2]]


def allows(granted: list[Statement], action: str, arn: str, via: str | None = None) -> bool:
    """Whether one of the statements allows an action; `via` is the service that asks KMS for it."""
    return any(
        action in as_list(statement["Action"])
        and concerns(statement, arn)
        and (via is None or condition_values(statement, "kms:ViaService") == [via])
        for statement in granted
    )
