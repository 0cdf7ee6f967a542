"""Schedules that functions make while people book, and the role that delivers what is due."""

from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.permissions import Permission, on_behalf_of_one
from infra.place import Place
from infra.service_role import ServiceRoleArgs, service_role
from infra.stack_key import schedule_group
from infra.work_queue import WorkQueue

SCHEDULER: Final = "scheduler.amazonaws.com"


@dataclass(frozen=True, kw_only=True)
class CallbackSchedulesArgs:
    """`due` takes what is due. `protect` refuses to delete the group: bookings would be lost."""

    place: Place
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
        self._place = args.place
        group = aws.scheduler.ScheduleGroup(
            name,
            name=schedule_group(args.place.deployment),
            tags=args.place.tags,
            opts=pulumi.ResourceOptions(parent=self, protect=args.protect),
        )
        self.group = group.name
        self._schedules = pulumi.Output.concat(
            args.place.deployment.arn("scheduler", "schedule/"), group.name, "/*"
        )
        self._role_arn = service_role(name, self._role(group), parent=self).arn
        self.register_outputs({"group": self.group, "role_arn": self._role_arn})

    def environment(self) -> dict[str, pulumi.Input[str]]:
        """Where functions make schedules, and what each of them must be given."""
        return {
            "CALLBACKS_DUE_ARN": self._args.due.arn,
            "SCHEDULE_GROUP": self.group,
            "SCHEDULE_ROLE_ARN": self._role_arn,
            "SCHEDULE_DEAD_LETTER_ARN": self._args.due.dead_letter_arn,
            "SCHEDULE_KEY_ARN": self._place.key.arn,
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
            self._place.key.schedule("EncryptSchedules"),
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

    def _role(self, group: aws.scheduler.ScheduleGroup) -> ServiceRoleArgs:
        deployment = self._place.deployment
        return ServiceRoleArgs(
            deployment=deployment,
            component=self._place.component,
            service=SCHEDULER,
            description="Tells the functions which booked calls are due",
            permissions=self._deliver(),
            # Of the group: the trust can name no single schedule.
            trust=on_behalf_of_one(deployment.account, group.arn),
            part=f"{self._label}-scheduler",
        )

    def _deliver(self) -> list[Permission]:
        return [
            *self._args.due.send("TellWhatIsDue"),
            Permission(
                sid="KeepUndelivered",
                actions=("sqs:SendMessage",),
                resources=(self._args.due.dead_letter_arn,),
            ),
            self._place.key.open_schedules("OpenSchedules", self._schedules),
        ]
