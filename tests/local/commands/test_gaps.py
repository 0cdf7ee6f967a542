import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from local import state
from local.errors import OutsideError
from local.gaps import gaps_of
from tests.ai.fakes.s3 import client_error
from tests.local.commands.conftest import Run
from tests.local.states import STATE

DAY = date(2026, 11, 21)
WHOLE: dict[str, Any] = {
    "day": "2026-11-21",
    "turns": 1,
    "groups": [
        {
            "question": "요금이 얼마예요",
            "reasons": {"no_documents": 1},
            "nearest": "price-list.csv",
        }
    ],
}
STATE_WITH_REPORT = replace(STATE, outputs={**STATE.outputs, "gap_report_function": "gap-report"})


class Cloud:
    """Lambda and S3 of the emulator, as far as the report needs them."""

    def __init__(self) -> None:
        self.invoked: list[Any] = []
        self.error: dict[str, str] = {}
        self.refuses = False

    def __call__(self, _service: str) -> "Cloud":
        return self

    def invoke(self, *, FunctionName: str, Qualifier: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803
        assert Qualifier == "live"
        if self.refuses:
            raise client_error("AccessDenied")
        self.invoked.append((FunctionName, json.loads(Payload)))
        return {"Payload": io.BytesIO(b'{"errorMessage": "no"}'), **self.error}

    def get_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:  # noqa: N803
        assert (Bucket, Key) == ("index", "gaps/2026-11-21.json")
        return {"Body": io.BytesIO(json.dumps(WHOLE).encode())}


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Cloud:
    made = Cloud()

    def clients(_endpoint: str) -> Cloud:
        return made

    monkeypatch.setattr(state, "Clients", clients)
    return made


def test_the_function_makes_the_report_of_the_day(cloud: Cloud) -> None:
    assert gaps_of(STATE_WITH_REPORT, DAY) == WHOLE
    assert cloud.invoked == [("gap-report", {"day": "2026-11-21"})]


def test_a_function_that_fails_is_told(cloud: Cloud) -> None:
    cloud.error = {"FunctionError": "Unhandled"}
    with pytest.raises(OutsideError, match="the gap report failed"):
        gaps_of(STATE_WITH_REPORT, DAY)


def test_a_cloud_that_refuses_is_told(cloud: Cloud) -> None:
    cloud.refuses = True
    with pytest.raises(OutsideError, match="can not be made"):
        gaps_of(STATE_WITH_REPORT, DAY)


@pytest.mark.usefixtures("cloud_runs")
def test_the_command_shows_questions_reasons_and_documents(
    command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(_state: object, day: date) -> dict[str, Any]:
        assert day == DAY
        return WHOLE

    monkeypatch.setattr("local.commands.docs.gaps_of", told)
    assert json.loads(command("docs", "gaps", "--day", "2026-11-21", "--json").out) == WHOLE
    shown = command("docs", "gaps", "--day", "2026-11-21").out
    assert "1. 요금이 얼마예요 (no_documents 1) [price-list.csv]" in shown


@pytest.mark.usefixtures("no_cloud")
def test_a_day_that_is_none_needs_no_cloud_to_be_refused(command: Run) -> None:
    assert command("docs", "gaps", "--day", "yesterday").code == 2
