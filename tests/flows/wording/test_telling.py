import pytest

from flows.document import Action, read
from flows.json_values import JsonObject
from flows.language import ACTION_TYPES
from flows.wording.routes import routes_of
from flows.wording.telling import body, plain, readable, route_name, sentences, short_name, title
from flows.wording.words import Kind, kind_of, words
from tests.flows.actions import action, content

KO = words("ko")
EN = words("en")


def only(entry: JsonObject) -> Action:
    return read(content(entry)).actions[0]


@pytest.mark.parametrize("name", sorted(ACTION_TYPES))
def test_every_action_of_the_language_has_a_name_in_both_languages(name: str) -> None:
    assert KO.of("action", name)
    assert EN.of("action", name)


def test_an_unknown_type_is_named_as_it_is() -> None:
    assert "Invented" in title(only(action("a", "Invented")), KO)
    assert kind_of("Invented") is Kind.WORK


def test_speech_is_told_without_its_markup() -> None:
    assert plain('<speak>네,<break time="1s"/> A&amp;B</speak>') == "네, A&B"


def test_messages_of_a_waiting_loop_are_all_told() -> None:
    entry = action(
        "a",
        "MessageParticipantIteratively",
        Messages=[{"Text": "하나"}, {"SSML": "<speak>둘</speak>"}],
    )

    assert sentences(only(entry)) == ("하나", "둘")


@pytest.mark.parametrize(
    ("asked", "told"),
    [({"action": "days", "page": "1"}, "diary: days"), ({"number": "1"}, "diary"), (None, "diary")],
)
def test_a_function_is_told_with_what_it_is_asked_for(asked: JsonObject | None, told: str) -> None:
    call = action(
        "a",
        "InvokeLambdaFunction",
        LambdaFunctionARN="{{lambda:diary}}",
        LambdaInvocationAttributes=asked,
    )

    assert body(only(call), KO) == told


def test_values_in_a_sentence_are_named() -> None:
    text = "$.External.name님, 대기 순번은 $.Metrics.Contact.PositionInQueue 번입니다."

    assert readable(text, KO) == "〈name〉님, 대기 순번은 〈대기 순번〉 번입니다."


def test_a_price_in_dollars_is_no_value() -> None:
    assert readable("$1000", EN) == "$1000"


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("{{queue:engineer}}", "engineer"),
        ("arn:aws:lambda:ap-northeast-2:111122223333:function:customer", "customer"),
        ("arn:aws:connect:ap-northeast-2:111122223333:instance/i/queue/q-1", "q-1"),
        ("${QueueArn}", "${QueueArn}"),
    ],
)
def test_resources_go_by_the_name_people_know(reference: str, name: str) -> None:
    assert short_name(reference) == name


def test_branches_are_called_as_a_caller_would() -> None:
    menu = only(
        action(
            "a",
            "GetParticipantInput",
            when={"1": "x"},
            errors={"InputTimeLimitExceeded": "y", "NoMatchingCondition": "z"},
        )
    )

    assert [route_name(menu, route, KO) for route in routes_of(menu)] == ["1", "침묵", "없는 번호"]


def test_comparisons_are_called_by_their_operator() -> None:
    check = only(action("a", "CheckMetricData", when={"NumberGreaterThan 0": "x"}))

    assert [route_name(check, route, EN) for route in routes_of(check)] == ["over 0"]


def test_settings_say_what_they_set() -> None:
    entry = action("a", "UpdateContactAttributes", Attributes={"question": "$.Lex.x", "answer": ""})

    assert body(only(entry), KO) == "question, answer"


def test_a_single_stored_value_is_told() -> None:
    entry = action("a", "UpdateContactAttributes", Attributes={"csat": "5"})
    flow = action("a", "UpdateFlowAttributes", FlowAttributes={"round": {"Value": "$.Channel"}})

    assert body(only(entry), KO) == "csat = 5"
    assert body(only(flow), KO) == "round = 채널"
