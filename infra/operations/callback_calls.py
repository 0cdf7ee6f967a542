"""Makes the booked calls: by telephone where the stack has a number, else as tasks for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pulumi

from infra.config import StackConfig
from infra.config_callbacks import SMS
from infra.connect.contact_center import ContactCenter
from infra.connect.flows import CallFlows
from infra.connect.ids import id_of
from infra.function import FunctionArgs, FunctionFamily, LambdaFunction
from infra.operations.callbacks import DUE_SECONDS, Callbacks
from infra.operations.operations import Operations
from infra.permissions import Permission

CALL_FLOWS: Final[Mapping[str, str]] = {"ko": "callback_call", "en": "callback_call_en"}
"""What a called caller hears, by language."""

TASK_FLOW: Final = "callback_task"
QUEUE: Final = "callback"
MEMORY_MB: Final = 512


@dataclass(frozen=True, kw_only=True)
class CallbackCallsArgs:
    """`family` is of all operations functions. `flows` has those named above."""

    family: FunctionFamily
    config: StackConfig
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
            # Connect has no VPC endpoint (admin guide, vpc-interface-endpoints): from inside the
            # stack's network the function could call nobody.
            family=args.family.outside_network(),
            description="Calls booked callers, and hands over to people those it does not reach",
            handler="ai.handlers.callback_due.handler",
            environment=self._environment(),
            permissions=[
                *args.callbacks.due.receive(),
                *args.callbacks.items("GetItem", "UpdateItem"),
                *self._start_contacts(),
                *self._send_texts(),
            ],
            memory_mb=MEMORY_MB,
            timeout_seconds=DUE_SECONDS,
            snap_start=False,  # nobody is on the line yet
        )
        return LambdaFunction("callback-due", function, pulumi.ResourceOptions(parent=self))

    def _environment(self) -> dict[str, pulumi.Input[str]]:
        args = self._args
        calls = {language: id_of(args.flows.arns[flow]) for language, flow in CALL_FLOWS.items()}
        return {
            **args.callbacks.environment(),
            "CONNECT_INSTANCE_ID": args.center.instance.id,
            "CALLBACK_CALL_FLOW": pulumi.Output.json_dumps(calls),
            "CALLBACK_TASK_FLOW": id_of(args.flows.arns[TASK_FLOW]),
            "CALLBACK_QUEUE": id_of(args.center.routing.queue_arns[QUEUE]),
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
                # A text to a telephone number names no resource; a mail to a topic does.
                other_than=("arn:aws:sns:*:*:*",),
                reason="a text to a telephone number names no resource (SNS developer guide)",
            )
        ]


def create_callback_calls(
    operations: Operations,
    center: ContactCenter,
    flows: CallFlows,
    opts: pulumi.ResourceOptions,
) -> CallbackCalls:
    """What calls the callers who booked with `operations`."""
    given = operations.args
    args = CallbackCallsArgs(
        family=given.family,
        config=given.config,
        callbacks=operations.callbacks,
        center=center,
        flows=flows,
    )
    return CallbackCalls("callback-calls", args, opts)
