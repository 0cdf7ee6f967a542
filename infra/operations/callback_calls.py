"""Makes the booked calls: by telephone where the stack has a number, else as tasks for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pulumi

from infra.config import StackConfig
from infra.config_callbacks import SMS
from infra.connect.contact_center import ContactCenter
from infra.connect.flows import CallFlows
from infra.deployment import Deployment
from infra.function import FunctionArgs, LambdaFunction
from infra.key import DataKey
from infra.operations.callbacks import DUE_SECONDS, Callbacks
from infra.operations.operations import COMPONENT, Operations
from infra.permissions import Permission

CALL_FLOWS: Final[Mapping[str, str]] = {"ko": "callback_call", "en": "callback_call_en"}
"""What a called caller hears, by language."""

TASK_FLOW: Final = "callback_task"
QUEUE: Final = "callback"
MEMORY_MB: Final = 512


@dataclass(frozen=True, kw_only=True)
class CallbackCallsArgs:
    """`code` is the archive of all operations functions. `flows` has those named above.

    There is no `network`: Connect has no VPC endpoint (admin guide, vpc-interface-endpoints), so
    that a function inside the stack's network could call nobody.
    """

    deployment: Deployment
    component: str
    config: StackConfig
    key: DataKey
    code: pulumi.Archive
    callbacks: Callbacks
    center: ContactCenter
    flows: CallFlows


class CallbackCalls(pulumi.ComponentResource):
    """The function that is fed by what is due."""

    function: LambdaFunction
    functions: Mapping[str, LambdaFunction]
    dead_letters: Mapping[str, pulumi.Output[str]]
    queues: Mapping[str, pulumi.Output[str]]

    def __init__(
        self, name: str, args: CallbackCallsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:operations:CallbackCalls", name, None, opts)
        self._args = args
        self.function = self._create_function()
        self.functions = {"callback-due": self.function}
        self.dead_letters = {"callbacks": args.callbacks.due.dead_letter_name}
        self.queues = {"callbacks": args.callbacks.due.name}
        args.callbacks.due.feed("callbacks-due-events", self.function, self)
        self.register_outputs({"function": self.function.name})

    @property
    def _by_telephone(self) -> bool:
        return self._args.center.telephone.number_id is not None

    def _create_function(self) -> LambdaFunction:
        args = self._args
        function = FunctionArgs(
            deployment=args.deployment,
            component=args.component,
            key=args.key,
            description="Calls booked callers, and hands over to people those it does not reach",
            handler="ai.handlers.callback_due.handler",
            code=args.code,
            environment=self._environment(),
            permissions=[
                *args.callbacks.due.receive(),
                *args.callbacks.items("GetItem", "UpdateItem"),
                *self._start_contacts(),
                *self._send_texts(),
            ],
            memory_mb=MEMORY_MB,
            timeout_seconds=DUE_SECONDS,
            log_level=args.config.log_level,
            log_retention_days=args.config.log_retention_days,
            snap_start=False,  # nobody is on the line yet
        )
        return LambdaFunction("callback-due", function, pulumi.ResourceOptions(parent=self))

    def _environment(self) -> dict[str, pulumi.Input[str]]:
        args = self._args
        calls = {
            language: _last_part(args.flows.arns[flow]) for language, flow in CALL_FLOWS.items()
        }
        return {
            **args.callbacks.environment(),
            "CONNECT_INSTANCE_ID": args.center.instance.id,
            "CALLBACK_CALL_FLOW": pulumi.Output.json_dumps(calls),
            "CALLBACK_TASK_FLOW": _last_part(args.flows.arns[TASK_FLOW]),
            "CALLBACK_QUEUE": _last_part(args.center.routing.queue_arns[QUEUE]),
            "OUTBOUND": "voice" if self._by_telephone else "task",
            "CALLBACK_ATTEMPTS": str(args.config.callbacks.attempts),
            "CALLBACK_RETRY_MINUTES": str(args.config.callbacks.retry_minutes),
            "REMINDER": args.config.callbacks.reminder,
        }

    def _start_contacts(self) -> list[Permission]:
        """Call, and call again later, where there is a number to call from; else tell people.

        The service authorization reference names contacts for both calls, and for tasks the flow.
        """
        args = self._args
        contacts = pulumi.Output.concat(args.center.instance.arn, "/contact/*")
        start_task = Permission(
            sid="HandOverToPeople",
            actions=("connect:StartTaskContact",),
            resources=(contacts, args.flows.arns[TASK_FLOW]),
        )
        if not self._by_telephone:
            return [start_task]
        call = Permission(
            sid="CallBack", actions=("connect:StartOutboundVoiceContact",), resources=(contacts,)
        )
        return [call, *args.callbacks.schedules.make(), start_task]  # the next attempt

    def _send_texts(self) -> list[Permission]:
        if self._args.config.callbacks.reminder != SMS:
            return []
        return [
            Permission(
                sid="Remind",
                actions=("sns:Publish",),
                resources=("*",),
                reason="a text to a telephone number names no resource (SNS developer guide)",
            )
        ]


def _last_part(arn: pulumi.Output[str]) -> pulumi.Output[str]:
    return arn.apply(lambda arn: arn.rpartition("/")[2])


def create_callback_calls(
    operations: Operations,
    center: ContactCenter,
    flows: CallFlows,
    opts: pulumi.ResourceOptions,
) -> CallbackCalls:
    """What calls the callers who booked with `operations`."""
    given = operations.args
    args = CallbackCallsArgs(
        deployment=given.deployment,
        component=COMPONENT,
        config=given.config,
        key=given.key,
        code=given.code,
        callbacks=operations.callbacks,
        center=center,
        flows=flows,
    )
    return CallbackCalls("callback-calls", args, opts)
