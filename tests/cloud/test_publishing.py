"""The gate, the rollback and the nightly run, as the product team and an operator meet them."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cloud.callcenter import CallCenter

QUESTION = "환불은 며칠 안에 되나요"
GOLDEN = [
    {"id": "1", "question": "환불은 며칠 안에 처리되나요", "documents": ["refund.md"]},
    {"id": "2", "question": "데이터센터 견학은 몇 명까지 되나요", "documents": ["visit.md"]},
    {"id": "3", "question": "아직 없는 문서 질문", "documents": ["later.md"]},
]
REFUND = "# 환불 안내\n\n환불은 신청한 날부터 7일 안에 처리됩니다.\n"
VISIT = "# 견학 안내\n\n데이터센터 견학은 한 번에 17명까지 신청할 수 있습니다.\n"
OTHERS = {
    f"other{number}.md": f"# 안내 {number}\n\n{text}\n"
    for number, text in enumerate(
        (
            "환불 문의는 고객센터로 해 주세요.",
            "환불 신청서는 콘솔에서 내려받습니다.",
            "환불 담당자는 평일에 근무합니다.",
            "환불 규정은 매년 고칩니다.",
        )
    )
}


@pytest.fixture
def shop(empty_center: CallCenter, tmp_path: Path) -> CallCenter:
    """Documents with golden questions, published."""
    folder = tmp_path / "shop"
    folder.mkdir()
    for name, text in {"refund.md": REFUND, "visit.md": VISIT, **OTHERS}.items():
        (folder / name).write_text(text, encoding="utf-8")
    lines = [json.dumps(question, ensure_ascii=False) for question in GOLDEN]
    (folder / "golden.jsonl").write_text("\n".join(lines), encoding="utf-8")
    put = empty_center.run("docs", "put", str(folder), "--json")
    assert put.code == 0, put.err
    assert put.json["gate"]["passed"] is True
    return empty_center


def _put(center: CallCenter, folder: Path, name: str, text: str) -> tuple[int, dict[str, Any]]:
    (folder / name).write_text(text, encoding="utf-8")
    done = center.run("docs", "put", str(folder / name), "--json")
    return done.code, done.json


def _wait_for_report(center: CallCenter, seconds: float) -> dict[str, Any]:
    s3, bucket = center.clients("s3"), center.state.outputs["index_bucket"]
    give_up = time.monotonic() + seconds
    while True:
        try:
            found: dict[str, Any] = json.loads(
                s3.get_object(Bucket=bucket, Key="report.json")["Body"].read()
            )
        except ClientError:
            assert time.monotonic() < give_up, "the schedule did not run"
            time.sleep(0.5)
        else:
            return found


def test_a_worse_index_is_refused_rolled_back_to_and_run_at_night(
    shop: CallCenter, tmp_path: Path
) -> None:
    # One deployment for three stories: each takes half a minute to set up.
    code, told = _put(shop, tmp_path, "refund.md", "# 공지\n\n오늘 점심은 비빔밥입니다.\n")
    assert code == 1
    assert told["gate"]["passed"] is False
    assert [question["id"] for question in told["gate"]["worse"]] == ["1"]
    assert [question["id"] for question in told["gate"]["stale"]] == ["3"]
    states = {each["name"]: (each["status"], each["reason"]) for each in told["documents"]}
    assert states["refund.md"] == ("pending", "gate_refused")
    assert "7일" in shop.ask(QUESTION)["text"]
    assert "통과하지 못해" in shop.run("docs", "report").out

    code, told = _put(shop, tmp_path, "refund.md", REFUND.replace("7일", "3일"))
    assert code == 0
    assert told["candidate"] is None
    assert "3일" in shop.ask(QUESTION)["text"]

    rolled = shop.run("index", "rollback", "--json").json
    assert rolled["held"]
    time.sleep(2.5)  # the answer function looks at the pointer every two seconds
    assert "7일" in shop.ask(QUESTION)["text"]
    code, told = _put(shop, tmp_path, "new.md", "# 새 글\n\n새 글입니다.\n")
    assert (code, told["candidate"]["outcome"]) == (1, "held")
    assert "7일" in shop.ask(QUESTION)["text"]
    released = shop.run("index", "rollback", "--release", "--json").json
    assert released["held"] is None
    listed = shop.run("index", "ls", "--json").json["snapshots"]
    assert listed[0]["current"]
    assert listed[0]["documents"] == 7
    time.sleep(2.5)
    assert "3일" in shop.ask(QUESTION)["text"]

    _runs_at_night(shop)


def _runs_at_night(center: CallCenter) -> None:
    """The deployed schedule's own target, started by a schedule a few seconds from now."""
    scheduler = center.clients("scheduler")
    schedules = scheduler.list_schedules()["Schedules"]
    [nightly] = [each for each in schedules if "nightly" in each["Name"]]
    deployed = scheduler.get_schedule(Name=nightly["Name"])
    assert deployed["ScheduleExpressionTimezone"] == "Asia/Seoul"
    before = _wait_for_report(center, 1)
    center.clients("s3").delete_object(
        Bucket=center.state.outputs["index_bucket"], Key="report.json"
    )
    soon = datetime.now(UTC) + timedelta(seconds=3)
    scheduler.create_schedule(
        Name="now",
        ScheduleExpression=f"at({soon:%Y-%m-%dT%H:%M:%S})",
        FlexibleTimeWindow={"Mode": "OFF"},
        Target=deployed["Target"],
    )
    assert _wait_for_report(center, 90)["snapshot"] == before["snapshot"]
