"""Who calls: customers by telephone number."""

from typing import Final

import pulumi

from infra.permissions import Permission
from infra.table import ProtectedArgs, TableArgs, protected_table

KEY: Final = "phone"
"""In E.164, such as `+821012345678`."""


class Customers(pulumi.ComponentResource):
    """One item a number. Staff write it, functions only look up one number at a time."""

    name: pulumi.Output[str]
    arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: ProtectedArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:operations:Customers", name, None, opts)
        table = protected_table(
            name,
            TableArgs(
                place=args.place,
                protect=args.protect,
                hash_key=KEY,
            ),
            parent=self,
        )
        self._key = args.place.key
        self.name = table.name
        self.arn = table.arn
        self.register_outputs({"name": self.name, "arn": self.arn})

    def look_up(self) -> list[Permission]:
        """Read the customer of one number; nobody can read them all with it."""
        return [
            Permission(sid="LookUpCaller", actions=("dynamodb:GetItem",), resources=(self.arn,)),
            self._key.read("OpenCustomers", "dynamodb"),
        ]
