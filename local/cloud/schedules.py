"""EventBridge schedules. The emulator starts their targets in time."""

from typing import Any

from local.cloud.clients import Clients
from local.cloud.engine import Created
from local.cloud.inputs import Inputs, renamed


class Schedules:
    """Creates what runs by the clock."""

    def __init__(self, clients: Clients) -> None:
        """`clients` speak to the emulator."""
        self._clients = clients

    def group(self, inputs: Inputs) -> Created:
        """aws:scheduler/scheduleGroup:ScheduleGroup."""
        name = inputs.take("name")
        made = self._clients("scheduler").create_schedule_group(Name=name, Tags=inputs.tag_list())
        return Created(id=name, outputs={"arn": made["ScheduleGroupArn"]})

    def schedule(self, inputs: Inputs) -> Created:
        """aws:scheduler/schedule:Schedule, in the default group."""
        name = inputs.take("name")
        made = self._clients("scheduler").create_schedule(
            Name=name,
            Description=inputs.get("description", ""),
            ScheduleExpression=inputs.take("scheduleExpression"),
            ScheduleExpressionTimezone=inputs.get("scheduleExpressionTimezone", "UTC"),
            FlexibleTimeWindow=renamed(
                "flexibleTimeWindow",
                inputs.take("flexibleTimeWindow"),
                {"mode": "Mode", "maximumWindowInMinutes": "MaximumWindowInMinutes"},
            ),
            State=inputs.get("state", "ENABLED"),
            Target=_target(inputs.take("target")),
        )
        return Created(id=f"default/{name}", outputs={"arn": made["ScheduleArn"]})


def _target(given: dict[str, Any]) -> dict[str, Any]:
    names = {
        "arn": "Arn",
        "roleArn": "RoleArn",
        "input": "Input",
        "retryPolicy": "RetryPolicy",
        "deadLetterConfig": "DeadLetterConfig",
    }
    target = renamed("target", given, names)
    if "RetryPolicy" in target:
        target["RetryPolicy"] = renamed(
            "retryPolicy",
            target["RetryPolicy"],
            {
                "maximumRetryAttempts": "MaximumRetryAttempts",
                "maximumEventAgeInSeconds": "MaximumEventAgeInSeconds",
            },
        )
    if "DeadLetterConfig" in target:
        target["DeadLetterConfig"] = renamed(
            "deadLetterConfig", target["DeadLetterConfig"], {"arn": "Arn"}
        )
    return target
