"""A small IAM evaluator: what a role's policy allows, and which parts of it were of use."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.infra.calls.needs import Need

Part = tuple[str, str]
"""A statement's id with one of its actions or resources."""


@dataclass
class Policy:
    """Statements of a role; all of them allow."""

    statements: list[Mapping[str, Any]]
    used: set[Part] = field(default_factory=set[Part])

    @classmethod
    def of(cls, document: str) -> "Policy":
        """From the JSON of a policy."""
        return cls(json.loads(document)["Statement"])

    def allows(self, need: Need) -> bool:
        """Whether some statement does; every part that does counts as used."""
        found = False
        for statement in self.statements:
            resources = _concerned(statement, need.arn)
            if need.action not in statement["Action"] or not resources:
                continue
            if not _holds(statement.get("Condition", {}), need.context):
                continue
            found = True
            self.used.add((statement["Sid"], need.action))
            self.used.update((statement["Sid"], resource) for resource in resources)
        return found

    def unused(self, ignored: Iterable[str]) -> list[Part]:
        """Actions and resources that nothing needed, but for those of `ignored` statements."""
        parts = [
            (statement["Sid"], part)
            for statement in self.statements
            if statement["Sid"] not in set(ignored)
            for part in [*statement["Action"], *statement.get("Resource", [])]
        ]
        return [part for part in parts if part not in self.used]


def _concerned(statement: Mapping[str, Any], arn: str) -> list[str]:
    """Patterns by which a statement is about a resource; `*` where it is one of all but some."""
    if "NotResource" in statement:
        return [] if any(_matches(each, arn) for each in statement["NotResource"]) else ["*"]
    return [each for each in statement["Resource"] if _matches(each, arn)]


def _matches(pattern: str, arn: str) -> bool:
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, arn) is not None


def _holds(conditions: Mapping[str, Mapping[str, Any]], context: Mapping[str, str]) -> bool:
    for operator, keys in conditions.items():
        for key, value in keys.items():
            if operator == "StringEquals":
                allowed = [value] if isinstance(value, str) else value
                if context.get(key) not in allowed:
                    return False
            elif operator == "Null":
                if (key not in context) != (value == "true"):
                    return False
            else:
                raise NotImplementedError(operator)
    return True
