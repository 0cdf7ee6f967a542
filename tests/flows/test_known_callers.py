"""Callers whom the customer lookup knows by their number."""

import pytest

from flows import prompts
from flows.attributes import ContactAttribute
from flows.document import read
from flows.json_values import JsonObject
from flows.main import main_flow
from flows.simulator.caller import Press
from flows.simulator.result import CallResult
from flows.simulator.world import FunctionResult
from flows.tongues import KOREAN
from flows.validate import find_problems
from tests.flows.functions import Functions, failing, parameters
from tests.flows.worlds import CUSTOMER, call_center, heard, play

GREETING = prompts.load()["main"]["greeting"].text
KIM: dict[str, str] = {
    "customer_lookup": "found",
    "customer_known": "true",
    "customer_name": "김하늘",
    "customer_tier": "vip",
    "customer_language": "ko",
}


def knowing(**changes: str) -> Functions:
    payload: JsonObject = {**KIM, **changes}
    return Functions(lambda _event: FunctionResult(payload=payload, seconds=0.2))


def call(functions: Functions) -> CallResult:
    return play(call_center(invoke=functions), Press("0"))


def test_a_known_caller_is_greeted_by_name() -> None:
    said = heard(call(knowing()))

    assert said[0] == "안녕하세요! Saltware 고객센터입니다. 김하늘 고객님, 반갑습니다."
    assert GREETING not in said


def test_the_function_is_given_the_number_of_the_caller() -> None:
    functions = knowing()

    call(functions)

    assert parameters(functions.events[0]) == {"number": CUSTOMER}


def test_whoever_takes_the_call_learns_who_it_is() -> None:
    attributes = call(knowing(customer_company="가나상사")).attributes

    assert attributes["customer_known"] == "true"
    assert attributes["customer_name"] == "김하늘"
    assert attributes["customer_tier"] == "vip"
    assert attributes["customer_company"] == "가나상사"
    assert "customer_lookup" not in attributes


def test_a_customer_without_a_company_is_greeted_all_the_same() -> None:
    result = call(knowing())

    assert heard(result)[0].endswith("김하늘 고객님, 반갑습니다.")
    assert not result.attributes.get("customer_company")


def test_who_prefers_english_is_greeted_by_name_in_english() -> None:
    result = call(knowing(customer_language="en", customer_name="Emma Clark"))

    said = heard(result)
    assert said[0] == "Thank you for calling Saltware. Hello, Emma Clark."
    assert result.attributes["language"] == "en"


def test_the_lookup_is_asked_once_a_call_also_in_english() -> None:
    functions = knowing(customer_language="en")

    call(functions)

    assert len(functions.events) == 1


def test_a_stranger_is_greeted_without_a_name_and_leaves_no_attributes() -> None:
    functions = Functions(
        lambda _event: FunctionResult(
            payload={"customer_lookup": "unknown", "customer_known": "false"}, seconds=0.1
        )
    )

    result = call(functions)

    assert heard(result)[0] == GREETING
    assert not [name for name in result.attributes if name.startswith("customer_")]


@pytest.mark.parametrize(
    "broken",
    [
        failing(),
        failing(seconds=9),
        Functions(lambda _event: FunctionResult(payload={"customer_known": True}, seconds=0.1)),
        Functions(lambda _event: FunctionResult(payload=None, seconds=0.1)),
        Functions(lambda _event: FunctionResult(payload=dict[str, str](), seconds=0.1)),
    ],
)
def test_a_lookup_that_fails_never_fails_the_call(broken: Functions) -> None:
    result = call(broken)

    assert heard(result)[0] == GREETING
    assert result.queue == "agent"


def test_a_caller_waits_two_seconds_at_most_to_be_recognised() -> None:
    asked: list[float] = []

    def slow(_arn: str, _event: JsonObject, seconds: float) -> FunctionResult:
        asked.append(seconds)
        return FunctionResult(payload=None, seconds=seconds + 1)

    result = play(call_center(invoke=slow), Press("0"))

    assert asked[0] == 2
    assert heard(result)[0] == GREETING


def test_attributes_are_named_as_the_function_names_them() -> None:
    named = {attribute.value for attribute in ContactAttribute}

    assert set(KIM) - {"customer_lookup"} | {"customer_company"} <= named


def test_a_lookup_of_the_caller_can_be_put_before_the_greeting() -> None:
    flow = main_flow(prompts.load(), KOREAN, has_inquiry=True, lookup="customer")
    main = read(flow.content).by_identifier()

    assert find_problems(flow.content, type=flow.type) == []
    assert main["invoke-customer"].parameters["LambdaFunctionARN"] == "{{lambda:customer}}"
    assert main["invoke-customer"].next == "branch-on-customer-known"
    assert main["store-customer"].parameters["Attributes"] == {
        name: f"$.External.{name}"
        for name in ("customer_known", "customer_name", "customer_tier", "customer_language")
    }
    assert main["store-customer"].next == "store-company"
    assert main["store-company"].next == "say-greeting-known"
