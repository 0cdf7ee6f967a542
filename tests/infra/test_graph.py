"""The graph of each stack as text, to be read in diffs.

After a wanted change: `REFRESH_GOLDEN=1 pytest tests/infra/test_graph.py`, and read the diff.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from tests.infra import engine
from tests.infra.engine import Recording, Registered, short
from tests.infra.policies import Statement, as_list, statements

FOLDER = Path(__file__).parent / "graph"
POLICIES = {"policy", "assumeRolePolicy"}
LEFT_OUT = {"code", "tags"}
"""An archive is no text; tags are the same everywhere, and held by a contract."""

LONGEST = 120
"""Characters of a value that is shown; what is longer is checked by tests of its own."""


def written(recording: Recording) -> str:
    """Every resource with its inputs, in an order that does not depend on the run."""
    names = {each.urn: each.name for each in recording.resources}
    blocks = sorted("\n".join(_block(each, names)) for each in recording.custom())
    return "\n\n".join([*blocks, *_exports(recording)]) + "\n"


def _block(resource: Registered, names: dict[str, str]) -> Iterator[str]:
    marks = [
        mark
        for mark, held in (("protected", resource.protect), ("retained", resource.retained))
        if held
    ]
    marked = f" [{', '.join(marks)}]" if marks else ""
    yield f"{short(resource.type)} {resource.name} in {names.get(resource.parent, '-')}{marked}"
    for key in sorted(resource.inputs):
        if key in LEFT_OUT:
            continue
        if key in resource.secrets:
            yield f"  {key}: (secret)"
        elif key in POLICIES:
            yield f"  {key}:"
            yield from (f"    {line}" for each in statements(resource, key) for line in _said(each))
        else:
            yield from _value(f"  {key}", resource.inputs[key])


def _said(statement: Statement) -> Iterator[str]:
    who = f" {json.dumps(statement['Principal'])}" if "Principal" in statement else ""
    yield f"{statement['Effect']} {statement.get('Sid', '')}{who}".rstrip()
    yield f"  {', '.join(as_list(statement['Action']))}"
    for resource in as_list(statement.get("Resource", [])):
        yield f"  on {resource}"
    for operator, keys in statement.get("Condition", {}).items():
        for key, value in sorted(keys.items()):
            yield f"  if {key} {operator} {value}"


def _value(key: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield f"{key}:"
        for inner, item in sorted(cast("dict[str, Any]", value).items()):
            yield from _value(f"    {inner}", item)
    elif isinstance(value, str):
        short_enough = len(value) <= LONGEST and "\n" not in value
        yield f"{key}: {value if short_enough else '(text)'}"
    else:
        said = json.dumps(value, sort_keys=True, ensure_ascii=False)  # wire order is by chance
        yield f"{key}: {said if len(said) <= LONGEST else '(long)'}"


def _exports(recording: Recording) -> Iterator[str]:
    yield "exports\n" + "\n".join(f"  {name}" for name in sorted(recording.exports))


@pytest.mark.parametrize("stack", ["dev", "staging", "prod", "local"])
def test_the_graph_is_the_one_that_was_read_last(graphs: dict[str, Recording], stack: str) -> None:
    text = written(graphs[stack])
    file = FOLDER / f"{stack}.txt"
    if os.environ.get("REFRESH_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text, (
        "the resources have changed: REFRESH_GOLDEN=1 pytest tests/infra/test_graph.py, "
        "and read the diff"
    )


def test_the_text_does_not_depend_on_the_run() -> None:
    first, second = (engine.run_main("dev") for _ in range(2))
    assert written(first) == written(second)


def test_no_secret_is_written_down(graphs: dict[str, Recording]) -> None:
    for recording in graphs.values():
        text = written(recording)
        for resource in recording.custom():
            for key in resource.secrets:
                assert str(resource.inputs[key]) not in text
