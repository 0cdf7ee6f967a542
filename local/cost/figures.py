"""The sums that docs/cost.md and the READMEs tell, from the stacks' own programs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from local.cost.bill import Bill, bill
from local.cost.prices import price_table
from local.cost.program import resources_of
from local.cost.use import Declared
from local.cost.volume import Volume

STACKS: Final = ("dev", "staging", "prod")
CALLS: Final = (0, 200, 1_200)

NUMBER: Final = "existing:11111111-2222-3333-4444-555555555555"
SETTINGS: Final[Sequence[tuple[str, Mapping[str, str]]]] = (
    ("`phoneNumber: existing:…`", {"phoneNumber": NUMBER}),
    ("the same, and `callbackReminder: sms`", {"phoneNumber": NUMBER, "callbackReminder": "sms"}),
    ("`callerVerification: pin`", {"callerVerification": "pin"}),
    ("`guardrail: <id>:<version>`", {"guardrail": "abcdefgh1234:1"}),
    ("`index: s3-vectors`", {"index": "s3-vectors"}),
    ("`recordingDays: 3650`", {"recordingDays": "3650"}),
    ("`contactRetentionDays: 3650`", {"contactRetentionDays": "3650"}),
    ("`logRetentionDays: 3653`", {"logRetentionDays": "3653"}),
    ("`vpc: true`", {"vpc": "true"}),
    ("`answerMemoryMb: 3538`", {"answerMemoryMb": "3538"}),
    ("`watch: essential`", {"watch": "essential"}),
    ("`snapStart: false`", {"snapStart": "false"}),
)  # fmt: skip
"""Keys that change the bill, each with what it is tried with on prod."""

Program = Callable[[str, Mapping[str, str]], Sequence[Declared]]


@dataclass(frozen=True, kw_only=True)
class Sums:
    """The resources that the page tells of: by stack, and of prod by setting."""

    stacks: Mapping[str, Sequence[Declared]]
    settings: Mapping[str, Sequence[Declared]]


def monthly(
    resources: Sequence[Declared], calls: int, *, plan: str = "customer", chats: int = 0
) -> Bill:
    """Of calls as `callcenter cost` assumes them where nobody says otherwise."""
    table = price_table()
    asked = Volume(
        calls=calls,
        minutes=3.0,
        escalation=0.3,
        plan=plan,
        assumed=table.assumptions,
        chats=chats,
    )
    return bill(resources, asked, table)


def sums(program: Program = resources_of) -> Sums:
    """Evaluates the program of every stack, and prod's once for each setting."""
    return Sums(
        stacks={stack: program(stack, {}) for stack in STACKS},
        settings={told: program("prod", changed) for told, changed in SETTINGS},
    )
