"""Batches of SQS messages."""

import logging
from collections.abc import Mapping
from typing import Any

import pytest

from ai.handlers.batches import handle_each

log = logging.getLogger("ai.tests")


def test_one_message_s_fault_keeps_no_other_from_being_done(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []

    def work(message: Mapping[str, Any]) -> None:
        if message["body"] == "broken":
            raise ValueError("what somebody said")
        done.append(message["body"])

    bodies = ("first", "broken", "last")
    records = [{"messageId": f"id-{body}", "body": body} for body in bodies]
    told = handle_each({"Records": records}, work, log, "work_failed")

    assert done == ["first", "last"]
    assert told == {"batchItemFailures": [{"itemIdentifier": "id-broken"}]}
    assert "work_failed" in caplog.text
    assert "what somebody said" not in caplog.text


@pytest.mark.parametrize("event", [{}, {"Records": []}, {"Records": None}])
def test_an_empty_batch_has_no_failures(event: dict[str, Any]) -> None:
    assert handle_each(event, lambda _: None, log, "work_failed") == {"batchItemFailures": []}
