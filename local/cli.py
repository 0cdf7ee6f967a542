"""The `callcenter` command."""

import logging
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Final

import typer

from local.console import failure
from local.errors import BadInputError, CommandError, place_of

app = typer.Typer(
    help="Saltware 고객센터를 이 컴퓨터에서: 걸고, 묻고, 확인합니다.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "up": ("cloud", "up"),
    "down": ("cloud", "down"),
    "status": ("cloud", "status"),
    "reset": ("cloud", "reset"),
    "call": ("call", "call"),
    "scenario": ("call", "scenario"),
    "phone": ("phone", "phone"),
    "ask": ("ask", "ask"),
    "eval": ("evaluate", "evaluate"),
    "calibrate": ("calibrate", "calibrate"),
    "cost": ("cost", "cost"),
    "docs": ("docs", "app"),
    "customers": ("customers", "app"),
    "callbacks": ("callbacks", "app"),
    "index": ("snapshots", "app"),
    "flows": ("flows", "app"),
}
"""Commands and groups in the order of the help: module of `local.commands`, and name in it."""


def add_commands() -> None:
    """Adds every command; one that can not be imported says so when it is used, and only then.

    Some import the flows, and a flow is a file that people edit: a slip in it must neither end in
    a traceback nor take the commands with it that do without flows.
    """
    for name, (module, attribute) in _COMMANDS.items():
        try:
            found = getattr(import_module(f"local.commands.{module}"), attribute)
        except Exception as error:  # noqa: BLE001  whatever a file in the making raises
            _add_broken(name, error)
            continue
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)


def _add_broken(name: str, error: Exception) -> None:
    what = error.msg if isinstance(error, SyntaxError) else f"{type(error).__name__}: {error}"
    told = f"`callcenter {name}` can not be used: {what}{place_of(error)}"

    def refuse(_context: typer.Context) -> None:
        raise BadInputError(told)

    taking_all = {"allow_extra_args": True, "ignore_unknown_options": True}
    app.command(name, context_settings=taking_all, help=told)(refuse)


add_commands()


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
