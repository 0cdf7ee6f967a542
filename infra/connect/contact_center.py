"""The contact center without its flows: those need the assistant's bot first."""

from dataclasses import dataclass

import pulumi

from infra.config import StackConfig
from infra.connect.instance import Instance, InstanceArgs
from infra.connect.routing import Routing, RoutingArgs
from infra.deployment import Deployment

COMPONENT = "connect"


@dataclass(frozen=True, kw_only=True)
class ContactCenterArgs:
    """Everything that differs is in the configuration."""

    deployment: Deployment
    config: StackConfig


class ContactCenter(pulumi.ComponentResource):
    """Instance, hours, queues and routing profiles."""

    instance: Instance
    routing: Routing

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
        self.routing = Routing(
            "routing",
            RoutingArgs(
                deployment=args.deployment,
                component=COMPONENT,
                instance=self.instance,
                hours=args.config.hours,
                time_zone=args.config.time_zone,
            ),
            child,
        )
        self.register_outputs({"instance_id": self.instance.id})
