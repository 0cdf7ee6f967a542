"""A role that one AWS service takes on, with the one policy that says what it may do."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.permissions import Conditions, Permission, policy_document, trust_policy


@dataclass(frozen=True, kw_only=True)
class ServiceRoleArgs:
    """`service` is a principal, such as `lexv2.amazonaws.com`; `trust` has its conditions.

    `policy` is the policy's name within the role. `part` tells the role's physical name from
    others; None takes the logical name.
    """

    deployment: Deployment
    component: str
    service: str
    description: str
    permissions: Sequence[Permission]
    trust: Conditions | None = None
    policy: str = "calls"
    part: str | None = None


@dataclass(frozen=True, kw_only=True)
class ServiceRole:
    """Whoever needs the permissions from the first moment on depends on `policy`."""

    arn: pulumi.Output[str]
    name: pulumi.Output[str]
    policy: aws.iam.RolePolicy


def service_role(label: str, args: ServiceRoleArgs, *, parent: pulumi.Resource) -> ServiceRole:
    """`<label>-role` and its `<label>-policy`."""
    child = pulumi.ResourceOptions(parent=parent)
    role = aws.iam.Role(
        f"{label}-role",
        name=args.deployment.name(args.part or label, limit=naming.ROLE),
        description=args.description,
        assume_role_policy=trust_policy(args.service, args.trust),
        tags=args.deployment.tags(args.component),
        opts=child,
    )
    policy = aws.iam.RolePolicy(
        f"{label}-policy",
        name=args.policy,
        role=role.name,
        policy=policy_document(args.permissions),
        opts=child,
    )
    return ServiceRole(arn=role.arn, name=role.name, policy=policy)
