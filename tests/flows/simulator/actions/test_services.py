from dataclasses import replace

import pytest

from flows.json_values import Json, JsonObject
from flows.simulator.result import CallResult, CreatedKind, Ended
from flows.simulator.services import CannedServices, ServiceResult
from flows.simulator.world import World
from tests.flows.actions import action, say
from tests.flows.simulator.scenes import FAULT
from tests.flows.worlds import heard, one_flow, play


def world(type_: str, told: str = "ok", **parameters: Json) -> World:
    errors = {
        "MultipleFoundError": "several",
        "NoneFoundError": "none",
        "NoneFound": "none",
        "MultipleFound": "several",
        "CallFailed": "failed",
        "NoMatchingCondition": "other",
        **FAULT,
    }
    doing: JsonObject = {
        **action("do", type_, next="ok", errors=errors),
        "Parameters": parameters,
    }
    names = ("several", "none", "failed", "other", "fault")
    return one_flow(doing, say("ok", told), *(say(name) for name in names))


def served(here: World, type_: str, result: ServiceResult) -> CallResult:
    return play(replace(here, service=CannedServices({type_: result})))


@pytest.mark.parametrize(
    "type_",
    [
        "GetCustomerProfile",
        "GetCustomerProfileObject",
        "GetCalculatedAttributesForCustomerProfile",
        "CreateCustomerProfile",
        "UpdateCustomerProfile",
        "AssociateContactToCustomerProfile",
        "CreateCase",
        "GetCase",
        "UpdateCase",
        "CreateWisdomSession",
        "StartVoiceIdStream",
        "CheckOutboundCallStatus",
        "CheckSegmentMembership",
        "EvaluateDataTableValues",
        "RenderMessageTemplate",
    ],
)
def test_what_has_to_be_set_up_first_fails_where_nothing_is_plugged_in(type_: str) -> None:
    assert play(world(type_)).path[1] == "fault"


@pytest.mark.parametrize("names", [["FirstName"], {"FirstName": "x"}])
def test_a_profile_that_was_found_can_be_told(names: Json) -> None:
    here = world(
        "GetCustomerProfile",
        "[$.Customer.FirstName/$.Customer.LastName]",
        ProfileRequestData={"ProfileSearchKey": "_phone"},
        ProfileResponseData=names,
    )
    found = ServiceResult(values={"FirstName": "민수", "LastName": "김"})

    assert heard(served(here, "GetCustomerProfile", found)) == ["[민수/]"]


@pytest.mark.parametrize(
    ("type_", "error", "target"),
    [
        ("GetCustomerProfile", "NoneFoundError", "none"),
        ("GetCustomerProfile", "MultipleFoundError", "several"),
        ("GetCase", "NoneFound", "none"),
        ("CreateCase", "ContactNotLinked", "fault"),
    ],
)
def test_a_service_may_fail_in_its_own_ways(type_: str, error: str, target: str) -> None:
    assert served(world(type_), type_, ServiceResult(error=error)).path[1] == target


def test_a_case_that_was_found_can_be_told() -> None:
    here = world("GetCase", "$.Case.case_id", CaseResponseFields=["status"])

    assert heard(served(here, "GetCase", ServiceResult(values={"case_id": "c-1"}))) == ["c-1"]


@pytest.mark.parametrize(
    ("parameters", "target"),
    [
        ({"Name": "전화", "TaskTemplateId": "t"}, "ok"),
        ({"Name": "전화"}, "fault"),
        ({"Name": "전화", "ContactFlowId": "nobody"}, "fault"),
        ({"TaskTemplateId": "t", "DelaySeconds": "5", "ScheduledTime": "1"}, "fault"),
    ],
)
def test_a_task_is_left_for_somebody(parameters: dict[str, Json], target: str) -> None:
    result = play(world("CreateTask", "ok", **parameters))

    assert result.path[1] == target
    assert [made.kind for made in result.created] == [CreatedKind.TASK] * (target == "ok")


@pytest.mark.parametrize(
    ("stays", "answer", "ended", "second"),
    [
        ("False", None, Ended.TRANSFERRED, None),
        ("True", None, Ended.DISCONNECTED, "ok"),
        ("True", ServiceResult(error="CallFailed"), Ended.DISCONNECTED, "failed"),
        ("True", ServiceResult(error="ConnectionTimeLimitExceeded"), Ended.DISCONNECTED, "fault"),
    ],
)
def test_a_third_party_may_give_the_caller_back(
    stays: str, answer: ServiceResult | None, ended: Ended, second: str | None
) -> None:
    type_ = "TransferParticipantToThirdParty"
    here = world(type_, ThirdPartyPhoneNumber="+82212345678", ContinueFlowExecution=stays)
    services = CannedServices({} if answer is None else {type_: answer})
    result = play(replace(here, service=services))

    assert result.ended is ended
    assert (result.path[1:2] or (None,))[0] == second


def test_an_outbound_chat_goes_by_sms() -> None:
    to: JsonObject = {"Address": "+821012345678", "Type": "TELEPHONE_NUMBER"}
    here = world(
        "StartOutboundChatContact",
        SourceEndpoint={"Address": "arn"},
        DestinationEndpoint=to,
        ContactSubtype="connect:SMS",
    )

    assert play(here).created[0].kind is CreatedKind.CHAT
    assert play(world("StartOutboundChatContact", ContactSubtype="other")).path[1] == "fault"


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("SendSMS", CreatedKind.SMS),
        ("StartOutboundEmailContact", CreatedKind.EMAIL),
        ("CompleteOutboundCall", CreatedKind.OUTBOUND_CALL),
        ("CreateContact", CreatedKind.CONTACT),
    ],
)
def test_what_is_sent_is_told_in_the_result(type_: str, kind: CreatedKind) -> None:
    assert [made.kind for made in play(world(type_)).created] == [kind]


def test_a_data_table_can_be_told() -> None:
    here = world("EvaluateDataTableValues", "$.DataTables.plans.price")
    found = ServiceResult(values={"plans": {"price": "1000"}})

    assert heard(served(here, "EvaluateDataTableValues", found)) == ["1000"]
