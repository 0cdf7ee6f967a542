"""A function that runs once a day."""

from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.function import LambdaFunction
from infra.key import DataKey
from infra.permissions import Permission, policy_document, trust_policy

RETRIES: Final = 5
OLDEST_SECONDS: Final = 4 * 3600
"""A run that could not be started within these hours waits in the dead-letter queue."""


@dataclass(frozen=True, kw_only=True)
class DailyRunArgs:
    """`time` is `HH:MM` in `time_zone`, an IANA name.

    `dead_letter_arn` takes runs that could not be started; its queue is encrypted with `key`.
    """

    deployment: Deployment
    component: str
    function: LambdaFunction
    description: str
    time: str
    time_zone: str
    dead_letter_arn: pulumi.Output[str]
    key: DataKey


class DailyRun(pulumi.ComponentResource):
    """A schedule with a role that may start the one function and nothing else."""

    def __init__(
        self, name: str, args: DailyRunArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:infra:DailyRun", name, None, opts)
        role, policy = self._create_role(name, args)
        hour, minute = (int(part) for part in args.time.split(":"))
        schedule = aws.scheduler.Schedule(
            name,
            name=args.deployment.name(name, limit=naming.SCHEDULE),
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
            opts=pulumi.ResourceOptions(parent=self, depends_on=[policy]),
        )
        self.register_outputs({"schedule": schedule.name})

    def _create_role(
        self, name: str, args: DailyRunArgs
    ) -> tuple[aws.iam.Role, aws.iam.RolePolicy]:
        child = pulumi.ResourceOptions(parent=self)
        role = aws.iam.Role(
            f"{name}-role",
            name=args.deployment.name(name, limit=naming.ROLE),
            description=f"Starts the daily run: {args.description}",
            assume_role_policy=trust_policy(
                "scheduler.amazonaws.com", {"StringEquals": _source(args.deployment)}
            ),
            tags=args.deployment.tags(args.component),
            opts=child,
        )
        policy = aws.iam.RolePolicy(
            f"{name}-policy",
            name="calls",
            role=role.name,
            policy=policy_document(_permissions(args)),
            opts=child,
        )
        return role, policy


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
        args.key.write("EncryptFailedRuns", "sqs"),
    ]


def _source(deployment: Deployment) -> dict[str, pulumi.Input[str]]:
    """Scheduler takes the role in the name of the schedule's group, never of the schedule."""
    return {
        "aws:SourceAccount": deployment.account,
        "aws:SourceArn": deployment.arn("scheduler", "schedule-group/default"),
    }
