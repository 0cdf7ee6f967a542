"""Permissions as data, and the policy documents made of them.

The component that owns a resource says what may be done to it; a function is handed the
permissions it needs and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pulumi

Conditions = Mapping[str, Mapping[str, pulumi.Input[str]]]
"""As in IAM: operator, then key, then value."""


@dataclass(frozen=True, kw_only=True)
class Permission:
    """One statement, about `resources` or about everything but `other_than`: one of them is given.

    `reason` is required where a resource is a bare `*`, and for everything but some.
    """

    sid: str
    actions: Sequence[str]
    resources: Sequence[pulumi.Input[str]] = ()
    other_than: Sequence[str] = ()
    conditions: Conditions = field(default_factory=dict[str, Mapping[str, pulumi.Input[str]]])
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.actions or bool(self.resources) is bool(self.other_than):
            raise ValueError(f"permission {self.sid} allows nothing: name an action and a resource")
        if any("*" in action for action in self.actions):
            raise ValueError(f"permission {self.sid} names its actions one by one, without `*`")
        open_ended = self.other_than or any(resource == "*" for resource in self.resources)
        if open_ended and not self.reason:
            raise ValueError(f"permission {self.sid} has resource `*` and needs a reason")


def policy_document(permissions: Sequence[Permission]) -> pulumi.Output[str]:
    """A role's policy as JSON, statements in the given order.

    Raises:
        ValueError: two permissions share a statement id.
    """
    sids = [permission.sid for permission in permissions]
    if len(set(sids)) != len(sids):
        raise ValueError(f"statement ids stand twice in {', '.join(sids)}")
    return _json([_statement(permission) for permission in permissions])


def resource_policy(statements: Sequence[Mapping[str, Any]]) -> pulumi.Output[str]:
    """A resource's policy as JSON. Values may be outputs at any depth."""
    return _json(statements)


def on_behalf_of(account: str, sources: str | Sequence[str]) -> dict[str, Any]:
    """Conditions under which a service acts for resources of `account` and for nobody else's.

    `sources` are patterns of the resources' ARNs (IAM user guide, the confused deputy problem).
    """
    arns = sources if isinstance(sources, str) else list(sources)
    return {"StringEquals": {"aws:SourceAccount": account}, "ArnLike": {"aws:SourceArn": arns}}


def on_behalf_of_one(account: str, arn: pulumi.Input[str]) -> Conditions:
    """The same for one resource, whose ARN has no pattern."""
    return {"StringEquals": {"aws:SourceAccount": account, "aws:SourceArn": arn}}


def trust_policy(service: str, conditions: Conditions | None = None) -> pulumi.Output[str]:
    """Lets an AWS service assume the role."""
    statement: dict[str, Any] = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sts:AssumeRole",
    }
    if conditions:
        statement["Condition"] = conditions
    return _json([statement])


def tls_only(sid: str, actions: str, resources: Sequence[pulumi.Input[str]]) -> dict[str, Any]:
    """The statement by which a resource refuses every call that is not encrypted in transit."""
    return {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": actions,
        "Resource": list(resources),
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def _statement(permission: Permission) -> dict[str, Any]:
    statement: dict[str, Any] = {
        "Sid": permission.sid,
        "Effect": "Allow",
        "Action": list(permission.actions),
    }
    if permission.other_than:
        statement["NotResource"] = list(permission.other_than)
    else:
        statement["Resource"] = list(permission.resources)
    if permission.conditions:
        statement["Condition"] = permission.conditions
    return statement


def _json(statements: Sequence[Mapping[str, Any]]) -> pulumi.Output[str]:
    document = {"Version": "2012-10-17", "Statement": list(statements)}
    return pulumi.Output.json_dumps(document, sort_keys=True)
