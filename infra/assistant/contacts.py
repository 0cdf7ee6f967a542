"""What was asked and answered in each contact, for the engineer who takes over."""

import pulumi

from ai.contract import (
    GAP_ATTRIBUTES,
    GAP_DAY,
    GAP_INDEX,
    RECORD_ATTRIBUTES,
    RECORD_DAY,
    RECORD_INDEX,
)
from infra.permissions import Permission
from infra.table import ProtectedArgs, TableArgs, TableIndex, protected_table


class Contacts(pulumi.ComponentResource):
    """One item for each turn, and one for how the contact ended.

    DynamoDB drops them when `expires_at` (seconds since 1970) is over.
    """

    name: pulumi.Output[str]
    arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: ProtectedArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:assistant:Contacts", name, None, opts)
        gaps = TableIndex(
            name=GAP_INDEX, hash_key=GAP_DAY, range_key="at", attributes=GAP_ATTRIBUTES
        )
        records = TableIndex(
            name=RECORD_INDEX, hash_key=RECORD_DAY, range_key="at", attributes=RECORD_ATTRIBUTES
        )
        table = protected_table(
            name,
            TableArgs(
                place=args.place,
                protect=args.protect,
                hash_key="contact_id",
                range_key="at",
                expires="expires_at",
                indexes=(gaps, records),
            ),
            parent=self,
        )
        self._key = args.place.key
        self.name = table.name
        self.arn = table.arn
        self.register_outputs({"name": self.name, "arn": self.arn})

    def read_gaps(self) -> list[Permission]:
        """Read the unanswered turns of a day and how its contacts ended, and nothing else."""
        indexes = [
            pulumi.Output.concat(self.arn, f"/index/{name}") for name in (GAP_INDEX, RECORD_INDEX)
        ]
        return [
            Permission(sid="ReadGaps", actions=("dynamodb:Query",), resources=indexes),
            self._key.read("OpenGaps", "dynamodb"),
        ]

    def keep_records(self) -> list[Permission]:
        """Write how contacts ended; nothing is read."""
        return [
            Permission(sid="KeepRecords", actions=("dynamodb:PutItem",), resources=(self.arn,)),
            self._key.read("OpenContacts", "dynamodb"),
        ]

    def keep_turns(self) -> list[Permission]:
        """Write a turn, and read those of the same contact."""
        return [
            Permission(
                sid="KeepTurns",
                actions=("dynamodb:PutItem", "dynamodb:Query"),
                resources=(self.arn,),
            ),
            self._key.read("OpenTurns", "dynamodb"),
        ]
