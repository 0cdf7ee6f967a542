"""The `callcenter` command."""

import logging
import sys

import typer

from local.commands import (
    ask,
    calibrate,
    call,
    callbacks,
    cloud,
    cost,
    customers,
    docs,
    evaluate,
    flows,
    phone,
    snapshots,
)
from local.console import failure
from local.errors import CommandError

app = typer.Typer(
    help="Saltware 고객센터를 이 컴퓨터에서: 걸고, 묻고, 확인합니다.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(cloud.up)
app.command()(cloud.down)
app.command()(cloud.status)
app.command()(cloud.reset)
app.command()(call.call)
app.command()(call.scenario)
app.command()(phone.phone)
app.command()(ask.ask)
app.command("eval")(evaluate.evaluate)
app.command()(calibrate.calibrate)
app.command()(cost.cost)
app.add_typer(docs.app, name="docs")
app.add_typer(customers.app, name="customers")
app.add_typer(callbacks.app, name="callbacks")
app.add_typer(snapshots.app, name="index")
app.add_typer(flows.app, name="flows")


def main() -> None:
    """Runs a command. Exit codes: 0 done, 1 did not hold, 2 bad input, 3 something outside."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs a command and returns its exit code; errors become one sentence."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    as_json = "--json" in arguments
    try:
        code = typer.main.get_command(app).main(
            args=arguments, prog_name="callcenter", standalone_mode=False
        )
    except typer.TyperException as error:
        failure(error.format_message().replace("\n", " "), as_json=as_json)
        return 2
    except CommandError as error:
        failure(str(error), as_json=as_json)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return 130
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    main()
