import pytest

from tests.ai.operations.callbacks.world import KIM, LEE, World, seoul


def choices(answer: dict[str, str]) -> list[str]:
    return [answer[f"choice_{key}"] for key in range(1, int(answer["choices"]) + 1)]


def test_three_days_are_offered_in_words_and_as_dates() -> None:
    answer = World().ask("days", language="ko")
    assert answer == {
        "callback_status": "offered",
        "words": "오늘은 1번, 내일은 2번, 25일 수요일은 3번입니다.",
        "choices": "3",
        "choice_1": "2026-11-23",
        "choice_2": "2026-11-24",
        "choice_3": "2026-11-25",
    }


def test_english_callers_hear_english() -> None:
    said = World().ask("days", language="en")["words"]
    assert said == "For today, press 1, for tomorrow, press 2, for Wednesday the 25th, press 3."


def test_more_days_come_on_the_next_page_and_the_first_after_the_last() -> None:
    world = World(days=5)
    first, second = world.ask("days"), world.ask("days", page=2)
    assert (first["more"], first["next_page"]) == ("true", "2")
    assert choices(second) == ["2026-11-26", "2026-11-27"]
    assert (second["more"], second["next_page"]) == ("true", "1")
    assert world.ask("days", page=3) == first


def test_a_day_that_is_full_is_not_offered() -> None:
    world = World(capacity=1, time=seoul("2026-11-23 16:00"))
    assert world.book(KIM, "2026-11-23 17:00") == "booked"
    assert choices(world.ask("days")) == ["2026-11-24", "2026-11-25"]


def test_when_every_hour_is_taken_there_is_none() -> None:
    world = World(capacity=1, days=1, time=seoul("2026-11-23 16:00"))
    world.book(KIM, "2026-11-23 17:00")
    assert world.ask("days") == {"callback_status": "none"}


def test_times_come_four_at_once_and_only_those_that_are_free() -> None:
    world = World(capacity=1)
    world.book(KIM, "2026-11-24 10:00")
    first = world.ask("times", choice="2026-11-24")
    assert first["words"] == (
        "오전 아홉 시는 1번, 오전 열한 시는 2번, 낮 열두 시는 3번, 오후 한 시는 4번입니다."
    )
    assert choices(first)[0] == "2026-11-24T09:00:00+09:00"
    assert (first["choices"], first["more"], first["next_page"]) == ("4", "true", "2")
    second = world.ask("times", choice="2026-11-24", page=2)
    assert len(choices(second)) == 4
    assert second["next_page"] == "1"


def test_a_short_afternoon_has_no_second_page() -> None:
    answer = World(time=seoul("2026-11-23 14:00")).ask("times", choice="2026-11-23")
    assert answer["choices"] == "3"
    assert not {"more", "next_page"} & set(answer)


@pytest.mark.parametrize("choice", ["", "tomorrow", "2026-13-01"])
def test_no_day_has_no_times(choice: str) -> None:
    assert World().ask("times", choice=choice) == {"callback_status": "none"}


@pytest.mark.parametrize("choice", ["2026-11-22", "2026-11-21", "2026-11-30", "2020-01-01"])
def test_a_day_that_is_not_offered_any_more_is_taken(choice: str) -> None:
    assert World().ask("times", choice=choice) == {"callback_status": "taken"}


def test_a_day_that_has_filled_up_meanwhile_is_taken() -> None:
    world = World(capacity=1, time=seoul("2026-11-23 16:00"))
    world.book(KIM, "2026-11-23 17:00")
    assert world.ask("times", choice="2026-11-23") == {"callback_status": "taken"}


def test_a_number_that_can_not_be_called_is_refused_before_anything_is_chosen() -> None:
    world = World()
    assert world.ask("days", number="119") == {"callback_status": "refused"}
    assert world.ask("days", number="1588-1234") == {"callback_status": "refused"}
    assert world.ask("days", number=LEE)["callback_status"] == "offered"
    assert world.ask("days")["callback_status"] == "offered"
