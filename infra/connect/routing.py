"""Hours, queues, quick connects and routing profiles, each after what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.connect.hours import HoursArgs, create_hours
from infra.connect.ids import id_of
from infra.connect.instance import Instance
from infra.connect.queues import CHANNELS, PROFILES, QUEUES, QUICK_CONNECTS, Profile
from infra.deployment import Deployment
from infra.holidays import ClosedSpell
from infra.hours import OpenDay

DESTINATIONS: Final = frozenset(
    destination for listed in QUICK_CONNECTS.values() for destination in listed
)
"""Queues to which a quick connect leads, each of the queue's own name."""


@dataclass(frozen=True, kw_only=True)
class RoutingArgs:
    """`time_zone` is an IANA name; `hours` has the open days, `closed` the days that are none.

    `outbound_flow_arn` is the whisper that plays to people whom a queue calls, `transfer_flow_arn`
    what a quick connect to a queue runs. `number_id` is the number that they see, if there is one.
    """

    deployment: Deployment
    component: str
    instance: Instance
    hours: tuple[OpenDay, ...]
    time_zone: str
    closed: tuple[ClosedSpell, ...]
    outbound_flow_arn: pulumi.Output[str]
    transfer_flow_arn: pulumi.Output[str]
    number_id: pulumi.Input[str] | None = None


class Routing(pulumi.ComponentResource):
    """What flows refer to (hours, queues), and what users get (routing profiles)."""

    hours_arn: pulumi.Output[str]
    queue_arns: Mapping[str, pulumi.Output[str]]
    routing_profile_ids: Mapping[str, pulumi.Output[str]]

    def __init__(
        self, name: str, args: RoutingArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:connect:Routing", name, None, opts)
        self._args = args
        self._tags = args.deployment.tags(args.component)
        self._opts = pulumi.ResourceOptions(parent=self)
        hours = create_hours(
            HoursArgs(
                deployment=args.deployment,
                component=args.component,
                instance=args.instance,
                time_zone=args.time_zone,
                week=args.hours,
                closed=args.closed,
            ),
            self,
        )
        queues = self._create_queues(hours.id)
        profiles = {
            profile: self._create_profile(profile, PROFILES[profile], queues)
            for profile in PROFILES
        }
        self.hours_arn = hours.arn
        self.queue_arns = {queue: made.arn for queue, made in queues.items()}
        self.routing_profile_ids = {
            profile: made.routing_profile_id for profile, made in profiles.items()
        }
        self.register_outputs({"hours_arn": self.hours_arn, "queue_arns": dict(self.queue_arns)})

    def _create_queues(self, hours_id: pulumi.Output[str]) -> dict[str, aws.connect.Queue]:
        """Each queue after those to which its quick connects lead."""
        queues: dict[str, aws.connect.Queue] = {}
        quick_connects: dict[str, pulumi.Output[str]] = {}
        for queue in QUEUES:
            listed = [quick_connects[destination] for destination in QUICK_CONNECTS[queue]]
            queues[queue] = self._create_queue(queue, hours_id, listed)
            if queue in DESTINATIONS:
                quick_connects[queue] = self._create_quick_connect(queue, queues[queue])
        return queues

    def _create_queue(
        self, queue: str, hours_id: pulumi.Output[str], quick_connects: list[pulumi.Output[str]]
    ) -> aws.connect.Queue:
        args = self._args
        return aws.connect.Queue(
            f"{queue}-queue",
            name=queue,
            description=QUEUES[queue],
            instance_id=args.instance.id,
            hours_of_operation_id=hours_id,
            outbound_caller_config=aws.connect.QueueOutboundCallerConfigArgs(
                outbound_flow_id=id_of(args.outbound_flow_arn),
                outbound_caller_id_number_id=args.number_id,
            ),
            quick_connect_ids=quick_connects or None,
            tags=self._tags,
            opts=self._opts,
        )

    def _create_quick_connect(self, queue: str, made: aws.connect.Queue) -> pulumi.Output[str]:
        destination = aws.connect.QuickConnectQuickConnectConfigQueueConfigArgs(
            queue_id=made.queue_id,
            contact_flow_id=id_of(self._args.transfer_flow_arn),
        )
        return aws.connect.QuickConnect(
            f"{queue}-quick-connect",
            name=queue,
            description=QUEUES[queue],
            instance_id=self._args.instance.id,
            quick_connect_config=aws.connect.QuickConnectQuickConnectConfigArgs(
                quick_connect_type="QUEUE", queue_configs=[destination]
            ),
            tags=self._tags,
            opts=self._opts,
        ).quick_connect_id

    def _create_profile(
        self, name: str, profile: Profile, queues: Mapping[str, aws.connect.Queue]
    ) -> aws.connect.RoutingProfile:
        return aws.connect.RoutingProfile(
            f"{name}-routing",
            name=name,
            description=profile.description,
            instance_id=self._args.instance.id,
            default_outbound_queue_id=queues[profile.outbound_queue].queue_id,
            media_concurrencies=[
                aws.connect.RoutingProfileMediaConcurrencyArgs(channel=channel, concurrency=most)
                for channel, most in CHANNELS.items()
            ],
            queue_configs=[
                aws.connect.RoutingProfileQueueConfigArgs(
                    channel=channel,
                    delay=served.delay,
                    priority=served.priority,
                    queue_id=queues[served.queue].queue_id,
                )
                for served in profile.serves
                for channel in CHANNELS
            ],
            tags=self._tags,
            opts=self._opts,
        )
