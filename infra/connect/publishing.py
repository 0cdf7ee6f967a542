"""One flow or view as Cloud Control wants it, and the order in which flows can be published."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pulumi
import pulumi_aws as aws

from flows import references
from flows.guide import View
from flows.json_values import compact
from flows.source import FlowSource
from infra.tags import tag_list

FLOW_TYPE: Final = "AWS::Connect::ContactFlow"
VIEW_TYPE: Final = "AWS::Connect::View"


def publish_flow(
    flow: FlowSource,
    *,
    instance_arn: pulumi.Output[str],
    known: Mapping[str, pulumi.Output[str]],
    tags: Mapping[str, str],
    parent: pulumi.Resource,
    ready: Sequence[pulumi.Resource] = (),
) -> pulumi.Output[str]:
    """The ARN of a published flow. `known`: what it may refer to; `ready`: what must be first."""
    desired_state = pulumi.Output.all(instance_arn=instance_arn, **known).apply(
        lambda arns: flow_state(flow, arns, tags)
    )
    made = aws.cloudcontrol.Resource(
        f"{flow.name}-flow",
        type_name=FLOW_TYPE,
        desired_state=desired_state,
        # Names are unique in an instance: a flow that must be replaced has to go first.
        opts=pulumi.ResourceOptions(
            parent=parent, depends_on=list(ready), delete_before_replace=True
        ),
    )
    return made.id


def publish_view(
    view: View,
    *,
    instance_arn: pulumi.Output[str],
    tags: Mapping[str, str],
    parent: pulumi.Resource,
) -> pulumi.Output[str]:
    """The ARN of a view of the agent workspace."""
    made = aws.cloudcontrol.Resource(
        f"{view.name}-view",
        type_name=VIEW_TYPE,
        desired_state=instance_arn.apply(lambda arn: view_state(view, arn, tags)),
        opts=pulumi.ResourceOptions(parent=parent, delete_before_replace=True),
    )
    return made.id


def flow_state(flow: FlowSource, arns: Mapping[str, str], tags: Mapping[str, str]) -> str:
    """A flow as Cloud Control wants it. `arns` has `instance_arn` and each `<kind>:<name>`.

    Raises:
        flows.references.UnknownReferenceError: the flow refers to something not in `arns`.
    """
    content = references.resolve(flow.content, {**arns})
    state: dict[str, Any] = {
        "InstanceArn": arns["instance_arn"],
        "Name": flow.name,
        "Type": flow.type,
        "Description": flow.description,
        "Content": compact(content),
        "State": "ACTIVE",
        "Tags": tag_list(tags),
    }
    return json.dumps(state, sort_keys=True, ensure_ascii=False)


def view_state(view: View, instance_arn: str, tags: Mapping[str, str]) -> str:
    """A view as Cloud Control wants it. Connect publishes each change as the latest version."""
    state: dict[str, Any] = {
        "InstanceArn": instance_arn,
        "Name": view.name,
        "Description": view.description,
        "Template": view.template,
        "Actions": list(view.actions),
        "Tags": tag_list(tags),
    }
    return json.dumps(state, sort_keys=True, ensure_ascii=False)


def publishing_order(flows: Mapping[str, FlowSource]) -> list[FlowSource]:
    """Every flow after the flows it transfers to; otherwise in the given order.

    Raises:
        ValueError: flows transfer to each other in a circle, which can not be created in order.
    """
    ordered: dict[str, FlowSource] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            raise ValueError(
                f"flows transfer to each other in a circle: {' > '.join(path)} > {name}"
            )
        if name in ordered or name not in flows:
            return
        for reference in sorted(references.find(flows[name].content)):
            if reference.kind == "flow":
                visit(reference.name, (*path, name))
        ordered[name] = flows[name]

    for name in flows:
        visit(name, ())
    return list(ordered.values())
