"""`up` after the program has changed: a new cloud with what people brought to the old one."""

import json
from pathlib import Path

from local.booked_calls import bookings_of
from tests.cloud.callcenter import CallCenter

CALLER = "+821066665555"


def test_a_cloud_of_a_changed_program_keeps_documents_customers_and_bookings(
    empty_center: CallCenter, tmp_path: Path
) -> None:
    document = tmp_path / "주차.md"
    document.write_text("# 주차\n\n주차장은 지하 2층에 있습니다.\n", encoding="utf-8")
    file = tmp_path / "customers.csv"
    file.write_text("phone,name\n010-6666-5555,박바다\n", encoding="utf-8")
    assert empty_center.run("docs", "put", str(document), "--json").code == 0
    assert empty_center.run("customers", "put", str(file), "--json").code == 0
    keys = ("2", "1", "1", "2", "2", "1")
    spoken = [part for key in keys for part in ("--say", key)]
    assert empty_center.run("call", "--from", CALLER, *spoken, "--json").code == 0
    before = empty_center.state
    [booking] = bookings_of(before)
    _make_older(empty_center)

    assert empty_center.run("up", "--json", timeout=600).code == 0

    after = empty_center.state
    assert after.pid != before.pid
    assert bookings_of(after) == [booking]
    group = after.outputs["callback_schedule_group"]
    listed = after.client("scheduler").list_schedules(GroupName=group)["Schedules"]
    assert [each["Name"] for each in listed] == [booking.token("call")]
    call = empty_center.run("callbacks", "call", "--say", "1", "--json").json
    assert (call["booking"], call["channel"]) == (booking.id, "VOICE")
    assert "박바다" in json.dumps(call, ensure_ascii=False)
    documents = empty_center.run("docs", "ls", "--json").json["documents"]
    assert [(each["name"], each["status"]) for each in documents] == [("주차.md", "indexed")]


def _make_older(center: CallCenter) -> None:
    """As if the program had changed since the cloud was deployed."""
    file = center.home / "state.json"
    remembered = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**remembered, "fingerprint": "older"}), encoding="utf-8")
