"""What authors of simulators get wrong, 6 to 10 of fifteen."""

from dataclasses import replace

import pytest

from flows.json_values import Json, JsonObject
from flows.simulator.caller import Press
from flows.simulator.world import FunctionResult
from tests.flows.actions import action, say
from tests.flows.functions import Functions, close
from tests.flows.simulator.lex.talks import talk
from tests.flows.simulator.traps import FAULT, goes, invoke
from tests.flows.worlds import heard, one_flow, play

# 6. All scalars are strings, with mixed case.


@pytest.mark.parametrize("on", ["True", "true", True])
def test_6_switches_are_read_whatever_their_case(on: Json) -> None:
    ask = action(
        "ask", "GetParticipantInput", next="tell", errors=FAULT, Text="번호", StoreInput=on
    )

    result = play(one_flow(ask, say("tell", "$.StoredCustomerInput"), say("fault")), Press("12#"))
    assert heard(result)[-1] == "12"


@pytest.mark.parametrize("count", ["2", 2])
def test_6_numbers_may_be_numbers(count: Json) -> None:
    looping = action(
        "loop",
        "Loop",
        next="end",
        when={"ContinueLooping": "round", "DoneLooping": "end"},
        LoopCount=count,
    )

    assert len(heard(play(one_flow(looping, say("round", next="loop"))))) == 2


# 7. Compare is text, counts case, and is blind to what is missing.


@pytest.mark.parametrize(
    ("value", "condition", "met"),
    [
        ("Green", "green", False),
        ("green", "green", True),
        ("ten", "NumberGreaterThan 1", False),
        ("10", "NumberGreaterThan 9", True),
        ("10", "NumberGreaterThan nine", False),
        ("$.Attributes.nobody", "NULL", False),
        ("$.Attributes.nobody", "NumberLessThan 5", False),
        ("$.ContactId", "$.InitialContactId", True),
    ],
)
def test_7_compare_is_text_counts_case_and_is_blind_to_what_is_missing(
    value: str, condition: str, *, met: bool
) -> None:
    compare = action(
        "compare",
        "Compare",
        next="no",
        ComparisonValue=value,
        when={condition: "yes"},
        errors={"NoMatchingCondition": "no"},
    )

    assert play(one_flow(compare, say("yes"), say("no"))).path[1] == ("yes" if met else "no")


# 8. Reference syntax and where it ends.


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$.Attributes.sfdc-RTT_flag__c", "yes"),
        ("$.Attributes.name, 안녕하세요", "민수, 안녕하세요"),
        ("$.Attributes.['a b']", "space"),
        ("https://x/$['Attributes']['name'].wav", "https://x/민수.wav"),
        ("$1000입니다", "$1000입니다"),
        ("$.Attributes.name님", "민수님"),
    ],
)
def test_8_references_end_where_their_key_ends(text: str, spoken: str) -> None:
    here = one_flow(say("tell", text))
    values = {"sfdc-RTT_flag__c": "yes", "name": "민수", "a b": "space"}

    assert heard(play(replace(here, attributes=values))) == [spoken]


# 9. External is replaced, not merged, and STRING_MAP takes strings alone.


def test_9_each_function_replaces_the_whole_answer_of_the_one_before() -> None:
    answers: list[JsonObject] = [{"a": "1", "b": "1"}, {"a": "2"}]
    functions = Functions(lambda _: FunctionResult(payload=answers.pop(0)))
    here = one_flow(
        invoke("one", "two"),
        invoke("two", "tell"),
        say("tell", "[$.External.a/$.External.b]"),
        say("fault"),
        invoke=functions,
    )

    assert heard(play(here)) == ["[2/]"]


@pytest.mark.parametrize(
    ("answer", "kind", "target"),
    [
        ({"a": "1"}, "STRING_MAP", "ok"),
        ({"a": 1}, "STRING_MAP", "fault"),
        ({"a": {"b": "1"}}, "STRING_MAP", "fault"),
        ({"a": {"b": [1]}}, "JSON", "ok"),
    ],
)
def test_9_a_string_map_holds_strings_and_json_may_hold_more(
    answer: JsonObject, kind: str, target: str
) -> None:
    functions = Functions(lambda _: FunctionResult(payload=answer))

    assert (
        goes(invoke("one", ResponseValidation={"ResponseType": kind}), invoke=functions) == target
    )


# 10. Time budgets stack.


def test_10_eight_seconds_hold_for_a_function_and_its_retries_together() -> None:
    functions = Functions(lambda _: FunctionResult(error="throttled", retryable=True, seconds=3.0))
    result = play(one_flow(invoke("one"), say("ok"), say("fault"), invoke=functions))

    assert result.path[1] == "fault"
    assert len(functions.events) == 3


@pytest.mark.parametrize(("between", "target"), [(False, "fault"), (True, "ok")])
def test_10_functions_in_a_row_share_twenty_seconds_until_a_prompt_plays(
    *, between: bool, target: str
) -> None:
    functions = Functions(lambda _: FunctionResult(payload={}, seconds=7.5))
    here = one_flow(
        invoke("one", "two"),
        invoke("two", "words" if between else "three"),
        say("words", next="three"),
        invoke("three"),
        say("ok"),
        say("fault"),
        invoke=functions,
    )

    assert play(here).path[-2] == target


def test_10_a_bots_hook_has_thirty_seconds_of_its_own() -> None:
    functions = Functions(lambda _: FunctionResult(payload=close("Engineer"), seconds=29.0))

    assert talk(Press("9"), invoke=functions).path[2] == "engineer"
