"""Who calls: customers by telephone number."""

from dataclasses import dataclass
from typing import Final

import pulumi

from infra.deployment import Deployment
from infra.key import DataKey
from infra.permissions import Permission
from infra.table import TableArgs, protected_table

KEY: Final = "phone"
"""In E.164, such as `+821012345678`."""


@dataclass(frozen=True, kw_only=True)
class CustomersArgs:
    """`protect` refuses deletion, in Pulumi and in DynamoDB."""

    deployment: Deployment
    component: str
    key: DataKey
    protect: bool


class Customers(pulumi.ComponentResource):
    """One item a number. Staff write it, functions only look up one number at a time."""

    name: pulumi.Output[str]
    arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: CustomersArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:operations:Customers", name, None, opts)
        table = protected_table(
            name,
            TableArgs(
                deployment=args.deployment,
                component=args.component,
                key=args.key,
                protect=args.protect,
                hash_key=KEY,
            ),
            parent=self,
        )
        self._key = args.key
        self.name = table.name
        self.arn = table.arn
        self.register_outputs({"name": self.name, "arn": self.arn})

    def look_up(self) -> list[Permission]:
        """Read the customer of one number; nobody can read them all with it."""
        return [
            Permission(sid="LookUpCaller", actions=("dynamodb:GetItem",), resources=(self.arn,)),
            self._key.read("OpenCustomers", "dynamodb"),
        ]
