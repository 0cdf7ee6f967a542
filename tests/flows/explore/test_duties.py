"""What callers must hear and be able to reach, whichever way they go."""

import pytest

from flows.json_values import Json, JsonObject, as_object
from tests.flows.explore.samples import (
    BOT,
    ERROR,
    QUEUE,
    SORRY,
    action,
    actions,
    explored,
    menu,
    say,
)


def test_hanging_up_on_a_caller_without_words_is_a_silent_end() -> None:
    report = explored(menu(keys={"1": "queue"}, silence="end"), QUEUE, SORRY)
    assert actions(report.silent_ends) == ["end"]
    assert report.silent_ends[0].path == ("menu", "[silence InputTimeLimitExceeded]", "end")


def by_channel(*, task: str) -> tuple[JsonObject, ...]:
    channel = action(
        "channel",
        "Compare",
        errors={"NoMatchingCondition": "sorry"},
        when={"TASK": task},
        ComparisonValue="$.Channel",
    )
    return (channel, QUEUE, SORRY)


def test_a_task_ends_without_words_because_nobody_would_hear_them() -> None:
    assert explored(*by_channel(task="end")).silent_ends == ()


def test_whoever_else_comes_to_a_flow_for_tasks_must_hear_words() -> None:
    channel, *rest = by_channel(task="queue")
    silent = {**channel, "Transitions": _without_words(channel)}
    assert actions(explored(silent, *rest).silent_ends) == ["end"]


def _without_words(channel: JsonObject) -> JsonObject:
    """The same transitions, but for that what is no task ends at once."""
    transitions = as_object(channel["Transitions"])
    errors: JsonObject = {"NextAction": "end", "ErrorType": "NoMatchingCondition"}
    return {**transitions, "NextAction": "end", "Errors": [errors]}


def test_words_before_a_menu_do_not_count_for_what_comes_after_it() -> None:
    report = explored(say("hello", next="menu"), menu(keys={"1": "end"}), QUEUE, SORRY)
    assert actions(report.silent_ends) == ["end"]


def test_a_bot_that_does_not_say_what_it_is_is_found() -> None:
    report = explored(say("hello", "안녕하세요.", next="bot"), BOT, QUEUE, SORRY)
    assert actions(report.ai_without_notice) == ["bot"]


@pytest.mark.parametrize(
    "words", ["AI가 답해 드립니다.", "인공지능 상담원입니다.", "I am a virtual assistant."]
)
def test_a_bot_that_says_so_is_not_found(words: str) -> None:
    assert explored({**BOT, "Parameters": {"Text": words}}, QUEUE, SORRY).ai_without_notice == ()


def test_a_notice_that_could_not_be_played_does_not_count() -> None:
    report = explored(say("notice", "AI 상담입니다.", next="bot"), BOT, QUEUE, SORRY)
    assert actions(report.ai_without_notice) == ["bot"]
    assert report.ai_without_notice[0].path == ("notice", "[error NoMatchingError]", "bot")


def recording(**behaviour: Json) -> JsonObject:
    return action(
        "record", "UpdateContactRecordingBehavior", next="queue", RecordingBehavior=behaviour
    )


def test_recording_what_callers_say_to_the_system_needs_a_notice_before() -> None:
    report = explored(recording(IVRRecordingBehavior="Enabled"), QUEUE, SORRY)
    assert actions(report.recording_without_notice) == ["record", "queue"]


def test_recording_people_needs_a_notice_before_they_join() -> None:
    record = recording(RecordedParticipants=["Agent", "Customer"])
    assert actions(explored(record, QUEUE, SORRY).recording_without_notice) == ["queue"]


def test_recording_nobody_needs_none() -> None:
    record = recording(RecordedParticipants=[])
    assert explored(record, QUEUE, SORRY).recording_without_notice == ()


def test_a_caller_who_can_not_reach_a_person_is_found() -> None:
    report = explored(menu(keys={"1": "bye"}), say("bye"), SORRY)
    assert actions(report.no_person) == ["menu"]


def test_a_callback_is_a_way_to_a_person() -> None:
    callback = action("later", "CreateCallbackContact", next="sorry", errors=ERROR)
    assert explored(menu(keys={"1": "later"}), callback, SORRY).no_person == ()
