"""Publishes the flows: symbolic references become ARNs, each flow after those it transfers to.

Flows go through Cloud Control because the provider's own resource fails to *update* a flow that
holds a Lex block; docs/adr/0004 weighs the alternatives.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pulumi
import pulumi_aws as aws

from flows.guide import VIEWS, View
from flows.language import FlowType
from flows.source import FlowSource
from infra.connect.contact_center import COMPONENT, ContactCenter
from infra.connect.hours import HOURS
from infra.connect.publishing import publish_flow, publish_view, publishing_order
from infra.connect.telephone import attach_number
from infra.deployment import Deployment
from infra.function import ALIAS, LambdaFunction

MAIN: Final = "main"
"""The flow that a call to the number starts."""

HEARD: Final = frozenset({FlowType.CONTACT_FLOW, FlowType.CUSTOMER_QUEUE})
"""Types of flows in which a caller can be stuck; the others play a sentence and end."""


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
    views: Mapping[str, View] = field(default_factory=lambda: VIEWS)
    ready: Sequence[pulumi.Resource] = ()


class CallFlows(pulumi.ComponentResource):
    """The flows and views of one instance, and the functions that flows may invoke.

    `watched` names the flows whose failures callers feel.
    """

    arns: Mapping[str, pulumi.Output[str]]
    view_arns: Mapping[str, pulumi.Output[str]]
    watched: Sequence[str]

    def __init__(
        self, name: str, args: CallFlowsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:connect:CallFlows", name, None, opts)
        self._args = args
        instance_arn = args.center.instance.arn
        tags = args.deployment.tags(COMPONENT)
        self.view_arns = {
            view.name: publish_view(view, instance_arn=instance_arn, tags=tags, parent=self)
            for view in args.views.values()
        }
        self.watched = [flow.name for flow in args.flows.values() if flow.type in HEARD]
        known = self._fixed_references()
        ready = [*args.ready, *self._associate_functions()]
        arns = dict(args.center.flow_arns)
        for flow in publishing_order(args.flows):
            if flow.name not in arns:
                arns[flow.name] = publish_flow(
                    flow,
                    instance_arn=instance_arn,
                    known={**known, **_as_references(arns)},
                    tags=tags,
                    parent=self,
                    ready=ready,
                )
        self.arns = {flow: arns[flow] for flow in args.flows}
        if args.center.telephone.number_id is not None:
            attach_number(
                args.center.telephone.number_id,
                instance=args.center.instance,
                flow_arn=arns[MAIN],
                parent=self,
            )
        self.register_outputs({"arns": dict(self.arns)})

    def _fixed_references(self) -> dict[str, pulumi.Output[str]]:
        args = self._args
        return {
            f"hours:{HOURS}": args.center.routing.hours_arn,
            **{f"queue:{queue}": arn for queue, arn in args.center.routing.queue_arns.items()},
            **{f"bot:{bot}": arn for bot, arn in args.bots.items()},
            **{f"lambda:{name}": made.alias_arn for name, made in args.functions.items()},
            **{f"view:{name}": arn for name, arn in self.view_arns.items()},
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


def _as_references(arns: Mapping[str, pulumi.Output[str]]) -> dict[str, pulumi.Output[str]]:
    return {f"flow:{name}": arn for name, arn in arns.items()}
