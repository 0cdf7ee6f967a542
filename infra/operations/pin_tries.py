"""How often numbers were tried with a wrong PIN, where a stack verifies callers."""

from dataclasses import dataclass
from typing import Final

import pulumi

from infra.deployment import Deployment
from infra.key import DataKey
from infra.permissions import Permission
from infra.table import TableArgs, protected_table

KEY: Final = "phone"
"""In E.164, such as `+821012345678`."""

MEMORY_MB: Final = 1_024
"""Of the function that checks PINs: the hash takes 16 MiB and 0.3 s of a whole processor, and with
this memory comes more than half of one (1,769 MB are one: Lambda developer guide, memory)."""


@dataclass(frozen=True, kw_only=True)
class PinTriesArgs:
    """`protect` refuses deletion, in Pulumi and in DynamoDB."""

    deployment: Deployment
    component: str
    key: DataKey
    protect: bool


class PinTries(pulumi.ComponentResource):
    """One item a number, a day long. Apart from customers, so that no function may write those."""

    name: pulumi.Output[str]

    def __init__(
        self, name: str, args: PinTriesArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:operations:PinTries", name, None, opts)
        table = protected_table(
            name,
            TableArgs(
                deployment=args.deployment,
                component=args.component,
                key=args.key,
                protect=args.protect,
                hash_key=KEY,
                expires="expires_at",
            ),
            parent=self,
        )
        self.name = table.name
        self._arn = table.arn
        self.register_outputs({"name": self.name})

    def count(self) -> list[Permission]:
        """Change the count of one number, and read none. Opening customers opens these too."""
        return [
            Permission(sid="CountTries", actions=("dynamodb:UpdateItem",), resources=(self._arn,))
        ]
