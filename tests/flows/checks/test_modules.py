from typing import Any

import pytest

from flows.validate import find_problems
from tests.flows.actions import action

SETTINGS: dict[str, Any] = {"InputParameters": [], "OutputParameters": [], "Transitions": []}


def module(**more: Any) -> dict[str, Any]:
    return {
        "Version": "2019-10-30",
        "StartAction": "end",
        "Actions": [action("end", "EndFlowModuleExecution")],
        **more,
    }


@pytest.mark.parametrize("flow_type", [None, "MODULE"])
def test_a_module_with_settings_is_sound(flow_type: str | None) -> None:
    assert find_problems(module(Settings=SETTINGS), type=flow_type) == []


@pytest.mark.parametrize(
    ("more", "flow_type", "expected"),
    [
        ({}, "MODULE", ["warning module-settings"]),
        ({}, None, ["warning module-settings"]),
        ({"Settings": []}, "MODULE", ["error module-settings"]),
        ({"Settings": "{}"}, "MODULE", ["error module-settings"]),
        ({"Settings": {**SETTINGS, "Transitions": {}}}, "MODULE", ["error module-settings"]),
        (
            {"Settings": SETTINGS},
            "CONTACT_FLOW",
            ["error not-in-flow-type", "warning module-settings"],
        ),
    ],
)
def test_settings_belong_to_modules(
    more: dict[str, Any], flow_type: str | None, expected: list[str]
) -> None:
    found = [f"{p.severity} {p.code}" for p in find_problems(module(**more), type=flow_type)]

    assert found == expected


def test_what_a_module_returns_is_a_known_parameter() -> None:
    ends = action("end", "EndFlowModuleExecution", Result="branch_1", ResultData={"n": 7})

    assert find_problems(module(Settings=SETTINGS, Actions=[ends])) == []
