"""Call scenarios on Connect's own Testing and Simulation, without a telephone."""

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from flows.references import find, resolve
from local.native import compile_file
from local.state import ROOT
from tests.live.account import Account
from tests.live.test_connect import hours_id
from tests.live.test_flows import flow_id

SCENARIOS = ("agent-directly.yaml", "engineer-directly.yaml")
DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
ENDED = {"PASSED", "FAILED", "STOPPED"}


@contextmanager
def always_open(account: Account) -> Generator[str]:
    """Hours in which somebody is always there, for the test alone; gone afterwards."""
    connect, midnight = account.client("connect"), {"Hours": 0, "Minutes": 0}
    made = connect.create_hours_of_operation(
        InstanceId=account.instance,
        Name=f"live-{account.run}",
        TimeZone="Asia/Seoul",
        Config=[{"Day": day, "StartTime": midnight, "EndTime": midnight} for day in DAYS],
    )
    try:
        yield str(made["HoursOfOperationArn"])
    finally:
        connect.delete_hours_of_operation(
            InstanceId=account.instance, HoursOfOperationId=made["HoursOfOperationId"]
        )


def references(account: Account, always: str) -> Mapping[str, str]:
    """What the compiled test's symbolic names stand for in this stack."""
    arn = account.output("connect_instance_arn")
    [hours] = [
        *(each.inputs["name"] for each in account.declared.of("connect/HoursOfOperation")),
        *(
            json.loads(each.inputs["desiredState"])["Name"]
            for each in account.declared.of("cloudcontrol/Resource")
            if each.inputs["typeName"] == "AWS::Connect::HoursOfOperation"
        ),
    ]
    return {
        **{f"flow:{name}": value for name, value in account.output("flow_arns").items()},
        **{f"queue:{name}": value for name, value in account.output("queue_arns").items()},
        "hours:main": f"{arn}/operating-hours/{hours_id(account, hours)}",
        "hours:always_open": always,
        "lambda:answer": account.output("answer_function_alias_arn"),
        "lambda:customer": account.output("customer_function_alias_arn"),
    }


def request_of(account: Account, scenario: str, folder: Path, always: str) -> dict[str, Any]:
    """CreateTestCase's arguments for a scenario."""
    compiled = compile_file(ROOT / "samples" / "scenarios" / scenario, folder)
    assert not compiled.failures, compiled.failures
    [written] = [file for file in compiled.files if file.name.endswith(".request.json")]
    request: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
    known = references(account, always)
    content = json.loads(request["Content"])
    assert {str(each) for each in find(content)} <= set(known)
    resolved = resolve(request, known)
    entry: Any = resolved["EntryPoint"]
    entry["VoiceCallEntryPointParameters"]["FlowId"] = flow_id(account.output("main_flow_arn"))
    return {
        **resolved,
        "EntryPoint": entry,
        "Content": json.dumps(resolve(content, known), ensure_ascii=False),
        "Name": f"live-{account.run}-{Path(scenario).stem}"[:127],
        "InstanceId": account.instance,
    }


def play(account: Account, request: Mapping[str, Any]) -> None:
    """Connect plays the test case, which must pass; the case is deleted."""
    connect = account.client("connect")
    case = {
        "InstanceId": account.instance,
        "TestCaseId": connect.create_test_case(**request)["TestCaseId"],
    }
    try:
        execution = connect.start_test_case_execution(**case)["TestCaseExecutionId"]

        def ended() -> Any:
            told = connect.get_test_case_execution_summary(**case, TestCaseExecutionId=execution)
            return told if told["Status"] in ENDED else None

        told = account.until(ended, seconds=330, every=5, what="the test did not end")
        assert told["Status"] == "PASSED", told.get("ObservationSummary")
    finally:
        connect.delete_test_case(**case)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_connect_itself_plays_a_scenario(account: Account, scenario: str, tmp_path: Path) -> None:
    """Costs: one simulated call of under a minute; no price for it was found. Leaves: contact
    records; the test case and its hours are deleted.
    """
    with always_open(account) as always:
        play(account, request_of(account, scenario, tmp_path, always))
