import json
import runpy
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, NoReturn

import pytest
import typer

from local import cli
from local.cli import run
from local.errors import BadInputError, CommandError, OutsideError
from local.state import ROOT

Captured = pytest.CaptureFixture[str]
BAD = [
    (["nope"], "No such command 'nope'."),
    (["call", "--nope"], "No such option: --nope"),
    (["call", "--agents", "many"], "'--agents': Input should be a valid integer"),
    (["call", "--agents", "-1"], "'--agents': Input should be greater than or equal to 0"),
    (["ask"], "Missing argument 'question'."),
    (["docs", "nope"], "No such command 'nope'."),
    (["up", "--port", "0"], "'--port': Input should be greater than or equal to 1"),
    (["up", "--documents", "/does/not/exist"], "does not exist"),
    (["status", "--lang", "fr"], "'fr' is not one of 'ko', 'en'"),
]


def raising(error: BaseException) -> Callable[..., NoReturn]:
    def command() -> NoReturn:
        raise error

    return command


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], list[str]]:
    """A command that raises; gives its arguments."""

    def install(error: BaseException) -> list[str]:
        app = typer.Typer(pretty_exceptions_enable=False)
        app.callback()(lambda: None)
        app.command("tried")(raising(error))
        monkeypatch.setattr(cli, "app", app)
        return ["tried"]

    return install


@pytest.mark.parametrize(("arguments", "told"), BAD)
def test_bad_usage_is_one_sentence_and_exit_code_2(
    capsys: Captured, arguments: list[str], told: str
) -> None:
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert told in said.err
    assert said.err.count("\n") == 1


def test_bad_usage_is_an_object_in_json_mode(capsys: Captured) -> None:
    assert run(["call", "--nope", "--json"]) == 2
    assert json.loads(capsys.readouterr().out) == {"error": "No such option: --nope"}


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CommandError("a gate failed"), 1),
        (BadInputError("no such file"), 2),
        (OutsideError("the emulator did not start"), 3),
    ],
)
def test_each_error_has_its_exit_code_and_says_one_sentence(
    capsys: Captured,
    command: Callable[[BaseException], list[str]],
    error: CommandError,
    code: int,
) -> None:
    assert run(command(error)) == code
    assert capsys.readouterr() == ("", f"{error}\n")


def test_an_error_is_an_object_in_json_mode(capsys: Captured) -> None:
    assert run(["call", "--from", "010", "--json"]) == 2
    said = json.loads(capsys.readouterr().out)
    assert list(said) == ["error"]
    assert said["error"].startswith("'010' is no telephone number")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), typer.Abort()])
def test_an_interrupted_command_says_nothing(
    capsys: Captured, command: Callable[[BaseException], list[str]], error: BaseException
) -> None:
    assert run(command(error)) == 130
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("code", [0, 1, 3])
def test_a_command_chooses_its_exit_code(
    command: Callable[[BaseException], list[str]], code: int
) -> None:
    assert run(command(typer.Exit(code))) == code


def test_a_fault_of_the_program_is_not_hidden(
    command: Callable[[BaseException], list[str]],
) -> None:
    with pytest.raises(ZeroDivisionError):
        run(command(ZeroDivisionError()))


def test_help_is_no_error(capsys: Captured) -> None:
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    for name in ("up", "down", "status", "reset", "call", "scenario", "ask", "docs"):
        assert name in said


@pytest.fixture
def broken_flow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands as they are with a slip in line 20 of a flow."""

    def imported(name: str) -> Any:
        if name in {"local.commands.call", "local.commands.flows"}:
            where = (str(ROOT / "flows" / "main.py"), 20, 12, "def broken(:")
            raise SyntaxError("invalid syntax", where)
        return import_module(name)

    monkeypatch.setattr(cli, "app", typer.Typer(pretty_exceptions_enable=False))
    monkeypatch.setattr(cli, "import_module", imported)
    cli.add_commands()


@pytest.mark.usefixtures("broken_flow")
@pytest.mark.parametrize(
    "arguments", [["call", "--say", "1"], ["scenario", "a.yaml"], ["flows", "check"], ["flows"]]
)
def test_a_slip_in_a_flow_is_one_sentence_with_its_place(
    capsys: Captured, arguments: list[str]
) -> None:
    assert run([*arguments, "--json"]) == 2
    said = capsys.readouterr()
    told = f"`callcenter {arguments[0]}` can not be used: invalid syntax at flows/main.py:20"
    assert said.err == f"{told}\n"
    assert json.loads(said.out) == {"error": told}


@pytest.mark.usefixtures("broken_flow")
def test_commands_that_do_without_flows_still_work(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["calibrate", "/does/not/exist.jsonl", "--docs", "."]) == 2
    assert "exist.jsonl can not be read" in capsys.readouterr().err
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["--help"]) == 0
    help_text = capsys.readouterr().out
    assert "flows/main.py:20" in help_text
    assert "Documents that answers come from." in help_text


@pytest.mark.parametrize("module", ["local", "local.cli"])
def test_the_module_runs_as_the_command(
    module: str, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(sys, "argv", ["callcenter", "nope"])
    if module == "local.cli":
        with pytest.raises(SystemExit) as ended:
            cli.main()
    else:
        with pytest.raises(SystemExit) as ended:
            runpy.run_module(module, run_name="__main__")
    code: Any = ended.value.code
    assert code == 2
    assert "No such command" in capsys.readouterr().err
