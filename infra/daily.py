"""A function that runs once a day."""

from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.function import LambdaFunction
from infra.permissions import Permission, on_behalf_of_one
from infra.place import Place
from infra.service_role import ServiceRoleArgs, service_role

RETRIES: Final = 5
OLDEST_SECONDS: Final = 4 * 3600
"""A run that could not be started within these hours waits in the dead-letter queue."""


@dataclass(frozen=True, kw_only=True)
class DailyRunArgs:
    """`time` is `HH:MM` in `time_zone`, an IANA name.

    `dead_letter_arn` takes runs that could not be started; its queue has the key of `place`.
    """

    place: Place
    function: LambdaFunction
    description: str
    time: str
    time_zone: str
    dead_letter_arn: pulumi.Output[str]


class DailyRun(pulumi.ComponentResource):
    """A schedule with a role that may start the one function and nothing else."""

    def __init__(
        self, name: str, args: DailyRunArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:infra:DailyRun", name, None, opts)
        role = service_role(name, _role(args), parent=self)
        hour, minute = (int(part) for part in args.time.split(":"))
        schedule = aws.scheduler.Schedule(
            name,
            name=args.place.deployment.name(name, limit=naming.SCHEDULE),
            description=args.description,
            schedule_expression=f"cron({minute} {hour} * * ? *)",
            schedule_expression_timezone=args.time_zone,
            flexible_time_window=aws.scheduler.ScheduleFlexibleTimeWindowArgs(mode="OFF"),
            target=aws.scheduler.ScheduleTargetArgs(
                arn=args.function.alias_arn,
                role_arn=role.arn,
                input="{}",
                retry_policy=aws.scheduler.ScheduleTargetRetryPolicyArgs(
                    maximum_retry_attempts=RETRIES, maximum_event_age_in_seconds=OLDEST_SECONDS
                ),
                dead_letter_config=aws.scheduler.ScheduleTargetDeadLetterConfigArgs(
                    arn=args.dead_letter_arn
                ),
            ),
            # A schedule whose role may not start its target yet is refused.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[role.policy]),
        )
        self.register_outputs({"schedule": schedule.name})


def _role(args: DailyRunArgs) -> ServiceRoleArgs:
    # Scheduler takes the role in the name of the schedule's group, never of the schedule.
    deployment = args.place.deployment
    group = deployment.arn("scheduler", "schedule-group/default")
    return ServiceRoleArgs(
        deployment=deployment,
        component=args.place.component,
        service="scheduler.amazonaws.com",
        description=f"Starts the daily run: {args.description}",
        permissions=_permissions(args),
        trust=on_behalf_of_one(deployment.account, group),
    )


def _permissions(args: DailyRunArgs) -> list[Permission]:
    return [
        Permission(
            sid="StartRun",
            actions=("lambda:InvokeFunction",),
            resources=(args.function.alias_arn,),
        ),
        Permission(
            sid="KeepFailedRuns",
            actions=("sqs:SendMessage",),
            resources=(args.dead_letter_arn,),
        ),
        args.place.key.write("EncryptFailedRuns", "sqs"),
    ]
