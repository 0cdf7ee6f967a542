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
from infra.function import FunctionArgs, FunctionFamily, LambdaFunction
from infra.network import Network
from infra.operations import waited_for
from infra.operations.callbacks import Callbacks, CallbacksArgs
from infra.operations.contact_records import RecordKeeping, RecordKeepingArgs
from infra.operations.customers import Customers
from infra.operations.dead_letter import DeadLetter
from infra.operations.pin_tries import MEMORY_MB as VERIFYING_MEMORY_MB
from infra.operations.pin_tries import PinTries
from infra.place import Place
from infra.table import ProtectedArgs

COMPONENT: Final = "operations"

REPORT_TIME: Final = "08:30"
"""The product team reads it when work begins."""

REPORT_MEMORY_MB: Final = 512
REPORT_SECONDS: Final = 120


@dataclass(frozen=True, kw_only=True)
class OperationsArgs:
    """`family` is of all operations functions; what is kept of customers is in its place.

    `assistant` keeps what was asked, and Connect its records in `recordings`.
    """

    family: FunctionFamily
    config: StackConfig
    assistant: Assistant
    recordings: PrivateBucket


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
        self.args = args
        self._opts = pulumi.ResourceOptions(parent=self)
        place = args.family.place
        kept = ProtectedArgs(place=place, protect=args.config.protect)
        self.customers = Customers("customers", kept, self._opts)
        self.tries = PinTries("pin-tries", place, self._opts) if args.config.verifies else None
        self.customer = self._create_lookup(self.tries)
        self.callbacks = self._create_callbacks()
        self.invoked = {"customer": self.customer, "callback": self.callbacks.function}
        self.dead_letter = DeadLetter("operations-dead-letter", place, self._opts)
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

    def _create_lookup(self, tries: PinTries | None) -> LambdaFunction:
        args = FunctionArgs(
            family=self.args.family,
            description="Looks a caller up by their number",
            handler="ai.handlers.customer.handler",
            environment={
                "CUSTOMERS_TABLE": self.customers.name,
                **({"PIN_TRIES_TABLE": tries.name} if tries else {}),
            },
            permissions=[*self.customers.look_up(), *(tries.count() if tries else [])],
            memory_mb=VERIFYING_MEMORY_MB if tries else waited_for.MEMORY_MB,
            timeout_seconds=waited_for.timeout_seconds(VERIFY_SECONDS if tries else LOOKUP_SECONDS),
            snap_start=self.args.config.snap_start,
        )
        return LambdaFunction("customer", args, self._opts)

    def _create_callbacks(self) -> Callbacks:
        args = CallbacksArgs(family=self.args.family, config=self.args.config)
        return Callbacks("callbacks", args, self._opts)

    def _create_records(self) -> RecordKeeping:
        args = RecordKeepingArgs(
            family=self.args.family,
            config=self.args.config,
            recordings=self.args.recordings,
            contacts=self.args.assistant.contacts,
        )
        return RecordKeeping("contact-records", args, self._opts)

    def _create_report(self) -> LambdaFunction:
        family, assistant = self.args.family, self.args.assistant
        args = FunctionArgs(
            family=family,
            description="Reports to the product team what was not answered",
            handler="ai.handlers.gaps.handler",
            environment={
                "CONTACTS_TABLE": assistant.contacts.name,
                "INDEX_BUCKET": assistant.documents.index.name,
                "REPORT_TOPIC_ARN": assistant.reports.arn,
            },
            permissions=[
                *assistant.contacts.read_gaps(),
                *assistant.documents.write_gaps(),
                *assistant.reports.publish(),
            ],
            memory_mb=REPORT_MEMORY_MB,
            timeout_seconds=REPORT_SECONDS,
            snap_start=False,  # nobody waits for its start
            dead_letter_arn=self.dead_letter.arn,
        )
        function = LambdaFunction("gap-report", args, self._opts)
        DailyRun(
            "gap-report-daily",
            DailyRunArgs(
                place=family.place,
                function=function,
                description="Reports what was not answered yesterday",
                time=REPORT_TIME,
                time_zone=self.args.config.time_zone,
                dead_letter_arn=self.dead_letter.arn,
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
    family = FunctionFamily(
        place=Place(deployment=base.deployment, component=COMPONENT, key=base.key),
        code=package.function_archive("operations", base.config.function_target),
        log_level=base.config.log_level,
        log_retention_days=base.config.log_retention_days,
        network=network,
    )
    args = OperationsArgs(
        family=family,
        config=base.config,
        assistant=assistant,
        recordings=center.storage.recordings,
    )
    return Operations("operations", args, opts)
