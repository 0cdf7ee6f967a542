"""Two causes, two mails: what goes wrong meanwhile is not hidden by what is known already."""

from collections.abc import Mapping

import pytest

from tests.infra.engine import Recording
from tests.infra.monitoring.test_incidents import Sent, during, play, queue

LETTERS = "ApproximateNumberOfMessagesVisible"
LYING: Mapping[str, Sent] = {
    "dead-letters-callbacks": {(LETTERS, "callbacks-due-dead-letter"): during(1, 0, 900)},
    "letters-waiting": {(LETTERS, "operations-dead-letter"): during(1, 0, 900)},
}
FAILING: Mapping[str, Sent] = {
    "operations-broken": {("CustomerLookupFailures", "prod"): during(3, None, 90, 30)},
    "callbacks-broken": {
        ("CallbackFailures", "prod"): lambda minute: 1 if minute in {30, 45, 60} else None
    },
    "knowledge-broken": {("GateRefused", "prod"): during(1, None, 31, 30)},
}


@pytest.mark.parametrize("failing", FAILING)
@pytest.mark.parametrize("lying", LYING)
def test_a_letter_that_lies_hides_nothing_that_fails(
    prod: Recording, lying: str, failing: str
) -> None:
    pages, _ = play(prod, {**LYING[lying], **FAILING[failing]}, minutes=200)
    assert pages == [lying, failing]


def test_letters_of_one_kind_do_not_hide_that_a_booked_customer_is_lost(prod: Recording) -> None:
    both: Sent = {
        **LYING["letters-waiting"],
        (LETTERS, "callbacks-due-dead-letter"): during(1, 0, 900, 60),
    }
    assert play(prod, both, minutes=200)[0] == ["letters-waiting", "dead-letters-callbacks"]


def test_what_is_left_behind_is_mailed_about_when_its_cause_is_over(prod: Recording) -> None:
    broken: Sent = {
        ("Errors", "-contact-records"): during(1, None, 30),
        (LETTERS, "contact-records-dead-letter"): during(3, 0, 300, 20),
    }
    pages, run = play(prod, broken, minutes=300)
    assert pages == ["operations-broken", "letters-waiting"]
    [over] = run.went_off("saltware-contact-center-prod-function-errors-contact-records")
    assert [minute for minute, _ in run.pages][1] == over


@pytest.mark.parametrize("flow", ["guide", "callback_task", "disconnect", "callback_call"])
def test_a_flow_that_leads_nobody_to_people_does_not_hide_that_callers_wait(
    prod: Recording, flow: str
) -> None:
    both: Sent = {
        ("ContactFlowErrors", flow): during(1, None, 120),
        **queue(30, 110),
    }
    assert play(prod, both, minutes=200)[0] == ["flows-broken", "callers-waiting"]


@pytest.mark.parametrize("flow", ["main", "agent", "engineer_en", "queue"])
def test_a_flow_on_the_way_to_people_explains_that_callers_wait(prod: Recording, flow: str) -> None:
    both: Sent = {
        ("ContactFlowFatalErrors", flow): during(1, None, 90),
        **queue(5, 90),
    }
    assert play(prod, both, minutes=200)[0] == ["flows-broken"]


def test_a_lag_of_callbacks_does_not_hide_that_customers_are_not_looked_up(
    prod: Recording,
) -> None:
    both: Sent = {
        ("ApproximateAgeOfOldestMessage", "callbacks-due"): lambda minute: max(0, minute) * 60,
        **FAILING["operations-broken"],
    }
    assert play(prod, both, minutes=200)[0] == ["callbacks-broken", "operations-broken"]


def test_a_chat_whose_programs_are_refused_is_mailed_about_while_answers_fail(
    prod: Recording,
) -> None:
    [api] = {each.inputs["apiId"] for each in prod.of("apigatewayv2/Stage")}
    both: Sent = {
        ("Errors", "-answer"): during(3, 0, 120),
        ("Count", api): during(12, 12, 0),
        ("4xx", api): during(10, 0, 100, 30),
    }
    assert play(prod, both, minutes=200)[0] == ["answers-broken", "chat-api-refused"]


def test_records_that_stop_coming_are_mailed_about_once_and_hide_nothing(prod: Recording) -> None:
    stopped: Sent = {
        ("CallsPerInterval", "VoiceCalls"): during(1, 1, 0),
        ("Invocations", "-contact-records"): during(0, 1, 240),
        ("LongestQueueWaitTime", "callback"): during(7_200, None, 230, 200),
    }
    pages, run = play(prod, stopped, minutes=340)
    assert pages == ["operations-broken", "untaken-callback"]
    assert 60 <= run.pages[0][0] - 60 <= 190


def test_tasks_that_nobody_takes_over_night_are_mailed_about_once(prod: Recording) -> None:
    night: Sent = {
        ("LongestQueueWaitTime", "callback"): lambda minute: (
            60.0 * minute if 0 <= minute < 240 else None
        )
    }
    pages, run = play(prod, night, minutes=340)
    assert pages == ["untaken-callback"]
    assert run.pages[0][0] - 60 == 61
