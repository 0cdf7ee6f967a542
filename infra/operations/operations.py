"""Operations as a whole: what runs beside the answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pulumi

from ai.contract import LOOKUP_SECONDS, VERIFY_SECONDS
from infra import package
from infra.assistant.assistant import Assistant
from infra.bucket import PrivateBucket
from infra.config import StackConfig
from infra.connect.contact_center import ContactCenter, ContactCenterArgs
from infra.daily import DailyRun, DailyRunArgs
from infra.deployment import Deployment
from infra.function import FunctionArgs, LambdaFunction
from infra.key import DataKey
from infra.network import Network
from infra.operations.callbacks import Callbacks, CallbacksArgs
from infra.operations.contact_records import RecordKeeping, RecordKeepingArgs
from infra.operations.customers import Customers, CustomersArgs
from infra.operations.dead_letter import DeadLetter, DeadLetterArgs
from infra.operations.pin_tries import MEMORY_MB as VERIFYING_MEMORY_MB
from infra.operations.pin_tries import PinTries, PinTriesArgs

COMPONENT: Final = "operations"

REPORT_TIME: Final = "08:30"
"""The product team reads it when work begins."""

REPORT_MEMORY_MB: Final = 512
REPORT_SECONDS: Final = 120

LOOKUP_MEMORY_MB: Final = 512
"""More than it needs: processor time comes with memory, and a caller waits for its start."""

LOOKUP_TIMEOUT_SECONDS: Final = int(LOOKUP_SECONDS) + 1
"""The flow has gone on by then; a call still running is of no use to anybody."""

VERIFYING_TIMEOUT_SECONDS: Final = int(VERIFY_SECONDS) + 1


@dataclass(frozen=True, kw_only=True)
class OperationsArgs:
    """`code` is the archive of all operations functions.

    `assistant` keeps what was asked, and Connect its records in `recordings`. `key` encrypts what
    is kept of customers. The functions run in `network` where there is one.
    """

    deployment: Deployment
    config: StackConfig
    assistant: Assistant
    recordings: PrivateBucket
    key: DataKey
    code: pulumi.Archive
    network: Network | None = None


class Operations(pulumi.ComponentResource):
    """Customers, booked calls, how contacts ended, and the daily report of what went unanswered.

    `invoked` are the functions that flows invoke, by the names that flows have for them.
    `functions` are all, `queues` and `dead_letters` names of queues, for those who watch them.
    """

    args: OperationsArgs
    customers: Customers
    tries: PinTries | None
    customer: LambdaFunction
    callbacks: Callbacks
    records: RecordKeeping
    invoked: Mapping[str, LambdaFunction]
    functions: Mapping[str, LambdaFunction]
    dead_letters: Mapping[str, pulumi.Output[str]]
    queues: Mapping[str, pulumi.Output[str]]
    dead_letter: DeadLetter
    gaps: LambdaFunction

    def __init__(
        self, name: str, args: OperationsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:operations:Operations", name, None, opts)
        self.args = self._args = args
        self._opts = pulumi.ResourceOptions(parent=self)
        self.customers = Customers(
            "customers",
            CustomersArgs(
                deployment=args.deployment,
                component=COMPONENT,
                key=args.key,
                protect=args.config.protect,
            ),
            self._opts,
        )
        self.tries = self._create_tries() if args.config.verifies else None
        self.customer = self._create_lookup(self.tries)
        self.callbacks = self._create_callbacks()
        self.invoked = {"customer": self.customer, "callback": self.callbacks.function}
        self.dead_letter = DeadLetter(
            "operations-dead-letter",
            DeadLetterArgs(deployment=args.deployment, component=COMPONENT, key=args.key),
            self._opts,
        )
        self.gaps = self._create_report()
        self.records = self._create_records()
        self.functions = {
            **self.invoked,
            "gap-report": self.gaps,
            "contact-records": self.records.function,
        }
        self.dead_letters = {
            "operations": self.dead_letter.name,
            "contact-records": self.records.queue.dead_letter_name,
        }
        self.queues = {"contact-records": self.records.queue.name}
        self.register_outputs({"customers_table": self.customers.name})

    def _create_tries(self) -> PinTries:
        args = PinTriesArgs(
            deployment=self._args.deployment,
            component=COMPONENT,
            key=self._args.key,
            protect=self._args.config.protect,
        )
        return PinTries("pin-tries", args, self._opts)

    def _create_lookup(self, tries: PinTries | None) -> LambdaFunction:
        config = self._args.config
        args = FunctionArgs(
            deployment=self._args.deployment,
            component=COMPONENT,
            key=self._args.key,
            description="Looks a caller up by their number",
            handler="ai.handlers.customer.handler",
            code=self._args.code,
            environment={
                "CUSTOMERS_TABLE": self.customers.name,
                "LOG_LEVEL": config.log_level,
                **({"PIN_TRIES_TABLE": tries.name} if tries else {}),
            },
            permissions=[*self.customers.look_up(), *(tries.count() if tries else [])],
            memory_mb=VERIFYING_MEMORY_MB if tries else LOOKUP_MEMORY_MB,
            timeout_seconds=VERIFYING_TIMEOUT_SECONDS if tries else LOOKUP_TIMEOUT_SECONDS,
            log_level=config.log_level,
            log_retention_days=config.log_retention_days,
            snap_start=config.snap_start,
            network=self._args.network,
        )
        return LambdaFunction("customer", args, self._opts)

    def _create_callbacks(self) -> Callbacks:
        args = CallbacksArgs(
            deployment=self._args.deployment,
            component=COMPONENT,
            config=self._args.config,
            key=self._args.key,
            code=self._args.code,
            network=self._args.network,
        )
        return Callbacks("callbacks", args, self._opts)

    def _create_records(self) -> RecordKeeping:
        args = RecordKeepingArgs(
            deployment=self._args.deployment,
            component=COMPONENT,
            config=self._args.config,
            recordings=self._args.recordings,
            contacts=self._args.assistant.contacts,
            key=self._args.key,
            code=self._args.code,
            network=self._args.network,
        )
        return RecordKeeping("contact-records", args, self._opts)

    def _create_report(self) -> LambdaFunction:
        config, assistant = self._args.config, self._args.assistant
        args = FunctionArgs(
            deployment=self._args.deployment,
            component=COMPONENT,
            key=self._args.key,
            description="Reports to the product team what was not answered",
            handler="ai.handlers.gaps.handler",
            code=self._args.code,
            environment={
                "CONTACTS_TABLE": assistant.contacts.name,
                "INDEX_BUCKET": assistant.documents.index.name,
                "REPORT_TOPIC_ARN": assistant.reports.arn,
                "LOG_LEVEL": config.log_level,
            },
            permissions=[
                *assistant.contacts.read_gaps(),
                *assistant.documents.write_gaps(),
                *assistant.reports.publish(),
            ],
            memory_mb=REPORT_MEMORY_MB,
            timeout_seconds=REPORT_SECONDS,
            log_level=config.log_level,
            log_retention_days=config.log_retention_days,
            snap_start=False,  # nobody waits for its start
            dead_letter_arn=self.dead_letter.arn,
            network=self._args.network,
        )
        function = LambdaFunction("gap-report", args, self._opts)
        DailyRun(
            "gap-report-daily",
            DailyRunArgs(
                deployment=self._args.deployment,
                component=COMPONENT,
                function=function,
                description="Reports what was not answered yesterday",
                time=REPORT_TIME,
                time_zone=config.time_zone,
                dead_letter_arn=self.dead_letter.arn,
                key=self._args.key,
            ),
            self._opts,
        )
        return function


def create_operations(
    base: ContactCenterArgs,
    center: ContactCenter,
    assistant: Assistant,
    network: Network | None,
    opts: pulumi.ResourceOptions,
) -> Operations:
    """What runs beside this assistant, for this contact center."""
    args = OperationsArgs(
        deployment=base.deployment,
        config=base.config,
        assistant=assistant,
        recordings=center.storage.recordings,
        key=base.key,
        code=package.function_archive("operations", base.config.function_target),
        network=network,
    )
    return Operations("operations", args, opts)
