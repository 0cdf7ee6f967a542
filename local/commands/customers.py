"""customers put, ls, rm: who is greeted by name."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from botocore.exceptions import BotoCoreError, ClientError
from rich.markup import escape
from rich.table import Table

from ai.operations.customer_table import CustomerTable
from ai.operations.customers import Customer
from ai.operations.phone_numbers import normalised
from local.aws_stack import read_aws_stack
from local.commands.cloud import ensure_running
from local.commands.options import AsJson, InLanguage, LanguageChoice
from local.commands.reach import OfStack
from local.console import Output
from local.customers import read_customers, table_of, table_on_aws
from local.emulator import REGION
from local.errors import BadInputError, OutsideError

app = typer.Typer(help="Customers who are greeted by name.", no_args_is_help=True)

OfTable = Annotated[
    str | None,
    typer.Option(
        "--table",
        help="A table on AWS by its name, such as a restored one, with your own credentials.",
    ),
]
InRegion = Annotated[str, typer.Option("--region", help="Of --table.")]


@app.command("put")
def put(
    file: Annotated[
        Path, typer.Argument(help="CSV: phone,name and optionally tier,language,company,pin.")
    ],
    *,
    stack: OfStack = None,
    table: OfTable = None,
    region: InRegion = REGION,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Add the customers of a file; a number that is there already gets its new line.

    Nothing is written when any line is wrong. Of a PIN only a hash is stored; an empty one leaves
    what there is, `-` takes it away.
    """
    output = Output(as_json=as_json, language=language.value)
    customers = read_customers(file)
    with _reached(output, stack, table, region) as reached:
        reached.put(customers)
    output.result({"put": len(customers)})
    output.say(
        f"고객 {len(customers)}명을 저장했습니다.", f"{len(customers)} customers are stored."
    )


@app.command("ls")
def list_customers(
    *,
    stack: OfStack = None,
    table: OfTable = None,
    region: InRegion = REGION,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """List the customers, by number."""
    output = Output(as_json=as_json, language=language.value)
    with _reached(output, stack, table, region) as reached:
        customers = sorted(reached.all(), key=lambda customer: customer.phone)
    output.result({"customers": [_json(customer) for customer in customers]})
    if output.as_json:
        return
    shown = Table()
    for column in ("전화번호", "이름", "등급", "언어", "회사", "비밀번호"):
        shown.add_column(column)
    for customer in customers:
        told = {**_json(customer), "has_pin": "있음" if customer.pin else ""}
        shown.add_row(*(escape(str(value)) for value in told.values()))
    output.console.print(shown)


@app.command("rm")
def remove(
    number: Annotated[str, typer.Argument(help="A telephone number, in any form.")],
    *,
    stack: OfStack = None,
    table: OfTable = None,
    region: InRegion = REGION,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Forget a customer."""
    output = Output(as_json=as_json, language=language.value)
    phone = normalised(number)
    if phone is None:
        raise BadInputError(f"{number!r} is no telephone number")
    with _reached(output, stack, table, region) as reached:
        if not reached.remove(phone):
            raise BadInputError(f"there is no customer with the number {phone}")
    output.result({"removed": phone})
    output.say(f"{phone} 고객을 지웠습니다.", f"{phone} is removed.")


@contextmanager
def _reached(
    output: Output, stack: str | None, name: str | None, region: str
) -> Generator[CustomerTable]:
    """The table that was asked for; what AWS says against it is told in one sentence."""
    if stack is not None and name is not None:
        raise BadInputError("--stack and --table exclude each other")
    if stack is not None:
        table = table_of(read_aws_stack(stack))
    else:
        table = table_of(ensure_running(output)) if name is None else table_on_aws(name, region)
    try:
        yield table
    except (BotoCoreError, ClientError) as error:
        raise OutsideError(f"the customers table can not be used: {error}") from error


def _json(customer: Customer) -> dict[str, Any]:
    """Whether there is a PIN, and nothing that is kept of it.

    No name of a column that `put` reads: what is listed can be put into another table.
    """
    told = {**asdict(customer), "tier": customer.tier.value, "has_pin": bool(customer.pin)}
    del told["pin"]
    return told
