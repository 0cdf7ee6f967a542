"""What booked calls back cost."""

from typing import Any

import pytest

from local.cost.resources import uses_of
from tests.local.cost.declared import Resource, resource, volume


def quantities(made: Resource, **changes: Any) -> dict[str, float]:
    found: dict[str, float] = {}
    for use in uses_of(made, volume(**changes)):
        assert use.by_call, "who books has called"
        found[use.price] = found.get(use.price, 0.0) + use.quantity
    return found


def due(**variables: str) -> Resource:
    return resource(
        "lambda/function:Function",
        "callback-due",
        memorySize=1024,
        environment={"variables": variables},
    )


def test_whoever_books_is_called_one_and_a_half_times_on_average() -> None:
    used = quantities(due(OUTBOUND="voice"))
    # 30 of 1,000 callers book; 24 are talked to for four minutes, each goes once without an answer.
    assert used["outbound"] == used["connect-voice"] == pytest.approx(24 * 4 + 30)
    assert used["schedule"] == pytest.approx(45 / 1e6)
    assert used["lambda-request"] == pytest.approx(45 / 1e6)


def test_the_basic_plan_bills_calls_back_at_its_own_price() -> None:
    used = quantities(due(OUTBOUND="voice"), plan="basic")
    assert used["connect-voice-basic"] == pytest.approx(126)
    assert "connect-voice" not in used


def test_a_stack_without_a_number_calls_nobody_and_gives_each_booking_to_people() -> None:
    used = quantities(due(OUTBOUND="task"))
    assert not {"outbound", "connect-voice"} & set(used)
    assert used["connect-task"] == pytest.approx(30)


def test_those_who_are_never_reached_become_tasks() -> None:
    assert quantities(due(OUTBOUND="voice"))["connect-task"] == pytest.approx(6)


def test_texts_are_billed_where_callers_are_reminded() -> None:
    assert quantities(due(REMINDER="sms"))["text"] == pytest.approx(30)
    assert "text" not in quantities(due(REMINDER="none"))


def test_the_function_is_asked_four_times_for_a_booking() -> None:
    asked = resource("lambda/function:Function", "callback", memorySize=1024)
    assert quantities(asked)["lambda-request"] == pytest.approx(120 / 1e6)


def test_a_booking_is_written_and_hours_are_read() -> None:
    table = resource("dynamodb/table:Table", "callbacks", billingMode="PAY_PER_REQUEST")
    used = {use.price: use.quantity for use in uses_of(table, volume()) if use.by_call}
    assert used["dynamodb-write"] == pytest.approx(30 * 11 / 1e6)
    assert used["dynamodb-read"] > used["dynamodb-write"]


def test_nothing_is_used_where_nobody_calls() -> None:
    assert not any(quantities(due(OUTBOUND="voice"), calls=0).values())
