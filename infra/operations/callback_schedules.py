"""Schedules that functions make while people book, and the role that delivers what is due."""

from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.key import DataKey
from infra.permissions import Permission, policy_document, trust_policy
from infra.stack_key import schedule_group
from infra.work_queue import WorkQueue

SCHEDULER: Final = "scheduler.amazonaws.com"


@dataclass(frozen=True, kw_only=True)
class CallbackSchedulesArgs:
    """`due` takes what is due. `protect` refuses to delete the group: bookings would be lost."""

    deployment: Deployment
    component: str
    key: DataKey
    due: WorkQueue
    protect: bool


class CallbackSchedules(pulumi.ComponentResource):
    """A group of one-time schedules. Whoever makes one can have it do nothing else than this."""

    def __init__(
        self, name: str, args: CallbackSchedulesArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:operations:CallbackSchedules", name, None, opts)
        self._label = name
        self._args = args
        group = aws.scheduler.ScheduleGroup(
            name,
            name=schedule_group(args.deployment),
            tags=args.deployment.tags(args.component),
            opts=pulumi.ResourceOptions(parent=self, protect=args.protect),
        )
        self.group = group.name
        self._schedules = pulumi.Output.concat(
            args.deployment.arn("scheduler", "schedule/"), group.name, "/*"
        )
        role = self._create_role(group)
        self._role_arn = role.arn
        self.register_outputs({"group": self.group, "role_arn": role.arn})

    def environment(self) -> dict[str, pulumi.Input[str]]:
        """Where functions make schedules, and what each of them must be given."""
        return {
            "CALLBACKS_DUE_ARN": self._args.due.arn,
            "SCHEDULE_GROUP": self.group,
            "SCHEDULE_ROLE_ARN": self._role_arn,
            "SCHEDULE_DEAD_LETTER_ARN": self._args.due.dead_letter_arn,
            "SCHEDULE_KEY_ARN": self._args.key.arn,
        }

    def make(self) -> list[Permission]:
        """Make a schedule of the group, which delivers with the role of this component."""
        return [
            Permission(
                sid="MakeSchedules",
                actions=("scheduler:CreateSchedule",),
                resources=(self._schedules,),
            ),
            Permission(
                sid="HandRoleToSchedules",
                actions=("iam:PassRole",),
                resources=(self._role_arn,),
                conditions={"StringEquals": {"iam:PassedToService": SCHEDULER}},
            ),
            self._args.key.schedule("EncryptSchedules"),
        ]

    def drop(self) -> list[Permission]:
        """Take a schedule back."""
        return [
            Permission(
                sid="DropSchedules",
                actions=("scheduler:DeleteSchedule",),
                resources=(self._schedules,),
            )
        ]

    def _create_role(self, group: aws.scheduler.ScheduleGroup) -> aws.iam.Role:
        args = self._args
        source: dict[str, pulumi.Input[str]] = {
            "aws:SourceAccount": args.deployment.account,
            "aws:SourceArn": group.arn,  # of the group: the trust can name no single schedule
        }
        role = aws.iam.Role(
            f"{self._label}-role",
            name=args.deployment.name(f"{self._label}-scheduler", limit=naming.ROLE),
            description="Tells the functions which booked calls are due",
            assume_role_policy=trust_policy(SCHEDULER, {"StringEquals": source}),
            tags=args.deployment.tags(args.component),
            opts=pulumi.ResourceOptions(parent=self),
        )
        aws.iam.RolePolicy(
            f"{self._label}-policy",
            name="calls",
            role=role.name,
            policy=policy_document(self._deliver()),
            opts=pulumi.ResourceOptions(parent=self),
        )
        return role

    def _deliver(self) -> list[Permission]:
        return [
            *self._args.due.send("TellWhatIsDue"),
            Permission(
                sid="KeepUndelivered",
                actions=("sqs:SendMessage",),
                resources=(self._args.due.dead_letter_arn,),
            ),
            self._args.key.open_schedules("OpenSchedules", self._schedules),
        ]
