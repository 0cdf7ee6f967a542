import json
from dataclasses import replace
from typing import Any

import pytest

from flows.catalog import FLOWS
from flows.guide import VIEW
from infra.connect.publishing import view_state
from local.cloud.contact import ContactCenter, identifier
from local.cloud.inputs import UnsupportedError
from tests.local.cloud.flows import invoking, queueing, said, state
from tests.local.cloud.recording import create
from tests.local.recorded import HOOK, INSTANCE, Center, flow_content, routing

INSTANCE_ARN = "arn:aws:connect:ap-northeast-2:000000000000:instance/i"
UNKNOWN_FUNCTION = "arn:aws:lambda:ap-northeast-2:000000000000:function:elsewhere"


def test_an_instance_has_an_arn_of_its_own_and_a_service_role() -> None:
    made = Center().instance()
    assert str(made.outputs["arn"]).endswith(f":instance/{made.id}")
    assert "AWSServiceRoleForAmazonConnect_" in made.outputs["serviceRole"]
    assert made.outputs["status"] == "ACTIVE"


def test_identifiers_depend_on_names_alone() -> None:
    assert Center().instance() == Center().instance()
    assert Center().instance("one").id != Center().instance("two").id
    assert identifier("a", "b") == identifier("a", "b") != identifier("b", "a")


def test_another_kind_of_instance_is_refused() -> None:
    values = {**INSTANCE, "instanceAlias": "a", "identityManagementType": "SAML"}
    with pytest.raises(UnsupportedError, match="CONNECT_MANAGED"):
        create(ContactCenter().instance, values)


def test_parts_of_an_instance_have_ids_as_the_provider_writes_them() -> None:
    center = Center()
    known = routing(center, "instance-id")
    queue = next(item for item in center.recorded if item["name"] == "engineer-queue")
    assert queue["id"] == f"instance-id:{queue['outputs']['queueId']}"
    assert queue["outputs"]["arn"] == known["queue:engineer"]
    assert known["queue:engineer"] != known["queue:agent"]


def test_a_part_with_an_unknown_input_is_refused() -> None:
    values = {"instanceId": "i", "name": "a", "hoursOfOperationId": "h", "colour": "red"}
    with pytest.raises(UnsupportedError, match="colour"):
        create(ContactCenter().queue, values)


def test_profiles_are_recorded() -> None:
    contact = ContactCenter()
    values: dict[str, Any] = {
        "instanceId": "i",
        "name": "engineer",
        "defaultOutboundQueueId": "q",
        "mediaConcurrencies": [{"channel": "VOICE", "concurrency": 1}],
    }
    routed = create(contact.routing_profile, values)
    secured = create(contact.security_profile, {"instanceId": "i", "name": "a", "permissions": []})
    assert routed.outputs["routingProfileId"] != secured.outputs["securityProfileId"]


def test_a_valid_flow_is_published() -> None:
    made = Center().flow(state(said("안녕하세요")))
    assert "/contact-flow/" in made.id
    assert json.loads(made.outputs["properties"])["ContactFlowArn"] == made.id


def test_a_flow_keeps_its_arn_when_its_content_changes() -> None:
    first, second = (Center().flow(state(said(text))) for text in ("안녕하세요", "반갑습니다"))
    other = Center().flow(state(said("안녕하세요"), name="other"))
    assert first.id == second.id != other.id


def test_a_flow_that_is_not_valid_is_refused_as_connect_refuses_it() -> None:
    broken = said("안녕하세요")
    broken["Actions"][0]["Transitions"]["NextAction"] = "nowhere"
    with pytest.raises(UnsupportedError, match=r"InvalidContactFlowException: .*nowhere"):
        Center().flow(state(broken))


def test_a_flow_that_names_a_function_which_is_not_associated_is_refused() -> None:
    with pytest.raises(UnsupportedError, match=f"{UNKNOWN_FUNCTION}.*associate it first"):
        Center().flow(state(invoking(UNKNOWN_FUNCTION)))


def test_an_associated_function_may_be_named() -> None:
    center = Center()
    made = create(
        center.contact.function_association, {"instanceId": "i", "functionArn": UNKNOWN_FUNCTION}
    )
    assert made.id == f"i,{UNKNOWN_FUNCTION}"
    assert center.flow(state(invoking(UNKNOWN_FUNCTION))).id


def test_a_flow_that_names_an_unknown_queue_is_refused() -> None:
    center = Center()
    known = routing(center, "instance-id")
    nobody = known["queue:engineer"][:-4] + "0000"
    assert center.flow(state(queueing(known["queue:engineer"]))).id
    with pytest.raises(UnsupportedError, match=nobody):
        center.flow(state(queueing(nobody)))


def test_a_flow_may_only_transfer_to_flows_that_are_there() -> None:
    center = Center()
    known = {**routing(center, "instance-id"), "bot:inquiry": "arn:bot"}
    known |= {"lambda:answer": HOOK, "lambda:customer": HOOK}
    missing = f"{known['queue:agent'].partition('/queue')[0]}/contact-flow/{identifier('x')}"
    known |= {f"flow:{name}": missing for name in FLOWS}
    with pytest.raises(UnsupportedError, match=missing):
        center.flow(state(flow_content("main", known)))


def test_another_type_of_cloud_control_is_refused_by_name() -> None:
    values = {"typeName": "AWS::Connect::Prompt", "desiredState": "{}"}
    with pytest.raises(UnsupportedError, match="AWS::Connect::Prompt"):
        create(ContactCenter().cloud_control, values)


def test_a_view_is_recorded_and_may_be_shown_by_a_flow() -> None:
    center = Center()
    view = center.cloud_control("AWS::Connect::View", view_state(VIEW, INSTANCE_ARN, {}))
    shown = flow_content("guide", {"view:guide": view.id})
    assert view.id.startswith(f"{INSTANCE_ARN}/view/")
    assert json.loads(view.outputs["properties"])["ViewArn"] == view.id
    assert center.flow(state(shown, name="guide")).id


def test_a_flow_may_only_show_a_view_that_is_there() -> None:
    missing = f"{INSTANCE_ARN}/view/{identifier('x')}"
    with pytest.raises(UnsupportedError, match=missing):
        Center().flow(state(flow_content("guide", {"view:guide": missing})))


def test_a_view_whose_button_does_what_is_not_declared_is_refused() -> None:
    broken = replace(VIEW, actions=("Next",))
    with pytest.raises(UnsupportedError, match="button for 'Done'"):
        Center().cloud_control("AWS::Connect::View", view_state(broken, INSTANCE_ARN, {}))


def test_a_flow_is_checked_as_what_its_type_says() -> None:
    hold = json.loads(state(said("안녕하세요")))
    with pytest.raises(
        UnsupportedError, match="MessageParticipant may not stand in a CUSTOMER_HOLD"
    ):
        Center().flow(json.dumps({**hold, "Type": "CUSTOMER_HOLD"}))
