import pytest

from flows.json_values import Json, JsonObject, as_object
from flows.simulator.result import CallResult
from flows.simulator.world import FunctionResult, Invoke
from tests.flows.actions import action, content, say
from tests.flows.functions import CONTACT, Functions, parameters
from tests.flows.worlds import CUSTOMER, arn, heard, one_flow, play

FAULT = {"NoMatchingError": "fault"}
FOUR_TIMES: list[Json] = [{}, {}, {}, {}]
FUNCTION = "arn:aws:lambda:ap-northeast-2:111122223333:function:customer"


def invoke(
    identifier: str = "invoke", *, to: str = "tell", seconds: str = "8", **parameters: Json
) -> JsonObject:
    given: dict[str, Json] = {
        "LambdaFunctionARN": FUNCTION,
        "InvocationTimeLimitSeconds": seconds,
        **parameters,
    }
    return {
        "Identifier": identifier,
        "Type": "InvokeLambdaFunction",
        "Parameters": given,
        "Transitions": {
            "NextAction": to,
            "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "fault"}],
        },
    }


def call(function: Invoke, *actions: JsonObject) -> CallResult:
    tell = say("tell", "$.External.name/$.External.tier")
    return play(one_flow(*(actions or (invoke(),)), tell, say("fault"), invoke=function))


def giving(*payloads: Json, seconds: float = 0.5) -> Functions:
    remaining = list(payloads)
    return Functions(lambda _: FunctionResult(payload=remaining.pop(0), seconds=seconds))


def test_the_answer_can_be_told() -> None:
    assert heard(call(giving({"name": "민수", "tier": "gold"}))) == ["민수/gold"]


def test_the_answer_replaces_the_one_before() -> None:
    functions = giving({"name": "민수", "tier": "gold"}, {"name": "영희"})
    result = call(functions, invoke("first", to="second"), invoke("second"))

    assert heard(result) == ["영희/"]


def test_a_failure_leaves_nothing_of_the_answer_before() -> None:
    results = [FunctionResult(payload={"name": "민수"}), FunctionResult(error="crashed")]
    functions = Functions(lambda _: results.pop(0))
    world = one_flow(
        invoke("first", to="second"),
        invoke("second", to="end"),
        say("fault", "[$.External.name]"),
        invoke=functions,
    )

    assert heard(play(world)) == ["[]"]


def test_the_function_is_told_of_contact_and_parameters() -> None:
    functions = giving({})
    call(
        functions,
        invoke(
            LambdaInvocationAttributes={
                "phone": "$.CustomerEndpoint.Address",
                "nested": {"id": ["$.ContactId"]},
                "nothing": "$.Attributes.nobody",
            }
        ),
    )

    event = functions.events[0]
    assert event["Name"] == "ContactFlowEvent"
    data = as_object(as_object(event["Details"])["ContactData"])
    assert data["ContactId"] == CONTACT
    assert data["Channel"] == "VOICE"
    assert data["CustomerEndpoint"] == {"Address": CUSTOMER, "Type": "TELEPHONE_NUMBER"}
    assert data["Queue"] is None
    assert parameters(event) == {"phone": CUSTOMER, "nested": {"id": [CONTACT]}, "nothing": None}


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (None, "no JSON object"),
        ("text", "no JSON object"),
        ([{"a": "1"}], "no JSON object"),
        ({"count": 3}, "count not as strings"),
        ({"nested": {"a": "1"}}, "nested not as strings"),
        ({"nothing": None}, "nothing not as strings"),
        ({"large": "가" * 11_000}, "at most 32000"),
    ],
)
def test_an_answer_that_a_flow_can_not_use_is_a_fault(payload: Json, why: str) -> None:
    result = call(giving(payload))

    assert result.path == ("invoke", "fault", "end")
    assert why in result.faults[0].why


def test_json_may_be_nested() -> None:
    nested = invoke(ResponseValidation={"ResponseType": "JSON"})
    world = one_flow(
        nested,
        say("tell", "$.External.customer.name/$.External.count"),
        say("fault"),
        invoke=giving({"customer": {"name": "민수"}, "count": 3}),
    )

    assert heard(play(world)) == ["민수/3"]


@pytest.mark.parametrize(
    ("limit", "seconds", "target"),
    [("8", 7.9, "tell"), ("8", 8.1, "fault"), ("3", 3.1, "fault"), ("60", 8.1, "fault")],
)
def test_a_function_has_so_long_and_no_longer(limit: str, seconds: float, target: str) -> None:
    assert call(giving({}, seconds=seconds), invoke(seconds=limit)).path[1] == target


def test_functions_in_a_row_share_twenty_seconds() -> None:
    row = [invoke(f"f{n}", to=f"f{n + 1}" if n < 3 else "tell") for n in range(4)]
    result = call(giving(*FOUR_TIMES, seconds=7), *row)

    assert result.path == ("f0", "f1", "f2", "fault", "end")


def test_a_sentence_gives_the_row_a_new_start() -> None:
    row = [
        invoke("f0", to="f1"),
        invoke("f1", to="wait"),
        say("wait", "잠시만요.", next="f2"),
        invoke("f2", to="f3"),
        invoke("f3"),
    ]

    assert call(giving(*FOUR_TIMES, seconds=7), *row).path[-2:] == ("tell", "end")


@pytest.mark.parametrize(("throttles", "target"), [(3, "tell"), (4, "fault")])
def test_throttles_are_tried_again_up_to_three_times(throttles: int, target: str) -> None:
    results = [FunctionResult(error="throttled", retryable=True, seconds=0.1)] * throttles
    results.append(FunctionResult(payload={}))
    left = list(results)

    assert call(Functions(lambda _: left.pop(0))).path[1] == target


def test_all_tries_share_the_time() -> None:
    throttled = FunctionResult(error="throttled", retryable=True, seconds=5)
    functions = Functions(lambda _: throttled)
    result = call(functions)

    assert len(functions.events) == 2
    assert result.path[1] == "fault"


def test_an_exception_is_not_tried_again() -> None:
    functions = Functions(lambda _: FunctionResult(error="crashed"))

    assert call(functions).faults[0].why == "crashed"
    assert len(functions.events) == 1


def test_a_function_that_is_not_waited_for_can_not_hold_up_the_call() -> None:
    functions = Functions(lambda _: FunctionResult(error="crashed", seconds=59))
    result = call(functions, invoke(InvocationType="ASYNCHRONOUS"))

    assert result.path[1] == "tell"
    assert result.seconds < 10


def test_a_function_without_a_name_is_a_fault() -> None:
    nameless = action("invoke", "InvokeLambdaFunction", next="end", errors=FAULT)

    assert call(giving({}), nameless).path[1] == "fault"


def test_without_functions_every_call_of_one_is_a_fault() -> None:
    result = play(one_flow(invoke(to="end"), say("fault")))

    assert result.faults[0].why == f"no function is deployed at {FUNCTION}"


def test_a_flow_may_read_the_answer_after_a_transfer() -> None:
    world = one_flow(
        invoke(to="go"),
        action("go", "TransferToFlow", next="fault", errors=FAULT, ContactFlowId=arn("flow", "b")),
        say("fault"),
        more={"b": content(say("tell", "$.External.name"))},
        invoke=giving({"name": "민수"}),
    )

    assert heard(play(world)) == ["민수"]
