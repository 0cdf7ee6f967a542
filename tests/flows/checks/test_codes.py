"""The table of codes, its page, and that each code is said and nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import flows
from flows.checks.codes import CODES
from flows.checks.page import FILE, render

FOLDER: Final = Path(flows.__file__).parent
REPORTERS: Final = {"error", "warning", "report"}


def said() -> Iterator[tuple[str, str]]:
    """Every code in the source, with how it is reported."""
    for file in (FOLDER / "validate.py", *(FOLDER / "checks").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in REPORTERS
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value), node.func.id


SAID: Final = sorted(set(said()))


@pytest.mark.parametrize("code", sorted({code for code, _ in SAID}))
def test_what_is_said_is_in_the_table(code: str) -> None:
    assert code in CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_what_is_in_the_table_is_said_as_gravely_as_it_says(code: str) -> None:
    ways = {way for said_code, way in SAID if said_code == code}
    if "report" in ways:
        ways = {"error", "warning"}

    assert ways == set(CODES[code].severity.split(", "))


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_each_code_has_a_meaning_and_a_cure(code: object) -> None:
    assert all(str(text).endswith(".") for text in (vars(code)["meaning"], vars(code)["cure"]))


def test_the_page_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == render(), "run: python -m flows.checks.page"
