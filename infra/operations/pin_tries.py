"""How often numbers were tried with a wrong PIN, where a stack verifies callers."""

from typing import Final

import pulumi

from infra.permissions import Permission
from infra.place import Place
from infra.table import TableArgs, protected_table

KEY: Final = "phone"
"""In E.164, such as `+821012345678`."""

MEMORY_MB: Final = 1_024
"""Of the function that checks PINs: the hash takes 16 MiB and 0.3 s of a whole processor, and with
this memory comes more than half of one (1,769 MB are one: Lambda developer guide, memory)."""


class PinTries(pulumi.ComponentResource):
    """One item a number, a day long. Apart from customers, so that no function may write those.

    Never protected, kept or restored, not even in production: nothing in it is worth more than a
    day, and a protected table would stop whoever switches `callerVerification` off.
    """

    name: pulumi.Output[str]

    def __init__(self, name: str, place: Place, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("contact-center:operations:PinTries", name, None, opts)
        table = protected_table(
            name,
            TableArgs(
                place=place,
                protect=False,
                hash_key=KEY,
                expires="expires_at",
                restorable=False,
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
