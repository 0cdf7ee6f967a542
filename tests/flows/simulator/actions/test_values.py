import pytest

from flows.json_values import Json, JsonObject
from flows.simulator.result import CallResult
from tests.flows.actions import action, content, say
from tests.flows.worlds import arn, heard, one_flow, play

FAULT = {"NoMatchingError": "fault"}


def store(identifier: str, next_: str, **attributes: str) -> JsonObject:
    return action(
        identifier,
        "UpdateContactAttributes",
        next=next_,
        errors=FAULT,
        Attributes=attributes,
        TargetContact="Current",
    )


def after(*actions: JsonObject) -> CallResult:
    return play(one_flow(*actions, say("fault"), say("tell", "$.Attributes.a/$.FlowAttributes.a")))


def test_attributes_are_kept_with_the_contact() -> None:
    result = after(
        store("one", "two", a="1", who="$.CustomerEndpoint.Address"), store("two", "end", a="2")
    )

    assert result.attributes == {"a": "2", "who": "+821012345678"}


def test_a_value_that_is_not_there_leaves_the_attribute_as_it_was() -> None:
    result = after(store("one", "two", a="1"), store("two", "end", a="$.External.nothing"))

    assert result.attributes == {"a": "1"}


def test_attributes_that_grow_too_large_are_not_set_at_all() -> None:
    result = after(store("one", "two", a="1"), store("two", "end", a="2", b="가" * 11_000))

    assert result.path == ("one", "two", "fault", "end")
    assert result.attributes == {"a": "1"}
    assert "at most 32000" in result.faults[0].why


def test_there_is_no_related_contact_to_write_to() -> None:
    related = action(
        "one",
        "UpdateContactAttributes",
        next="end",
        errors=FAULT,
        Attributes={"a": "1"},
        TargetContact="Related",
    )

    assert after(related).path[1] == "fault"


def flow_attributes(**values: str) -> JsonObject:
    given: dict[str, Json] = {key: {"Value": value} for key, value in values.items()}
    return action("flow", "UpdateFlowAttributes", next="tell", errors=FAULT, FlowAttributes=given)


def test_flow_attributes_are_values_of_this_flow() -> None:
    result = after(flow_attributes(a="1"))

    assert heard(result) == ["/1"]
    assert result.attributes == {}


def test_flow_attributes_do_not_survive_a_transfer_but_attributes_do() -> None:
    given: JsonObject = {"a": {"Value": "1"}}
    world = one_flow(
        store("one", "flow", a="kept"),
        action("flow", "UpdateFlowAttributes", next="go", errors=FAULT, FlowAttributes=given),
        action("go", "TransferToFlow", next="fault", errors=FAULT, ContactFlowId=arn("flow", "b")),
        say("fault"),
        more={"b": content(say("tell", "$.Attributes.a/$.FlowAttributes.a"))},
    )

    assert heard(play(world)) == ["kept/"]


def test_flow_attributes_have_the_same_limit() -> None:
    assert after(flow_attributes(a="가" * 11_000)).path[1] == "fault"


def test_contact_data_can_be_told() -> None:
    data = action(
        "data",
        "UpdateContactData",
        next="tell",
        errors=FAULT,
        LanguageCode="ko-KR",
        Name="문의",
        Description="설명",
        CustomerId="c-1",
    )
    tell = say("tell", "$.LanguageCode $.Name $.Description $.CustomerId")

    assert heard(play(one_flow(data, tell, say("fault")))) == ["ko-KR 문의 설명 c-1"]


def test_contact_data_without_data_is_a_fault() -> None:
    data = action("data", "UpdateContactData", next="end", errors=FAULT)

    assert play(one_flow(data, say("fault"))).path[1] == "fault"


@pytest.mark.parametrize(
    ("number", "target"),
    [
        ("$.CustomerEndpoint.Address", "end"),
        ("$.StoredCustomerInput", "invalid"),
        ("010-1234-5678", "invalid"),
    ],
)
def test_a_callback_needs_a_number(number: str, target: str) -> None:
    update = action(
        "update",
        "UpdateContactCallbackNumber",
        next="end",
        errors={"InvalidCallbackNumber": "invalid", "CallbackNumberNotDialable": "invalid"},
        CallbackNumber=number,
    )

    assert play(one_flow(update, say("invalid"))).path[1] == target


def test_tags_are_put_on_and_taken_off() -> None:
    world = one_flow(
        action("tag", "TagContact", next="untag", errors=FAULT, Tags={"a": "1", "b": "2"}),
        action("untag", "UntagContact", next="tell", errors=FAULT, TagKeys=["a"]),
        say("tell", "$.Tags.a/$.Tags.b"),
        say("fault"),
    )

    assert heard(play(world)) == ["/2"]


def test_tags_of_the_system_can_not_be_set() -> None:
    tag = action("tag", "TagContact", next="end", errors=FAULT, Tags={"aws:x": "1"})

    assert play(one_flow(tag, say("fault"))).path[1] == "fault"
