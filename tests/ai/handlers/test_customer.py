import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ai.handlers.customer import respond
from ai.metrics import Metrics
from ai.operations.customers import Customer
from ai.operations.lookup import CustomerLookup

KIM = Customer(phone="+821012345678", name="김하늘")
EVENT: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "events" / "connect.json").read_text(encoding="utf-8")
)
LOOKUP = CustomerLookup(find={KIM.phone: KIM}.get, metrics=Metrics("test"))


def test_the_number_is_the_one_in_the_parameters() -> None:
    event = {**EVENT, "Details": {**EVENT["Details"], "Parameters": {"number": KIM.phone}}}
    assert respond(event, LOOKUP)["customer_name"] == KIM.name


def test_without_a_parameter_it_is_the_number_of_the_contact() -> None:
    contact = {**EVENT["Details"]["ContactData"], "CustomerEndpoint": {"Address": KIM.phone}}
    event = {"Details": {"ContactData": contact, "Parameters": {}}}
    assert respond(event, LOOKUP)["customer_name"] == KIM.name


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"Details": None},
        {"Details": {"ContactData": {"CustomerEndpoint": None}, "Parameters": None}},
    ],
)
def test_an_event_without_a_number_is_answered_like_a_withheld_one(event: dict[str, Any]) -> None:
    assert respond(event, LOOKUP) == {"customer_lookup": "withheld", "customer_known": "false"}


def test_everything_that_is_returned_is_text() -> None:
    event = {"Details": {"Parameters": {"number": KIM.phone}}}
    assert all(isinstance(value, str) for value in respond(event, LOOKUP).values())


def test_the_function_starts_without_the_packages_of_the_answers() -> None:
    """Its archive has none of them, and a caller waits for its start."""
    program = (
        "import sys, ai.handlers.customer\n"
        "print(sorted({'numpy', 'pydantic', 'langchain_core', 'langchain_aws'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
