"""The contact center without its flows: those need the assistant's bot first."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from flows.source import FlowSource
from infra.config import StackConfig
from infra.connect.instance import Instance, InstanceArgs
from infra.connect.publishing import publish_flow
from infra.connect.routing import Routing, RoutingArgs
from infra.deployment import Deployment

COMPONENT = "connect"


@dataclass(frozen=True, kw_only=True)
class ContactCenterArgs:
    """Everything that differs is in the configuration.

    `outbound_whisper` is what people hear whom a queue calls, also back. It may refer to nothing:
    queues need it, and everything else needs queues.
    """

    deployment: Deployment
    config: StackConfig
    outbound_whisper: FlowSource


class ContactCenter(pulumi.ComponentResource):
    """Instance, hours, queues and routing profiles. `flow_arns` has the flow that queues need."""

    instance: Instance
    routing: Routing
    flow_arns: Mapping[str, pulumi.Output[str]]

    def __init__(
        self, name: str, args: ContactCenterArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:connect:ContactCenter", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.instance = Instance(
            "instance",
            InstanceArgs(
                deployment=args.deployment,
                component=COMPONENT,
                alias=args.config.instance_alias,
                log_retention_days=args.config.log_retention_days,
                protect=args.config.protect,
            ),
            child,
        )
        outbound = publish_flow(
            args.outbound_whisper,
            instance_arn=self.instance.arn,
            known={},
            tags=args.deployment.tags(COMPONENT),
            parent=self,
        )
        self.flow_arns = {args.outbound_whisper.name: outbound}
        self.routing = Routing(
            "routing",
            RoutingArgs(
                deployment=args.deployment,
                component=COMPONENT,
                instance=self.instance,
                hours=args.config.hours,
                time_zone=args.config.time_zone,
                outbound_flow_arn=outbound,
            ),
            child,
        )
        self.register_outputs({"instance_id": self.instance.id})
