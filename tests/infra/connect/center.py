"""The contact center alone, recorded: no bot, no functions, no monitoring."""

from collections.abc import Mapping
from typing import Any

import pulumi
from cfnlint.api import lint

from flows.json_values import compact
from infra.config import NAMESPACE, StackConfig
from infra.connect.contact_center import ContactCenter, ContactCenterArgs
from infra.deployment import Deployment
from infra.provider import create_provider
from infra.stack_flows import stack_flows
from infra.stack_key import create_stack_key
from tests.infra import engine
from tests.infra.outputs import ACCOUNT, REGION

OFFICE = {"hours": "MON-FRI 09:00-18:00"}


def configuration(values: Mapping[str, str], stack: str = "test") -> StackConfig:
    return StackConfig.parse(
        {"instanceAlias": "saltware-test", **values},
        project=NAMESPACE,
        stack=stack,
        region=REGION,
    )


def deployment(stack: str = "test") -> Deployment:
    return Deployment(project=NAMESPACE, stack=stack, region=REGION, account=ACCOUNT)


def record(values: Mapping[str, str] | None = None) -> engine.Recording:
    """What one configuration makes of the contact center."""
    config = configuration(values or {})

    def program() -> None:
        opts = pulumi.ResourceOptions(providers=[create_provider(config)])
        flows = stack_flows(config)
        key = create_stack_key(deployment(), config, opts)
        args = ContactCenterArgs(deployment=deployment(), config=config, key=key, flows=flows)
        ContactCenter("contact-center", args, opts)

    return engine.run(program)


def problems(type_name: str, properties: Any) -> list[str]:
    """What CloudFormation's schemas for Seoul have against the properties of a resource."""
    template = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {"It": {"Type": type_name, "Properties": properties}},
    }
    matches = lint(compact(template), regions=[REGION])
    return [f"{match.rule.id} {match.message}" for match in matches]
