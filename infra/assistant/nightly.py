"""Once a night the index is built as if an event had come: it heals what events missed."""

from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.function import LambdaFunction
from infra.key import DataKey
from infra.permissions import Permission, policy_document, trust_policy

EXPRESSION: Final = "cron(30 3 * * ? *)"
"""Half past three: few callers, and the team has its report before work begins."""

RETRIES: Final = 5
OLDEST_SECONDS: Final = 4 * 3600
"""A run that could not be started until half past seven waits in the dead-letter queue."""


@dataclass(frozen=True, kw_only=True)
class NightlyRunArgs:
    """`time_zone` is an IANA name. `dead_letter_arn` takes runs that could not be started."""

    deployment: Deployment
    component: str
    function: LambdaFunction
    dead_letter_arn: pulumi.Output[str]
    key: DataKey
    time_zone: str


class NightlyRun(pulumi.ComponentResource):
    """A schedule with a role that may start the one function and nothing else."""

    def __init__(
        self, name: str, args: NightlyRunArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:assistant:NightlyRun", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        role = aws.iam.Role(
            f"{name}-role",
            name=args.deployment.name(name, limit=naming.ROLE),
            description="Starts the nightly run of the ingest function",
            assume_role_policy=trust_policy(
                "scheduler.amazonaws.com",
                {"StringEquals": {"aws:SourceAccount": args.deployment.account}},
            ),
            tags=args.deployment.tags(args.component),
            opts=child,
        )
        policy = aws.iam.RolePolicy(
            f"{name}-policy",
            name="calls",
            role=role.name,
            policy=policy_document(
                [
                    Permission(
                        sid="StartBuild",
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
            ),
            opts=child,
        )
        schedule = aws.scheduler.Schedule(
            name,
            name=args.deployment.name(name, limit=naming.SCHEDULE),
            description="Builds the index from the documents, whatever events have come",
            schedule_expression=EXPRESSION,
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
