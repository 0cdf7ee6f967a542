"""The contact center without its flows: those need the assistant's bot first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pulumi

from flows.source import FlowSource
from infra.config import StackConfig
from infra.connect.ids import id_of
from infra.connect.instance import Instance, InstanceArgs
from infra.connect.publishing import publish_flow
from infra.connect.routing import Routing, RoutingArgs
from infra.connect.rules import Rules, RulesArgs
from infra.connect.security import Security, SecurityArgs
from infra.connect.storage import Storage, StorageArgs
from infra.connect.telephone import Telephone, TelephoneArgs
from infra.connect.users import Users, UsersArgs
from infra.deployment import Deployment
from infra.key import DataKey
from infra.place import Place

COMPONENT: Final = "connect"

OUTBOUND_WHISPER: Final = "outbound_whisper"
QUEUE_TRANSFER: Final = "queue_transfer"
EARLY: Final = (OUTBOUND_WHISPER, QUEUE_TRANSFER)
"""Flows that queues and quick connects need, and everything else needs queues.

They may refer to nothing."""

ANSWERED_LATER: Final = frozenset({"callback"})
"""Queues in which waiting long is no failure: who is called back has hung up already."""


@dataclass(frozen=True, kw_only=True)
class ContactCenterArgs:
    """Everything that differs is in the configuration. `flows` has at least those in `EARLY`.

    `key` encrypts what callers said, through S3 and CloudWatch Logs.
    """

    deployment: Deployment
    config: StackConfig
    key: DataKey
    flows: Mapping[str, FlowSource]


class ContactCenter(pulumi.ComponentResource):
    """Instance, storage, number, hours, queues, people. `flow_arns` has the flows of `EARLY`."""

    instance: Instance
    storage: Storage
    telephone: Telephone
    routing: Routing
    flow_arns: Mapping[str, pulumi.Output[str]]

    def __init__(
        self, name: str, args: ContactCenterArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:connect:ContactCenter", name, None, opts)
        self._args = args
        self._opts = pulumi.ResourceOptions(parent=self)
        config, deployment = args.config, args.deployment
        self._place = Place(deployment=deployment, component=COMPONENT, key=args.key)
        self.instance = Instance(
            "instance",
            InstanceArgs(
                place=self._place,
                alias=config.instance_alias,
                log_retention_days=config.log_retention_days,
                # With the instance goes the number that it holds; a Korean one took weeks to get.
                protect=config.protect or config.phone_number.is_given,
            ),
            self._opts,
        )
        self.storage = self._create_storage()
        self.telephone = Telephone(
            "telephone",
            TelephoneArgs(
                deployment=deployment,
                component=COMPONENT,
                instance=self.instance,
                choice=config.phone_number,
            ),
            self._opts,
        )
        self.flow_arns = {flow: self._publish(args.flows[flow]) for flow in EARLY}
        self.routing = self._create_routing()
        self._create_people()
        if config.contact_rules:
            self._create_rules()
        self.register_outputs({"instance_id": self.instance.id})

    def _create_storage(self) -> Storage:
        config = self._args.config
        return Storage(
            "storage",
            StorageArgs(
                place=self._place,
                instance=self.instance,
                days=config.recording_days,
                log_retention_days=config.log_retention_days,
                protect=config.protect,
            ),
            self._opts,
        )

    def _publish(self, flow: FlowSource) -> pulumi.Output[str]:
        return publish_flow(
            flow,
            instance_arn=self.instance.arn,
            known={},
            tags=self._args.deployment.tags(COMPONENT),
            parent=self,
        )

    def _create_routing(self) -> Routing:
        config = self._args.config
        return Routing(
            "routing",
            RoutingArgs(
                deployment=self._args.deployment,
                component=COMPONENT,
                instance=self.instance,
                hours=config.hours,
                time_zone=config.time_zone,
                closed=config.closed_spells(),
                outbound_flow_arn=self.flow_arns[OUTBOUND_WHISPER],
                transfer_flow_arn=self.flow_arns[QUEUE_TRANSFER],
                number_id=self.telephone.number_id,
            ),
            self._opts,
        )

    def _create_people(self) -> None:
        deployment = self._args.deployment
        security = Security(
            "security",
            SecurityArgs(deployment=deployment, component=COMPONENT, instance=self.instance),
            self._opts,
        )
        Users(
            "users",
            UsersArgs(
                deployment=deployment,
                component=COMPONENT,
                instance=self.instance,
                people=self._args.config.users,
                routing_profile_ids=self.routing.routing_profile_ids,
                security_profile_ids=security.profile_ids,
            ),
            self._opts,
        )

    def _create_rules(self) -> None:
        watched = [
            id_of(arn)
            for queue, arn in self.routing.queue_arns.items()
            if queue not in ANSWERED_LATER
        ]
        Rules(
            "rules",
            RulesArgs(
                deployment=self._args.deployment,
                component=COMPONENT,
                instance=self.instance,
                longest_wait_seconds=self._args.config.watching.longest_wait_seconds,
                queue_ids=watched,
            ),
            self._opts,
        )
