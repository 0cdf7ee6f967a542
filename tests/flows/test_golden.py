"""Each flow as it is deployed, kept as a file, so that a change shows as a difference to review."""

import json
import os
from pathlib import Path

import pytest

from flows.catalog import FLOWS
from flows.json_values import JsonObject
from tests.flows.verifying import CHANGED, VERIFYING

FOLDER = Path(__file__).with_name("golden")
VERIFYING_FOLDER = FOLDER / "verifying"
REFRESH = "REFRESH_GOLDEN=1 pytest tests/flows/test_golden.py"


def written(content: JsonObject) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("name", sorted(FLOWS))
def test_a_flow_is_as_it_was_reviewed(name: str) -> None:
    file = FOLDER / f"{name}.json"
    if os.environ.get("REFRESH_GOLDEN"):
        file.write_text(written(FLOWS[name].content), encoding="utf-8")

    assert file.read_text(encoding="utf-8") == written(FLOWS[name].content), (
        f"flow '{name}' changed; if that is meant, run: {REFRESH}"
    )


@pytest.mark.parametrize("name", CHANGED)
def test_a_flow_that_verifies_is_as_it_was_reviewed(name: str) -> None:
    file = VERIFYING_FOLDER / f"{name}.json"
    if os.environ.get("REFRESH_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(written(VERIFYING[name].content), encoding="utf-8")

    assert file.read_text(encoding="utf-8") == written(VERIFYING[name].content), (
        f"flow '{name}' of a stack that verifies changed; if that is meant, run: {REFRESH}"
    )


def test_every_golden_file_is_a_flow() -> None:
    assert sorted(file.stem for file in FOLDER.glob("*.json")) == sorted(FLOWS)
    assert sorted(file.stem for file in VERIFYING_FOLDER.glob("*.json")) == sorted(CHANGED)
