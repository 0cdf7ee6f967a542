"""What authors of simulators get wrong, 1 to 5 of fifteen."""

from dataclasses import replace

import pytest

from flows.json_values import Json, JsonObject
from flows.simulator.caller import CallerAction, Press, Silence
from flows.simulator.result import CallResult, Ended
from flows.simulator.services import CannedServices, ServiceResult
from tests.flows.actions import action, content, say
from tests.flows.simulator import scenes
from tests.flows.simulator.traps import FAULT, goes, step
from tests.flows.worlds import arn, heard, one_flow, play

# 1. Docs are not the schema.


@pytest.mark.parametrize(
    "documented_and_exported",
    [
        step("x", "Wait", TimeLimitSeconds="5"),
        step("x", "Wait", TimeoutSeconds="5"),
        step("x", "UpdateContactRoutingCriteria", RoutingCriteria={"Steps": [{}]}),
        step("x", "UpdateRoutingCriteria", RoutingCriteria={"Steps": [{}]}),
        step("x", "UntagContact", TagKeys=["a"]),
        step("x", "UnTagContact", TagKeys=["a"]),
    ],
)
def test_1_both_spellings_are_played_that_of_documents_and_that_of_exports(
    documented_and_exported: JsonObject,
) -> None:
    assert goes(documented_and_exported) == "ok"


@pytest.mark.parametrize("operand", ["NotAuthenticated", "Not authenticated"])
def test_1_voice_id_results_are_met_with_and_without_spaces(operand: str) -> None:
    services = CannedServices({"CheckVoiceId": ServiceResult(result="Not authenticated")})
    condition: JsonObject = {"Operator": "Equals", "Operands": [operand]}
    check: JsonObject = {
        "Identifier": "check",
        "Type": "CheckVoiceId",
        "Transitions": {
            "NextAction": "other",
            "Conditions": [{"NextAction": "met", "Condition": condition}],
            "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "other"}],
        },
    }
    here = replace(one_flow(check, say("met"), say("other")), service=services)

    assert play(here).path[1] == "met"


def test_1_a_third_party_can_be_called_though_the_documents_do_not_know_it() -> None:
    result = play(
        one_flow(
            step(
                "go",
                "TransferParticipantToThirdParty",
                ThirdPartyPhoneNumber="+82212345678",
                ContinueFlowExecution="False",
            ),
            say("ok"),
            say("fault"),
        )
    )

    assert result.ended is Ended.TRANSFERRED


# 2. NoMatchingCondition is the default branch.


def test_2_no_condition_met_goes_to_the_branch_and_not_to_the_next_action() -> None:
    compare = action(
        "compare",
        "Compare",
        next="wrong",
        ComparisonValue="$.Attributes.color",
        when={"red": "wrong"},
        errors={"NoMatchingCondition": "default", "NoMatchingError": "wrong"},
    )

    assert play(one_flow(compare, say("default"), say("wrong"))).path[1] == "default"


# 3. A success that ends the flow still has a next action.


def test_3_after_a_transfer_to_a_queue_the_next_action_is_not_played() -> None:
    result = scenes.call(scenes.world({"main": scenes.to_queue()}))

    assert (result.ended, result.path[-1]) == (Ended.QUEUED, "go")


def test_3_after_a_transfer_to_a_flow_the_next_action_is_not_played_and_may_be_empty() -> None:
    go = action("go", "TransferToFlow", next="", errors={"NoMatchingError": "fault"})
    here = one_flow(
        {**go, "Parameters": {"ContactFlowId": arn("flow", "other")}},
        say("fault"),
        more={"other": content(say("hello"))},
    )

    assert play(here).path == ("go", "hello", "end")


# 4. Silence at stored input is no error; at a menu it is.


def stored(*actions: CallerAction, **parameters: Json) -> CallResult:
    errors = {"NoMatchingError": "fault", "InputTimeLimitExceeded": "late"}
    ask: JsonObject = {
        **action("ask", "GetParticipantInput", next="tell", errors=errors),
        "Parameters": {"Text": "번호를 눌러 주세요", "StoreInput": "True", **parameters},
    }
    tell = say("tell", "$.StoredCustomerInput")
    return play(one_flow(ask, tell, say("fault"), say("late")), *actions)


def test_4_stored_input_that_times_out_is_the_value_timeout_and_no_error() -> None:
    result = stored(Silence())

    assert heard(result)[-1] == "Timeout"
    assert result.path[1] == "tell"


def test_4_a_menu_that_times_out_is_an_error() -> None:
    menu = action(
        "ask",
        "GetParticipantInput",
        next="end",
        Text="1번",
        StoreInput="False",
        when={"1": "end"},
        errors={"InputTimeLimitExceeded": "late", **FAULT},
    )

    assert play(one_flow(menu, say("late"), say("fault")), Silence()).path[1] == "late"


# 5. Star and hash are no digits; the first key and the others have times of their own.


@pytest.mark.parametrize(
    ("keys", "configuration", "value"),
    [
        ("12#3", {}, "12"),
        ("1#2#3*4##", {"InputTerminationSequence": "##", "DisableCancelKey": "True"}, "1#2#3*4"),
        ("1#2#3*4##", {"InputTerminationSequence": "##"}, "*"),
        ("12*#", {"InputTerminationSequence": "*#", "DisableCancelKey": "True"}, "12"),
    ],
)
def test_5_hash_ends_and_star_wipes_unless_told_otherwise(
    keys: str, configuration: dict[str, Json], value: str
) -> None:
    assert heard(stored(Press(keys), DTMFConfiguration=configuration))[-1] == value


def test_5_the_time_limit_is_for_the_first_key_alone() -> None:
    late = stored(Press("12#", after=6), InputTimeLimitSeconds="5")
    slow = stored(Press("12#", after=4, gap=4), InputTimeLimitSeconds="5")

    assert [heard(late)[-1], heard(slow)[-1]] == ["Timeout", "12"]


@pytest.mark.parametrize(
    ("seconds", "value"), [({}, "1"), ({"InterdigitTimeLimitSeconds": "8"}, "12")]
)
def test_5_between_keys_five_seconds_may_go_by_unless_told_otherwise(
    seconds: dict[str, Json], value: str
) -> None:
    assert heard(stored(Press("12#", gap=6), DTMFConfiguration=seconds))[-1] == value
