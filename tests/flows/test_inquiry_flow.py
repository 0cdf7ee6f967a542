"""Calls to the AI inquiry."""

import pytest

from ai.contract import Intent
from flows import prompts
from flows.json_values import JsonObject, as_object
from flows.simulator.caller import CallerAction, Press, Say, Silence
from flows.simulator.result import CallResult, Ended
from flows.simulator.world import FunctionResult, Invoke
from tests.flows.functions import CONTACT, Functions, answering, close, elicit, failing
from tests.flows.worlds import call_center, heard, play

WORDS = prompts.load()["inquiry"]
ENGINEER = prompts.load()["engineer"]
QUESTION = "핏클라우드 장애가 나면 얼마 만에 응답해 주나요"


def call(
    *actions: CallerAction, invoke: Invoke | None = None, without: tuple[str, ...] = ()
) -> CallResult:
    return play(call_center(invoke=invoke, without=without), Press("1"), *actions)


def told(result: CallResult) -> dict[str, str]:
    """What the call has learnt beyond the caller's number and language."""
    known = {"language", "caller"}
    return {key: value for key, value in result.attributes.items() if key not in known}


def session_of(event: JsonObject) -> JsonObject:
    return as_object(as_object(event["sessionState"])["sessionAttributes"])


def test_the_ai_says_that_it_is_one_before_it_listens() -> None:
    assert "인공지능" in heard(call())[-1]


def test_a_question_is_answered_and_the_caller_may_ask_again() -> None:
    functions = answering()
    result = call(Say(QUESTION), Say("요금은 얼마인가요"), invoke=functions)

    assert heard(result)[-2:] == ["한 시간 안에 응답해 드립니다."] * 2
    assert [event["inputTranscript"] for event in functions.turns] == [
        QUESTION,
        "요금은 얼마인가요",
    ]


def test_the_bot_is_told_which_contact_it_is_and_how_to_listen() -> None:
    functions = answering()
    call(Say(QUESTION), invoke=functions)

    session = session_of(functions.turns[0])
    assert session["contact_id"] == CONTACT
    assert session["x-amz-lex:audio:start-timeout-ms:*:*"] == "5000"
    assert session["x-amz-lex:allow-interrupt:*:*"] == "true"


def test_after_an_answer_one_leads_to_the_engineer_who_knows_what_was_asked() -> None:
    result = call(Say(QUESTION), Press("1"))

    assert (result.ended, result.queue) == (Ended.QUEUED, "engineer")
    assert told(result) == {
        "question": QUESTION,
        "answer": "한 시간 안에 응답해 드립니다.",
        "sources": "sla.pdf",
        "status": "answered",
    }


@pytest.mark.parametrize("wish", [Press("1"), Say("엔지니어 연결해 주세요"), Say("상담원이요")])
def test_a_person_is_reached_at_once_on_request(wish: CallerAction) -> None:
    result = call(wish)

    assert result.queue == "engineer"
    assert told(result) == {}


@pytest.mark.parametrize("wish", [Press("2"), Say("네, 감사합니다.")])
def test_who_is_done_hears_goodbye_and_is_let_go(wish: CallerAction) -> None:
    result = call(Say(QUESTION), wish)

    assert heard(result)[-1] == WORDS["goodbye"].text
    assert result.ended is Ended.DISCONNECTED
    assert result.attributes["status"] == "answered"


def test_a_person_is_reached_while_the_function_is_down() -> None:
    functions = failing()
    result = call(Press("1"), invoke=functions)

    assert functions.turns == []
    assert result.queue == "engineer"


def test_a_crashed_function_leads_to_an_apology_and_the_engineer() -> None:
    result = call(Say(QUESTION), invoke=failing())

    assert heard(result)[-2:] == [WORDS["fault"].text, ENGINEER["connecting"].text]
    assert result.queue == "engineer"
    assert told(result) == {"status": "failed"}
    assert result.faults[-1].why == "the hook failed: the function crashed"


def test_a_function_that_hangs_leads_to_an_apology_and_the_engineer() -> None:
    result = call(Say(QUESTION), invoke=failing("late", seconds=31))

    assert WORDS["fault"].text in heard(result)
    assert result.queue == "engineer"


def test_a_bot_that_is_not_associated_leads_to_an_apology_and_the_engineer() -> None:
    result = call(without=("bot:inquiry",))

    assert WORDS["fault"].text in heard(result)
    assert result.queue == "engineer"


def test_an_intent_the_flow_does_not_know_leads_to_an_apology_and_the_engineer() -> None:
    functions = Functions(lambda _: FunctionResult(payload=close(Intent.REPEAT)))
    result = call(Say(QUESTION), invoke=functions)

    assert WORDS["fault"].text in heard(result)
    assert result.queue == "engineer"


def test_the_function_itself_may_hand_over_to_the_engineer() -> None:
    payload = close(Intent.ENGINEER, "엔지니어가 이어서 도와드리겠습니다.", last_question="무엇")
    result = call(Silence(), invoke=Functions(lambda _: FunctionResult(payload=payload)))

    assert heard(result)[-2:] == [
        "엔지니어가 이어서 도와드리겠습니다.",
        ENGINEER["connecting"].text,
    ]
    assert told(result) == {"question": "무엇"}


def test_silence_reaches_the_function_as_an_empty_utterance() -> None:
    functions = Functions(lambda _: FunctionResult(payload=elicit("다시 말씀해 주세요.")))
    call(Silence(), invoke=functions)

    assert functions.turns[0]["inputTranscript"] == ""


def test_a_caller_may_hang_up_in_the_middle_of_the_inquiry() -> None:
    result = call(Say(QUESTION))

    assert result.ended is Ended.DISCONNECTED
    assert result.path[-1] == "talk-to-inquiry"


def test_without_the_engineer_flow_an_agent_takes_over() -> None:
    result = call(Press("1"), without=("flow:engineer",))

    assert heard(result)[-2] == WORDS["to_agent"].text
    assert result.queue == "agent"


def test_without_any_flow_to_a_person_the_caller_is_told() -> None:
    result = call(Press("1"), without=("flow:engineer", "flow:agent"))

    assert heard(result)[-2:] == [WORDS["to_agent"].text, WORDS["unavailable"].text]
    assert result.ended is Ended.DISCONNECTED
