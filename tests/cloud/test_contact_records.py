"""From the end of a call to its item and numbers: stream, bucket, queue, function."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import boto3.dynamodb.types as dynamodb_types
import pytest

from ai.contract import RECORD_AT
from tests.cloud.callcenter import CallCenter

SECONDS = 60.0
NUMBER = "+821098765432"

T = TypeVar("T")

MARKED = f"""
name: 만족도
from: "{NUMBER}"
agents: 1
agent_leaves_after: 90
caller: [{{press: "0"}}, {{press: "4"}}]
expect: {{ended: disconnected, queue: agent}}
"""

ABANDONED = f"""
name: 기다리다 끊음
from: "{NUMBER}"
agents: 0
caller: [{{press: "2"}}, {{stay: 70}}, {{hang_up: true}}]
expect: {{ended: disconnected}}
"""


def wait_for(found: Callable[[], T | None], what: str) -> T:
    give_up = time.monotonic() + SECONDS
    while time.monotonic() < give_up:
        if (value := found()) is not None:
            return value
        time.sleep(0.3)
    pytest.fail(f"{what} did not come within {SECONDS:.0f} s")


def played(center: CallCenter, folder: Path, scenario: str) -> dict[str, Any]:
    file = folder / "scenario.yaml"
    file.write_text(scenario, encoding="utf-8")
    done = center.run("call", "--scenario", str(file), "--json")
    assert done.code == 0, done.err[-800:]
    return done.json


def item_of(center: CallCenter, contact_id: str) -> dict[str, Any]:
    """The contact's item, as soon as it is there."""

    def look() -> dict[str, Any] | None:
        found = center.clients("dynamodb").get_item(
            TableName=center.state.outputs["contacts_table"],
            Key={"contact_id": {"S": contact_id}, "at": {"S": RECORD_AT}},
        )
        reader = dynamodb_types.TypeDeserializer()
        item = found.get("Item")
        return None if item is None else {key: reader.deserialize(v) for key, v in item.items()}

    return wait_for(look, f"the record of {contact_id}")


def log_lines(center: CallCenter) -> list[dict[str, Any]]:
    """What the function has written, as far as it is JSON."""
    group = f"/aws/lambda/{center.state.outputs['contact_records_function']}"
    pages = center.clients("logs").get_paginator("filter_log_events").paginate(logGroupName=group)
    texts = [str(event["message"]) for page in pages for event in page["events"]]
    return [json.loads(text) for text in texts if text.lstrip().startswith("{")]


def sent(center: CallCenter, metric: str) -> list[float]:
    return [line[metric] for line in log_lines(center) if metric in line]


def put(center: CallCenter, key: str, data: bytes) -> None:
    bucket = center.state.outputs["recordings_bucket"]
    center.clients("s3").put_object(Bucket=bucket, Key=f"contact-records/{key}", Body=data)


def taken(center: CallCenter, key: str) -> dict[str, Any]:
    """What the function says of an object that it has read to its end."""

    def look() -> dict[str, Any] | None:
        lines = [line for line in log_lines(center) if line.get("event") == "contact_records"]
        return next((line for line in lines if line["key"] == f"contact-records/{key}"), None)

    return wait_for(look, key)


def test_a_mark_after_the_call_is_kept_and_counted(center: CallCenter, tmp_path: Path) -> None:
    before = sent(center, "Satisfaction").count(4)
    call = played(center, tmp_path, MARKED)
    assert call["attributes"]["csat"] == "4"

    item = item_of(center, call["contact_id"])

    assert (item["csat"], item["queue"], item["channel"]) == (4, "agent", "VOICE")
    assert item["handle_seconds"] >= 90
    assert "abandoned" not in item
    marks = wait_for(lambda: sent(center, "Satisfaction").count(4) - before or None, "the mark")
    assert marks == 1


def test_who_hangs_up_in_the_queue_is_kept_and_counted_without_their_number(
    center: CallCenter, tmp_path: Path
) -> None:
    before = len(sent(center, "ContactsAbandoned"))
    call = played(center, tmp_path, ABANDONED)

    item = item_of(center, call["contact_id"])

    assert item["abandoned"] is True
    assert item["queue"] == "engineer"
    assert item["queue_seconds"] >= 60
    assert NUMBER[3:] not in json.dumps(item, default=str)
    after = wait_for(
        lambda: each if len(each := sent(center, "ContactsAbandoned")) > before else None,
        "the count",
    )
    assert set(after) == {1}
    contacts = center.run("docs", "gaps", "--json").json["contacts"]
    assert contacts["calls"] >= contacts["abandoned"] >= before + 1


def test_the_same_record_again_and_a_broken_one_change_nothing_of_it(
    center: CallCenter, tmp_path: Path
) -> None:
    before = len(sent(center, "Satisfaction"))
    call = played(center, tmp_path, MARKED)
    item = item_of(center, call["contact_id"])
    wait_for(lambda: len(sent(center, "Satisfaction")) - before or None, "the mark")
    bucket = center.state.outputs["recordings_bucket"]
    s3 = center.clients("s3")
    listed = s3.list_objects_v2(Bucket=bucket, Prefix="contact-records/")["Contents"]
    bodies = [s3.get_object(Bucket=bucket, Key=each["Key"])["Body"].read() for each in listed]
    [body] = [body for body in bodies if call["contact_id"].encode() in body]
    marks = len(sent(center, "Satisfaction"))

    put(center, "again", b"{broken\n" + body + body)

    told = taken(center, "again")
    assert (told["kept"], told["known"], told["failed"]) == (0, 2, 1)
    assert len(sent(center, "Satisfaction")) == marks
    assert sent(center, "ContactRecordsFailed") == [1]
    assert item_of(center, call["contact_id"]) == item
    [unreadable] = [
        line for line in log_lines(center) if line.get("event") == "contact_record_unreadable"
    ]
    assert (unreadable["key"], unreadable["offset"]) == ("contact-records/again", 0)
