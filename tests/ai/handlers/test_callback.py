import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import botocore.client
import pytest
from botocore import xform_name

from ai.handlers import callback, callback_due
from tests.ai.handlers.worlds import event
from tests.ai.operations.callbacks.test_settings import DUE
from tests.ai.operations.callbacks.world import ALWAYS, KIM, World

ENVIRONMENT = {
    **DUE,
    "OPENING": ALWAYS,
    "REMINDER": "sms",
    "REMINDER_MINUTES": "60",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
}


@contextmanager
def reached(world: World, published: list[dict[str, Any]]) -> Generator[None]:
    """Real clients, of which every call ends up in the world."""

    def call(client: Any, operation: str, parameters: dict[str, Any]) -> Any:
        service = str(client.meta.service_model.service_name)
        if service == "sns":
            published.append(parameters)
            return {"MessageId": "1"}
        return getattr(world.calls[service], xform_name(operation))(**parameters)

    def leave_logging_alone(_level: str) -> None:
        pass

    caches = (vars(callback)["_desk"], vars(callback_due)["_desk"])
    with (
        mock.patch.dict("os.environ", ENVIRONMENT),
        mock.patch.object(botocore.client.BaseClient, "_make_api_call", call),
        mock.patch.object(callback, "configure", leave_logging_alone),
        mock.patch.object(callback_due, "configure", leave_logging_alone),
    ):
        for cache in caches:
            cache.cache_clear()
        yield
        for cache in caches:
            cache.cache_clear()


def asked(**parameters: str) -> dict[str, Any]:
    made = event("connect")
    made["Details"]["Parameters"] = parameters
    made["Details"]["ContactData"]["Attributes"] = {"customer_name": "김하늘"}
    return made


def record(body: str, message: str = "1") -> dict[str, str]:
    return {"messageId": message, "body": body}


def test_a_caller_books_and_is_reminded_and_called() -> None:
    world, published = World(), list[dict[str, Any]]()
    with reached(world, published):
        days = callback.handler(asked(action="days", language="ko"))
        times = callback.handler(asked(action="times", language="ko", choice=days["choice_2"]))
        booked = callback.handler(
            asked(action="book", language="ko", choice=times["choice_4"], number=KIM)
        )
        assert booked["callback_status"] == "booked"
        messages = [made["Target"]["Input"] for made in world.scheduler.schedules.values()]
        assert len(messages) == 2
        batch = {"Records": [record(message) for message in messages]}
        assert callback_due.handler(batch) == {"batchItemFailures": []}
    (text,) = published
    assert text["PhoneNumber"] == KIM
    assert text["Message"].startswith("[Saltware 고객센터]")
    (call,) = world.connect.voice
    assert call["Attributes"]["customer_name"] == "김하늘"


@pytest.mark.parametrize("module", ["callback", "callback_due"])
def test_the_function_starts_without_the_packages_of_the_answers(module: str) -> None:
    """Its archive has none of them, and a caller waits for its start."""
    program = (
        f"import sys, ai.handlers.{module}\n"
        "print(sorted({'numpy', 'pydantic', 'langchain_core', 'langchain_aws'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
