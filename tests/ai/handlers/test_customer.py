import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ai.handlers.customer import respond
from ai.metrics import Metrics
from ai.operations.customers import Customer
from ai.operations.lookup import CustomerLookup
from ai.operations.verification import CallerVerification
from tests.ai.operations.tries import FreeTries

KIM = Customer(phone="+821012345678", name="김하늘")
EVENT: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "events" / "connect.json").read_text(encoding="utf-8")
)
LOOKUP = CustomerLookup(find={KIM.phone: KIM}.get, metrics=Metrics("test"))

VERIFICATION = CallerVerification(
    find={KIM.phone: replace(KIM, pin="4071")}.get,
    tries=FreeTries(),
    metrics=Metrics("test"),
    is_right=str.__eq__,
)


def verifying(**parameters: str) -> dict[str, Any]:
    given = {"action": "verify", "number": KIM.phone, **parameters}
    return {"Details": {"Parameters": given}}


def test_a_flow_may_have_a_pin_checked() -> None:
    right, wrong = (
        respond(verifying(digits=digits), LOOKUP, VERIFICATION) for digits in ("4071", "4072")
    )
    assert (right, wrong) == ({"verification": "verified"}, {"verification": "wrong"})


def test_who_keys_nothing_is_not_tried() -> None:
    assert respond(verifying(), LOOKUP, VERIFICATION) == {"verification": "skipped"}


def test_a_stack_that_verifies_nobody_says_so() -> None:
    assert respond(verifying(digits="4071"), LOOKUP) == {"verification": "none"}


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
