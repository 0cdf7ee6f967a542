"""Known callers who are asked for a PIN on the way to people."""

from dataclasses import replace

import pytest

from ai.contract import Verification
from flows import prompts
from flows.catalog import FLOWS
from flows.guide import guide_view
from flows.json_values import as_object
from flows.simulator.caller import CallerAction, Press, Silence
from flows.simulator.result import Ended
from flows.simulator.world import FunctionResult
from flows.validate import find_problems
from tests.flows.pins import PIN, WITH_PIN, Told, actions, calling, customer, tries
from tests.flows.test_engineer_and_agent_flows import SUNDAY
from tests.flows.verifying import CHANGED, VERIFYING
from tests.flows.worlds import CUSTOMER, OFFICE, call_center, heard, play

WORDS = prompts.load()["verification"]
ENGLISH = prompts.load("en")["verification"]


@pytest.mark.parametrize(("key", "queue"), [("2", "engineer"), ("0", "agent")])
def test_who_knows_their_pin_is_verified_on_the_way_to_people(key: str, queue: str) -> None:
    functions = customer(Verification.VERIFIED)
    result = calling(functions, Press(key), Press(f"{PIN}#"))

    said = heard(result)
    assert said.index(WORDS["enter"].text) < said.index(WORDS["verified"].text)
    assert (result.ended, result.queue) == (Ended.QUEUED, queue)
    assert result.attributes["customer_verified"] == "true"
    assert tries(functions) == [{"action": "verify", "number": CUSTOMER, "digits": PIN}]


def test_who_presses_a_wrong_one_may_try_once_more() -> None:
    functions = customer(Verification.WRONG, Verification.VERIFIED)
    result = calling(functions, Press("2"), Press("1111#"), Press(f"{PIN}#"))

    assert WORDS["again"].text in heard(result)
    assert [each["digits"] for each in tries(functions)] == ["1111", PIN]
    assert result.attributes["customer_verified"] == "true"


def test_after_two_wrong_ones_people_take_the_call_and_know_it() -> None:
    functions = customer(Verification.WRONG, Verification.WRONG)
    result = calling(functions, Press("2"), Press("1111#"), Press("2222#"))

    assert WORDS["wrong"].text in heard(result)
    assert (result.ended, result.queue) == (Ended.QUEUED, "engineer")
    assert result.attributes["customer_verified"] == "false"
    assert len(tries(functions)) == 2


@pytest.mark.parametrize("nothing", [Press("#"), Silence()])
def test_who_presses_nothing_goes_on_at_once(nothing: CallerAction) -> None:
    result = calling(customer(Verification.SKIPPED), Press("2"), nothing)

    assert WORDS["skipped"].text in heard(result)
    assert WORDS["again"].text not in heard(result)
    assert result.queue == "engineer"
    assert result.attributes["customer_verified"] == "false"


@pytest.mark.parametrize(
    ("told", "key"),
    [
        (Verification.LOCKED, "locked"),
        (Verification.FAILED, "failed"),
        (FunctionResult(error="the function crashed"), "failed"),
        (FunctionResult(payload={"verification": "verified"}, seconds=4), "failed"),
        (FunctionResult(payload={"verification": True}), "failed"),
        (FunctionResult(payload={"verification": "of another version"}), "failed"),
    ],
)
def test_who_can_not_be_verified_is_told_so_and_reaches_people(told: Told, key: str) -> None:
    result = calling(customer(told), Press("2"), Press(f"{PIN}#"))

    assert WORDS[key].text in heard(result)
    assert result.queue == "engineer"
    assert result.attributes["customer_verified"] == "false"


def test_a_pin_that_was_taken_away_meanwhile_is_not_spoken_of() -> None:
    result = calling(customer(Verification.NONE), Press("2"), Press(f"{PIN}#"))

    said = heard(result)
    assert said[said.index(WORDS["enter"].text) + 1].startswith("전담 엔지니어에게")


@pytest.mark.parametrize(
    "who",
    [
        {key: value for key, value in WITH_PIN.items() if key != "customer_pin"},
        {"customer_lookup": "unknown", "customer_known": "false"},
    ],
)
def test_who_has_no_pin_is_not_asked(who: dict[str, str]) -> None:
    result = calling(customer(who=who), Press("2"))

    assert WORDS["enter"].text not in heard(result)
    assert result.queue == "engineer"
    assert "customer_verified" not in result.attributes


def test_who_stays_with_the_ai_is_not_asked() -> None:
    result = calling(customer(), Press("1"))

    assert WORDS["enter"].text not in heard(result)


def test_outside_the_hours_nobody_is_asked() -> None:
    world = call_center(hours=OFFICE, at=SUNDAY)

    assert WORDS["enter"].text not in heard(calling(customer(), Press("2"), world=world))


def test_who_is_passed_on_to_agents_is_asked_once() -> None:
    functions = customer(Verification.WRONG, Verification.WRONG)
    keys = (Press("2"), Press("1111#"), Press("2222#"))
    result = calling(functions, *keys, world=call_center(full=("engineer",)))

    assert result.queue == "agent"
    assert heard(result).count(WORDS["enter"].text) == 1


def test_who_wants_an_agent_again_after_the_call_is_not_asked_again() -> None:
    world = replace(call_center(agents=1), agent_leaves_after_seconds=60)
    functions = customer(Verification.VERIFIED)
    result = calling(functions, Press("2"), Press(f"{PIN}#"), Press("0"), Press("5"), world=world)

    assert heard(result).count(WORDS["enter"].text) == 1
    assert len(tries(functions)) == 1
    assert result.attributes["customer_verified"] == "true"


@pytest.mark.parametrize("full", [(), ("engineer", "agent")])
def test_who_is_called_back_has_not_keyed_anything_in_that_call(full: tuple[str, ...]) -> None:
    keys = (Press("2"), Press(f"{PIN}#"), Press("1"), Press("1"), Press("1"))
    result = calling(customer(Verification.VERIFIED), *keys, world=call_center(full=full))

    [created] = result.callbacks
    assert (created.values["queue"], result.attributes["callback"]) == ("callback", "requested")
    assert result.attributes["customer_pin"] == "known"
    assert result.attributes["customer_verified"] == "false"
    requested = result.path.index("request-callback-callback")
    assert result.path.index("store-unverified") < requested


def test_whoever_takes_up_a_call_back_is_told_that_it_may_be_somebody_else() -> None:
    before = {**WITH_PIN, "customer_pin": "known", "customer_verified": "false"}
    world = replace(call_center(agents=1), attributes=before)
    result = calling(customer(who={"customer_known": "false"}), Press("0"), world=world)

    assert WORDS["enter"].text not in heard(result)
    assert WORDS["whisper_unverified"].text in [turn.text for turn in result.agent_turns]


@pytest.mark.parametrize("key", ["2", "0"])
def test_nothing_stands_between_a_caller_in_distress_and_a_person(key: str) -> None:
    functions = customer()
    world = replace(call_center(agents=1), attributes={"reason": "distress"})
    result = calling(functions, Press(key), world=world)

    whispered = [turn.text for turn in result.agent_turns if turn.flow == "agent_whisper"]
    assert WORDS["enter"].text not in heard(result)
    assert whispered == ["김하늘 고객님입니다.", prompts.load()["agent_whisper"]["distress"].text]
    assert result.attributes["customer_verified"] == "false"
    assert tries(functions) == []


def test_english_callers_are_asked_in_english() -> None:
    functions = customer(Verification.VERIFIED, who={**WITH_PIN, "customer_language": "en"})
    result = calling(functions, Press("2"), Press(f"{PIN}#"))

    assert ENGLISH["enter"].text in heard(result)
    assert ENGLISH["verified"].text in heard(result)
    assert (result.queue, result.attributes["customer_verified"]) == ("engineer", "true")


def test_a_stack_that_verifies_nobody_asks_nobody() -> None:
    functions = customer()
    result = play(call_center(invoke=functions), Press("2"))

    assert WORDS["enter"].text not in heard(result)
    assert not {"customer_pin", "customer_verified"} & set(result.attributes)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [(Verification.VERIFIED, "whisper_verified"), (Verification.SKIPPED, "whisper_unverified")],
)
def test_whoever_takes_the_call_hears_whether_it_is_the_customer(
    outcome: Verification, words: str
) -> None:
    result = calling(customer(outcome), Press("0"), Press(f"{PIN}#"), world=call_center(agents=1))

    whispered = [turn.text for turn in result.agent_turns if turn.flow == "agent_whisper"]
    assert whispered[:2] == ["김하늘 고객님입니다.", WORDS[words].text]


def test_the_guide_says_it_too() -> None:
    shown = as_object(actions("guide")["show-guide"].parameters["ViewData"])

    assert shown["customer_verified"] == "$.Attributes.customer_verified"
    assert '"$.customer_verified"' in str(guide_view(verifies=True).template).replace("'", '"')
    assert "customer_verified" not in str(guide_view().template)


def test_only_flows_with_people_are_different() -> None:
    both = ("main", "engineer", "agent", "agent_whisper", "callback", "queue")
    once = ("guide", "outbound_whisper")
    assert set(CHANGED) == {*once, *both, *(f"{name}_en" for name in both)}
    assert list(VERIFYING) == list(FLOWS)


@pytest.mark.parametrize("name", CHANGED)
def test_there_is_nothing_to_be_said_against_them(name: str) -> None:
    assert find_problems(VERIFYING[name].content, type=VERIFYING[name].type) == []
    for action in actions(name).values():
        known = action.known
        assert known is not None
        assert action.error_types >= known.errors | known.usual_errors, action.identifier
