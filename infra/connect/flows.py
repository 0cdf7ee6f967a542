"""Publishes the flows: symbolic references become ARNs, each flow after those it transfers to.

Flows go through Cloud Control because the provider's own resource fails to *update* a flow that
holds a Lex block; docs/adr/0004 weighs the alternatives.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pulumi
import pulumi_aws as aws

from flows import references
from flows.json_values import compact
from flows.source import FlowSource
from infra.connect.contact_center import COMPONENT, ContactCenter
from infra.connect.routing import HOURS
from infra.deployment import Deployment
from infra.function import ALIAS, LambdaFunction

FLOW_TYPE: Final = "AWS::Connect::ContactFlow"


@dataclass(frozen=True, kw_only=True)
class CallFlowsArgs:
    """What flows may refer to: `bots` are alias ARNs, `functions` are invoked by their alias.

    `ready` are resources without which a flow would not pass Connect's validation.
    """

    deployment: Deployment
    center: ContactCenter
    flows: Mapping[str, FlowSource]
    bots: Mapping[str, pulumi.Output[str]]
    functions: Mapping[str, LambdaFunction]
    ready: Sequence[pulumi.Resource] = ()


class CallFlows(pulumi.ComponentResource):
    """The flows of one instance, and the functions that they may invoke."""

    arns: Mapping[str, pulumi.Output[str]]

    def __init__(
        self, name: str, args: CallFlowsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:connect:CallFlows", name, None, opts)
        self._args = args
        known = self._fixed_references()
        ready = [*args.ready, *self._associate_functions()]
        arns: dict[str, pulumi.Output[str]] = {}
        for flow in publishing_order(args.flows):
            arns[flow.name] = self._publish(flow, known, ready).id
            known[f"flow:{flow.name}"] = arns[flow.name]
        self.arns = {flow: arns[flow] for flow in args.flows}
        self.register_outputs({"arns": dict(self.arns)})

    def _fixed_references(self) -> dict[str, pulumi.Output[str]]:
        args = self._args
        return {
            f"hours:{HOURS}": args.center.routing.hours_arn,
            **{f"queue:{queue}": arn for queue, arn in args.center.routing.queue_arns.items()},
            **{f"bot:{bot}": arn for bot, arn in args.bots.items()},
            **{f"lambda:{name}": made.alias_arn for name, made in args.functions.items()},
        }

    def _associate_functions(self) -> list[pulumi.Resource]:
        associations: list[pulumi.Resource] = []
        for name, function in self._args.functions.items():
            permission = aws.lambda_.Permission(
                f"connect-calls-{name}",
                action="lambda:InvokeFunction",
                function=function.name,
                qualifier=ALIAS,
                principal="connect.amazonaws.com",
                source_arn=self._args.center.instance.arn,
                source_account=self._args.deployment.account,
                opts=pulumi.ResourceOptions(parent=self),
            )
            association = aws.connect.LambdaFunctionAssociation(
                f"connect-knows-{name}",
                instance_id=self._args.center.instance.id,
                function_arn=function.alias_arn,
                opts=pulumi.ResourceOptions(parent=self, depends_on=[permission]),
            )
            associations.append(association)
        return associations

    def _publish(
        self,
        flow: FlowSource,
        known: Mapping[str, pulumi.Output[str]],
        ready: Sequence[pulumi.Resource],
    ) -> aws.cloudcontrol.Resource:
        tags = self._args.deployment.tags(COMPONENT)
        desired_state = pulumi.Output.all(
            instance_arn=self._args.center.instance.arn, **known
        ).apply(lambda arns: flow_state(flow, arns, tags))
        return aws.cloudcontrol.Resource(
            f"{flow.name}-flow",
            type_name=FLOW_TYPE,
            desired_state=desired_state,
            # Names are unique in an instance: a flow that must be replaced has to go first.
            opts=pulumi.ResourceOptions(
                parent=self, depends_on=list(ready), delete_before_replace=True
            ),
        )


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
        "Tags": [{"Key": key, "Value": value} for key, value in sorted(tags.items())],
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
