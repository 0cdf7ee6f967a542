"""What belongs to an instance beside its flows: quick connects, users, storage, hours, rules."""

import json
from typing import Any

import pytest

from infra.connect.hours import HOURS_TYPE, HoursArgs, hours_state
from infra.connect.rules import RULE_TYPE, rule_state, unhappy_caller
from local.cloud.contact import ContactCenter
from local.cloud.inputs import Inputs, UnsupportedError
from tests.infra.connect import center as program
from tests.local.cloud.flows import said, state
from tests.local.cloud.recording import create
from tests.local.recorded import Center

INSTANCE_ARN = "arn:aws:connect:ap-northeast-2:000000000000:instance/i"


def queue(contact: ContactCenter, **values: Any) -> str:
    given = {"instanceId": "i", "name": "agent", "hoursOfOperationId": "h", **values}
    return str(create(contact.queue, given).outputs["queueId"])


def profile(contact: ContactCenter, kind: str) -> str:
    values: dict[str, Any] = {"instanceId": "i", "name": "agent"}
    if kind == "security":
        made = create(contact.security_profile, {**values, "permissions": []})
        return str(made.outputs["securityProfileId"])
    given: dict[str, Any] = {**values, "defaultOutboundQueueId": "q", "mediaConcurrencies": []}
    return str(create(contact.routing_profile, given).outputs["routingProfileId"])


def leading_to(queue_id: str, flow_id: str) -> dict[str, Any]:
    return {
        "instanceId": "i",
        "name": "agent",
        "quickConnectConfig": {
            "quickConnectType": "QUEUE",
            "queueConfigs": [{"queueId": queue_id, "contactFlowId": flow_id}],
        },
    }


def test_a_quick_connect_leads_to_a_queue_and_is_listed_by_another() -> None:
    center = Center()
    flow = center.flow(state(said("연결합니다"))).id.rpartition("/")[2]
    values = leading_to(queue(center.contact), flow)
    made = create(center.contact.quick_connect, values).outputs["quickConnectId"]
    assert queue(center.contact, name="vip", quickConnectIds=[made])


def test_a_quick_connect_into_nowhere_is_refused() -> None:
    contact = ContactCenter()
    with pytest.raises(UnsupportedError, match="through a flow that is not there: f"):
        create(contact.quick_connect, leading_to(queue(contact), "f"))


def test_a_queue_that_lists_an_unknown_quick_connect_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="quick connect that is not there: elsewhere"):
        queue(ContactCenter(), quickConnectIds=["elsewhere"])


def test_another_kind_of_quick_connect_is_refused() -> None:
    values = {"instanceId": "i", "name": "a", "quickConnectConfig": {"quickConnectType": "USER"}}
    with pytest.raises(UnsupportedError, match="only quick connects to queues"):
        create(ContactCenter().quick_connect, values)


def user(contact: ContactCenter, routing: str) -> dict[str, Any]:
    return {
        "instanceId": "i",
        "name": "kim",
        "password": "Generated1",
        "identityInfo": {"firstName": "민지", "lastName": "김", "email": "kim@example.com"},
        "phoneConfig": {"phoneType": "SOFT_PHONE"},
        "routingProfileId": routing,
        "securityProfileIds": [profile(contact, "security")],
    }


def test_a_user_is_recorded_without_the_password() -> None:
    contact = ContactCenter()
    inputs = Inputs("aws:connect/user:User", "it", user(contact, profile(contact, "routing")))
    contact.user(inputs)
    inputs.check_all_taken()
    assert "password" not in inputs.values
    assert inputs.values["name"] == "kim"


def test_a_user_without_a_profile_that_is_there_is_refused() -> None:
    contact = ContactCenter()
    with pytest.raises(UnsupportedError, match="a profile that is not there: nobody"):
        create(contact.user, user(contact, "nobody"))


def test_storage_is_recorded_kind_by_kind() -> None:
    values: dict[str, Any] = {
        "instanceId": "i",
        "resourceType": "CALL_RECORDINGS",
        "storageConfig": {},
    }
    first = create(ContactCenter().storage, values)
    other = create(ContactCenter().storage, {**values, "resourceType": "SCHEDULED_REPORTS"})
    assert first.id.endswith(":CALL_RECORDINGS")
    assert first.outputs["associationId"] != other.outputs["associationId"]


def test_hours_with_closed_days_may_be_named_by_queues_and_flows() -> None:
    config = program.configuration(program.OFFICE)
    instance: Any = None
    args = HoursArgs(
        deployment=program.deployment(),
        component="connect",
        instance=instance,
        time_zone=config.time_zone,
        week=config.hours,
        closed=config.closed_spells(),
    )
    made = Center().cloud_control(HOURS_TYPE, hours_state(args, "main-1", INSTANCE_ARN))
    assert made.id.startswith(f"{INSTANCE_ARN}/operating-hours/")
    assert json.loads(made.outputs["properties"])["HoursOfOperationArn"] == made.id


def test_a_rule_is_recorded() -> None:
    made = Center().cloud_control(RULE_TYPE, rule_state(unhappy_caller(), INSTANCE_ARN, {}))
    assert made.id.startswith(f"{INSTANCE_ARN}/rule/")


def test_a_number_is_recorded_and_starts_a_flow_that_is_there() -> None:
    center = Center()
    flow = center.flow(state(said("안녕하세요"))).id.rpartition("/")[2]
    claimed = {"targetArn": INSTANCE_ARN, "countryCode": "KR", "type": "DID"}
    number = create(center.contact.phone_number, claimed)
    values = {"phoneNumberId": number.id, "instanceId": "i", "contactFlowId": flow}
    assert create(center.contact.number_association, values).id == f"{number.id},i,{flow}"
    with pytest.raises(UnsupportedError, match="a number starts a flow that is not there: f"):
        create(center.contact.number_association, {**values, "contactFlowId": "f"})
