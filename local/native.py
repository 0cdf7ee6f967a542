"""Scenario files as native test cases, written to a folder."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.attributes import ContactAttribute
from flows.native_tests.compiling import NativeTest, compile_test
from flows.native_tests.scripted import NativeTestError, Script
from flows.simulator.errors import SimulatorError
from local.errors import BadInputError
from local.phone import ENTRY
from local.scenario import Scenario, read_scenario


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """What became of one scenario: files, or why there are none."""

    name: str
    files: tuple[Path, ...] = ()
    failures: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As in the JSON of `scenario --compile`."""
        return {
            "name": self.name,
            "passed": not self.failures,
            "failures": list(self.failures),
            "files": [str(file) for file in self.files],
            "left_out": list(self.left_out),
        }


def compile_file(path: Path, folder: Path) -> Compiled:
    """Writes `<scenario>.test.json` (the content) and `<scenario>.request.json` (CreateTestCase).

    Raises:
        BadInputError: the scenario can not be read, or the folder can not be written.
    """
    scenario = read_scenario(path)
    try:
        test = compile_test(_script(scenario))
    except (NativeTestError, SimulatorError) as failed:
        return Compiled(name=scenario.name, failures=(f"{path}: {failed}",))
    files = (
        _write(folder / f"{path.stem}.test.json", test.content),
        _write(folder / f"{path.stem}.request.json", test.request()),
    )
    return Compiled(name=scenario.name, files=files, left_out=_left_out(scenario, test))


def _script(scenario: Scenario) -> Script:
    expect = scenario.expect
    if scenario.agent_leaves_after is not None:
        raise NativeTestError(
            f"'{scenario.name}' needs an agent who hangs up (agent_leaves_after), which has no "
            "native equivalent: a test has no agents"
        )
    if scenario.flow != ENTRY or scenario.channel != "voice":
        raise NativeTestError(
            f"'{scenario.name}' is no call that a customer makes ({scenario.flow}, "
            f"{scenario.channel}), which has no native equivalent"
        )
    if scenario.full:
        raise NativeTestError(
            f"'{scenario.name}' needs full queues (full), which has no native equivalent: a test "
            "finds the queues as they are"
        )
    if ContactAttribute.CUSTOMER_VERIFIED.value in expect.attributes:
        raise NativeTestError(
            f"'{scenario.name}' is about a PIN ({ContactAttribute.CUSTOMER_VERIFIED.value}), which "
            "has no native equivalent: a test would hold it for everybody to read"
        )
    return Script(
        name=scenario.name,
        description=scenario.description,
        number=scenario.number,
        steps=scenario.actions,
        ended=expect.ended,
        queue=expect.queue,
        answers=expect.answers,
        heard=expect.heard,
        never_heard=expect.never_heard,
        attributes=expect.attributes,
    )


def _left_out(scenario: Scenario, test: NativeTest) -> tuple[str, ...]:
    cites = (f"cites: {name}" for name in scenario.expect.cites)
    within = scenario.expect.within
    return (*test.left_out, *cites, *((f"within: {within:g} s",) if within is not None else ()))


def _write(path: Path, value: Mapping[str, Any]) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(value, ensure_ascii=False, indent=2)
        path.write_text(f"{text}\n", encoding="utf-8")
    except OSError as failed:
        raise BadInputError(f"{path} can not be written: {failed.strerror or failed}") from failed
    return path
