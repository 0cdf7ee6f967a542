"""When people answer, in which queue a caller waits, and who serves which queue.

Names are ASCII because CloudWatch shows no others; what staff read is in the descriptions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.connect.instance import Instance
from infra.deployment import Deployment
from infra.hours import ClockTime, OpenDay

QUEUES: Final[Mapping[str, str]] = {
    "engineer": "기술 문의: AI 상담에서 넘어왔거나 처음부터 엔지니어를 찾은 고객",
    "agent": "일반 문의: 상담원을 찾은 고객",
}
"""Queue by queue, and what staff read about it. Each has a routing profile of the same name."""

HOURS: Final = "main"

CHANNELS: Final[Mapping[str, int]] = {"VOICE": 1, "CHAT": 2}
"""What people are given, and how much of it at once."""


@dataclass(frozen=True, kw_only=True)
class RoutingArgs:
    """`time_zone` is an IANA name; `hours` has the open days.

    `outbound_flow_arn` is the whisper that plays to people whom a queue calls.
    """

    deployment: Deployment
    component: str
    instance: Instance
    hours: tuple[OpenDay, ...]
    time_zone: str
    outbound_flow_arn: pulumi.Output[str]


class Routing(pulumi.ComponentResource):
    """Hours, queues and routing profiles."""

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
        hours = self._create_hours()
        queues = {
            queue: self._create_queue(queue, description, hours)
            for queue, description in QUEUES.items()
        }
        profiles = {queue: self._create_profile(queue, queues[queue]) for queue in QUEUES}
        self.hours_arn = hours.arn
        self.queue_arns = {queue: made.arn for queue, made in queues.items()}
        self.routing_profile_ids = {
            queue: made.routing_profile_id for queue, made in profiles.items()
        }
        self.register_outputs({"hours_arn": self.hours_arn, "queue_arns": dict(self.queue_arns)})

    def _create_hours(self) -> aws.connect.HoursOfOperation:
        return aws.connect.HoursOfOperation(
            f"{HOURS}-hours",
            name=HOURS,
            description="상담 가능 시간",
            instance_id=self._args.instance.id,
            time_zone=self._args.time_zone,
            configs=[_open_day(day) for day in self._args.hours],
            tags=self._tags,
            opts=self._opts,
        )

    def _create_queue(
        self, queue: str, description: str, hours: aws.connect.HoursOfOperation
    ) -> aws.connect.Queue:
        return aws.connect.Queue(
            f"{queue}-queue",
            name=queue,
            description=description,
            instance_id=self._args.instance.id,
            hours_of_operation_id=hours.hours_of_operation_id,
            outbound_caller_config=aws.connect.QueueOutboundCallerConfigArgs(
                outbound_flow_id=self._args.outbound_flow_arn.apply(_last_part)
            ),
            tags=self._tags,
            opts=self._opts,
        )

    def _create_profile(self, name: str, queue: aws.connect.Queue) -> aws.connect.RoutingProfile:
        return aws.connect.RoutingProfile(
            f"{name}-routing",
            name=name,
            description=QUEUES[name],
            instance_id=self._args.instance.id,
            default_outbound_queue_id=queue.queue_id,
            media_concurrencies=[
                aws.connect.RoutingProfileMediaConcurrencyArgs(channel=channel, concurrency=most)
                for channel, most in CHANNELS.items()
            ],
            queue_configs=[
                aws.connect.RoutingProfileQueueConfigArgs(
                    channel=channel, delay=0, priority=1, queue_id=queue.queue_id
                )
                for channel in CHANNELS
            ],
            tags=self._tags,
            opts=self._opts,
        )


def _last_part(arn: str) -> str:
    """The id at the end of an ARN."""
    return arn.rpartition("/")[2]


def _open_day(day: OpenDay) -> aws.connect.HoursOfOperationConfigArgs:
    return aws.connect.HoursOfOperationConfigArgs(
        day=day.day,
        start_time=_start(day.opens),
        end_time=_end(day.closes),
    )


def _start(time: ClockTime) -> aws.connect.HoursOfOperationConfigStartTimeArgs:
    return aws.connect.HoursOfOperationConfigStartTimeArgs(hours=time.hours, minutes=time.minutes)


def _end(time: ClockTime) -> aws.connect.HoursOfOperationConfigEndTimeArgs:
    return aws.connect.HoursOfOperationConfigEndTimeArgs(hours=time.hours, minutes=time.minutes)
