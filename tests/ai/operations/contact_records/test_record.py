import json
from datetime import UTC, datetime
from typing import Any

import pytest

from ai.contract import Reason, RecordAttribute, Status, Tier
from ai.errors import RecordError
from ai.operations.contact_records.record import record_of
from ai.operations.contact_records.table import item_of
from flows.attributes import ContactAttribute
from tests.ai.operations.contact_records.samples import (
    AGENT,
    ATTRIBUTES,
    CALLER,
    NAME,
    QUESTION,
    QUEUE,
    abandoned,
    marked,
    record,
)


def test_a_call_is_told_with_what_it_took_and_how_it_ended() -> None:
    told = record_of(record())

    assert told.contact_id == told.chain == "c0000000-0000-4000-8000-000000000001"
    assert (told.channel, told.initiation, told.queue) == ("VOICE", "INBOUND", "engineer")
    assert told.started == datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
    assert told.ended == told.happened == datetime(2026, 11, 22, 1, 6, tzinfo=UTC)
    assert told.queue_seconds == 120
    assert told.handle_seconds == 180 + 20 + 30
    assert told.hold_seconds == 20
    assert told.disconnect_reason == "AGENT_DISCONNECT"
    assert (told.status, told.reason) == (Status.ABSTAINED, Reason.NOT_IN_DOCUMENTS)
    assert (told.tier, told.language) == (Tier.VIP, "ko")
    assert (told.abandoned, told.csat, told.callback) == (False, None, None)


def test_nobody_is_named_and_nothing_said_is_told() -> None:
    told = record(Attributes={**ATTRIBUTES, "csat": "5", "callback": "requested"})
    kept = json.dumps(dict(item_of(record_of(told))), ensure_ascii=False)

    for secret in (CALLER, CALLER[3:], NAME, QUESTION, "솔트웨어", "gildong", "010-", ".wav"):
        assert secret not in kept


@pytest.mark.parametrize(
    "value",
    [CALLER, "홍길동", "010-1234-5678", f"ko {CALLER}", "x" * 500, "5 5", "", 5, None, ["ko"]],
)
@pytest.mark.parametrize("name", [*RecordAttribute])
def test_an_attribute_that_holds_something_else_is_left_out(name: str, value: object) -> None:
    """Attributes are set by flows, agents and programs: anything may be in them."""
    kept = item_of(record_of(record(Attributes={name: value})))

    assert str(value or "nothing") not in {str(each) for each in kept.values()}


def test_attributes_have_the_names_that_the_flows_set() -> None:
    assert {each.value for each in RecordAttribute} <= {each.value for each in ContactAttribute}


@pytest.mark.parametrize(("mark", "kept"), [("1", 1), ("5", 5), ("0", None), ("6", None)])
def test_marks_are_1_to_5(mark: str, kept: int | None) -> None:
    assert record_of(marked(mark)).csat == kept


ABANDONED: dict[str, dict[str, Any]] = {
    "hung up in the queue": abandoned(),
    "hung up in the second queue": abandoned(
        InitiationMethod="QUEUE_TRANSFER", PreviousContactId="c1", InitialContactId="c1"
    ),
    "passed on by an agent and hung up": abandoned(InitiationMethod="TRANSFER"),
    "an answered callback at a chosen time, then a queue": abandoned(
        InitiationMethod="API", Attributes={"callback": "reached"}
    ),
    "did not want the callback any more": abandoned(Attributes={"callback": "cancelled"}),
    "asked for an agent after the mark": abandoned(InitiationMethod="DISCONNECT"),
    "left a chat in the queue": abandoned(Channel="CHAT", InitiationMethod="API"),
    "called from a web page": abandoned(InitiationMethod="WEBRTC_API"),
    "told in part": {
        key: abandoned()[key]
        for key in ("ContactId", "LastUpdateTimestamp", "Channel", "InitiationMethod", "Queue")
    }
    | {"DisconnectReason": "CUSTOMER_DISCONNECT"},
}

NOT_ABANDONED: dict[str, dict[str, Any]] = {
    "taken by an agent": record(),
    "taken, and the customer hung up": record(DisconnectReason="CUSTOMER_DISCONNECT"),
    "hung up at the menu": abandoned(Queue=None),
    "hung up while the assistant talked": abandoned(
        Queue={**QUEUE, "EnqueueTimestamp": None, "DequeueTimestamp": None, "Duration": None}
    ),
    "a callback instead of waiting": abandoned(
        NextContactId="c2", DisconnectReason="CONTACT_FLOW_DISCONNECT"
    ),
    "hung up when the callback was made": abandoned(NextContactId="c2"),
    "hung up when the callback was booked": abandoned(Attributes={"callback": "booked"}),
    "hung up when it was moved": abandoned(Attributes={"callback": "moved"}),
    "hung up when it was asked for": abandoned(Attributes={"callback": "requested"}),
    "moved to another queue": abandoned(NextContactId="c2", DisconnectReason=None),
    "sent to a number outside": abandoned(
        TransferredToEndpoint={"Address": "+8215880000", "Type": "TELEPHONE_NUMBER"}
    ),
    "ended by a flow": abandoned(DisconnectReason="CONTACT_FLOW_DISCONNECT"),
    "ended by nobody knows what": abandoned(DisconnectReason=None),
    "lost by the network": abandoned(DisconnectReason="TELECOM_PROBLEM"),
    "a callback that waits for people": abandoned(InitiationMethod="CALLBACK"),
    "a callback that nobody took": abandoned(
        InitiationMethod="CALLBACK", DisconnectReason="TELECOM_UNANSWERED"
    ),
    "an agent's call that went to voicemail": abandoned(
        InitiationMethod="OUTBOUND", AnsweringMachineDetectionStatus="VOICEMAIL_BEEP"
    ),
    "a supervisor who listened": abandoned(InitiationMethod="MONITOR"),
    "a task that expired": abandoned(
        Channel="TASK", InitiationMethod="API", DisconnectReason="EXPIRED"
    ),
    "a task that was ended": abandoned(Channel="TASK", InitiationMethod="API"),
    "a chat that nobody came to": abandoned(
        Channel="CHAT", DisconnectReason="CUSTOMER_CONNECTION_NOT_ESTABLISHED"
    ),
    "a chat that fell asleep": abandoned(Channel="CHAT", DisconnectReason="IDLE_DISCONNECT"),
    "a mail": abandoned(Channel="EMAIL"),
    "connected by the older name": abandoned(ConnectedToAgentTimestamp="2026-11-22T01:02:40Z"),
    "a way in that is not known yet": abandoned(InitiationMethod="TELEPATHY"),
}


@pytest.mark.parametrize("given", ABANDONED.values(), ids=ABANDONED.keys())
def test_who_hangs_up_in_a_queue_for_people_has_abandoned(given: dict[str, Any]) -> None:
    assert record_of(given).abandoned


@pytest.mark.parametrize("given", NOT_ABANDONED.values(), ids=NOT_ABANDONED.keys())
def test_everybody_else_has_not(given: dict[str, Any]) -> None:
    assert not record_of(given).abandoned


def test_a_chain_is_named_by_its_first_contact() -> None:
    told = record_of(record(InitialContactId="c1", PreviousContactId="c1", NextContactId="c3"))

    assert (told.chain, told.previous_contact_id, told.next_contact_id) == ("c1", "c1", "c3")


def test_a_task_without_queue_and_agent_is_a_record_too() -> None:
    told = record_of(record(Channel="TASK", InitiationMethod="API", Queue=None, Agent=None))

    assert (told.queue, told.queue_seconds, told.handle_seconds) == (None, None, None)


def test_a_queue_of_an_agents_own_has_no_name() -> None:
    arn = "arn:aws:connect:ap-northeast-2:123456789012:instance/0/queue/agent/7"
    assert record_of(record(Queue={**QUEUE, "ARN": arn, "Name": None})).queue is None


def test_fields_that_are_not_known_are_passed_over() -> None:
    assert record_of(record(SomethingNew={"deep": [1, 2]})) == record_of(record())


def test_times_may_have_fractions_and_zones() -> None:
    told = record_of(record(DisconnectTimestamp="2026-11-22T10:06:00.250+09:00"))

    assert told.ended == datetime(2026, 11, 22, 1, 6, 0, 250_000, tzinfo=UTC)


BROKEN: dict[str, dict[str, Any]] = {
    "ContactId": record(ContactId=None),
    "ContactId ": record(ContactId=f"{CALLER} 에서"),
    "ContactId  ": record(ContactId="x" * 257),
    "LastUpdateTimestamp": record(LastUpdateTimestamp=None),
    "LastUpdateTimestamp ": record(LastUpdateTimestamp="yesterday"),
    "DisconnectTimestamp": record(DisconnectTimestamp=1_763_776_000),
    "DisconnectTimestamp ": record(DisconnectTimestamp="9999-12-31T23:59:59Z"),
    "InitiationTimestamp": record(InitiationTimestamp="0001-01-01T00:00:00+09:00"),
    "Channel": record(Channel={"Name": "VOICE"}),
    "DisconnectReason": record(DisconnectReason=f"hung up by {CALLER}"),
    "Queue": record(Queue="engineer"),
    "Queue.Duration": record(Queue={**QUEUE, "Duration": "120"}),
    "Queue.Duration ": record(Queue={**QUEUE, "Duration": -1}),
    "Queue.Duration  ": record(Queue={**QUEUE, "Duration": True}),
    "Queue.Name": record(Queue={**QUEUE, "Name": "two\nlines"}),
    "Agent": record(Agent=[AGENT]),
    "Attributes": record(Attributes="csat=5"),
    "NextContactId": record(NextContactId=7),
}


@pytest.mark.parametrize(("field", "given"), BROKEN.items(), ids=BROKEN.keys())
def test_a_wrong_field_is_named_without_what_it_holds(field: str, given: dict[str, Any]) -> None:
    with pytest.raises(RecordError) as error:
        record_of(given)

    assert str(error.value) == f"{field.strip()} is not what a contact record has there"
