"""The live tests, as pytest would find them, and what they say of themselves."""

import importlib
import inspect
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NOTES = re.compile(
    r"(?P<before>.*?)\s*Costs: (?P<costs>.*?)\.? "
    r"Leaves: (?P<leaves>.*?)(?:\. (?P<rest>.*))?\.?"
)
FOLDER = Path(__file__).parents[1] / "live"


@dataclass(frozen=True, kw_only=True)
class LiveTest:
    """A test of the folder `live`, once for each of its parameters."""

    name: str
    function: Callable[..., None]
    arguments: Mapping[str, Any]


def live_tests() -> Iterator[LiveTest]:
    """All of them, as pytest would call them."""
    for path in sorted(FOLDER.glob("test_*.py")):
        module = importlib.import_module(f"tests.live.{path.stem}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("test_") and function.__module__ == module.__name__:
                yield from _parametrized(f"{path.stem}::{name}", function)


def _parametrized(name: str, function: Any) -> Iterator[LiveTest]:
    marks = [each for each in getattr(function, "pytestmark", []) if each.name == "parametrize"]
    choices = [[(mark.args[0], value) for value in mark.args[1]] for mark in marks]
    for chosen in itertools.product(*choices):
        label = "".join(f"[{value}]" for _, value in chosen)
        yield LiveTest(name=f"{name}{label}", function=function, arguments=dict(chosen))


@dataclass(frozen=True, kw_only=True)
class Notes:
    """What a live test costs, leaves in the account, and needs. May be empty."""

    before: str
    costs: str
    leaves: str
    needs: str


def notes(test: LiveTest) -> Notes:
    """From its docstring; all empty when it has none of the usual form."""
    told = " ".join((inspect.getdoc(test.function) or "").split())
    match = _NOTES.fullmatch(told)
    if match is None:
        return Notes(before="", costs="", leaves="", needs="")
    rest = (match["rest"] or "").rstrip(".")
    return Notes(
        before=match["before"], costs=match["costs"], leaves=match["leaves"].rstrip("."), needs=rest
    )
