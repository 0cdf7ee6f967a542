"""Callers who are verified by a PIN: the function's answers, the count of tries, and its log."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ai.contract import VERIFY_SECONDS, CustomerAction, Verification
from ai.operations.pin_tries import MOST_WRONG
from ai.operations.pins import hashed
from flows import prompts
from flows.attributes import ContactAttribute
from flows.native_tests.check import find_problems
from flows.native_tests.language import assert_equal, instruct, message, observation
from tests.live.account import Account
from tests.live.test_functions import PERSON, asked_by_a_flow, invoke
from tests.live.test_native import always_open, play, request_of

PIN = "40719358"
WRONG = "51820469"
TRIES = "pin-tries"


def tries_table(account: Account) -> str:
    """Where wrong tries are counted; skips on a stack that verifies nobody."""
    if TRIES not in {each.name for each in account.declared.of("dynamodb/Table")}:
        pytest.skip("the stack verifies nobody: pulumi config set callerVerification pin")
    return account.name("dynamodb/Table", TRIES)


class Log:
    """What a log group got from now on."""

    def __init__(self, account: Account, group: str) -> None:
        self._account = account
        self._group = group
        self._since = int(datetime.now(UTC).timestamp() * 1000)

    def lines(self, words: str) -> list[str]:
        """Those with these words in them."""
        found = self._account.client("logs").filter_log_events(
            logGroupName=self._group, startTime=self._since, filterPattern=f'"{words}"'
        )["events"]
        return [str(each["message"]) for each in found]

    def wait_for(self, words: str, *, times: int) -> None:
        """Until so many lines have them."""
        what = f"{words} is not {times} times in {self._group}"
        self._account.until(
            lambda: len(self.lines(words)) >= times, seconds=180, every=5, what=what
        )


@contextmanager
def customer_with_pin(account: Account) -> Generator[None]:
    """In the table, and looked up as a call begins with it; the customer and their tries go."""
    customers, tries = account.output("customers_table"), tries_table(account)
    dynamodb, key = account.client("dynamodb"), {"phone": {"S": PERSON}}
    item = {**key, "name": {"S": "시험고객"}, "pin": {"S": hashed(PIN)}}
    dynamodb.put_item(TableName=customers, Item=item)
    try:
        known = told(account, number=PERSON)
        assert known.get("customer_pin") == "true", known
        yield
    finally:
        dynamodb.delete_item(TableName=customers, Key=key)
        dynamodb.delete_item(TableName=tries, Key=key)


def told(account: Account, **parameters: str) -> dict[str, str]:
    """What the function `customer` answers a flow."""
    asked = asked_by_a_flow(f"live-{account.run}-pin", **parameters)
    answer = invoke(account, account.output("customer_function_alias_arn"), asked)
    return {str(key): str(value) for key, value in answer.items()}


def verified(account: Account, digits: str) -> str:
    """What comes of digits that the person keys in."""
    action = CustomerAction.VERIFY.value
    answer = told(account, action=action, number=PERSON, digits=digits)
    return answer.get("verification", "")


def flow_log(account: Account) -> str:
    """The log group of Connect's flows."""
    [name] = [each for each in account.names("cloudwatch/LogGroup") if "/connect/" in each]
    return name


def keying_a_pin(request: dict[str, Any]) -> dict[str, Any]:
    """The same call by the customer, who is asked for the PIN between menu and queue."""
    content = json.loads(request["Content"])
    start, menu, queue, *others = content["Observations"]
    question = message("pin-event", prompts.load()["verification"]["enter"].text, "Similarity")
    pin = observation("pin", question, [instruct("DtmfInput", {"Value": f"{PIN}#"})])
    shown = assert_equal(f"$.Attributes.{ContactAttribute.CUSTOMER_VERIFIED.value}", "true")
    *checks, end = [
        {key: value for key, value in each.items() if key not in {"Identifier", "Transitions"}}
        for each in queue["Actions"]
    ]
    arrived = observation(queue["Identifier"], queue["Event"], [*checks, shown, end])
    content["Observations"] = [
        start,
        {**menu, "Transitions": {"NextObservations": ["pin"]}},
        {**pin, "Transitions": {"NextObservations": [queue["Identifier"]]}},
        arrived,
        *others,
    ]
    assert find_problems(content) == []
    entry = json.loads(json.dumps(request["EntryPoint"]))
    entry["VoiceCallEntryPointParameters"]["SourcePhoneNumber"] = PERSON
    return {
        **request,
        "Name": f"{request['Name']}-pin"[:127],
        "EntryPoint": entry,
        "Content": json.dumps(content, ensure_ascii=False),
    }


def test_a_pin_is_checked_counted_and_locked(account: Account) -> None:
    """ADR 19. Costs: nothing to speak of. Leaves: six points in the metrics `PinsWrong` and
    `PinsLocked`; the customer and the count of their tries are deleted. Needs
    `callerVerification: pin`.
    """
    with customer_with_pin(account):
        started = account.now()
        assert verified(account, PIN) == Verification.VERIFIED
        seconds = account.now() - started
        assert verified(account, "") == Verification.SKIPPED
        for number in range(MOST_WRONG):
            assert verified(account, WRONG) == Verification.WRONG, f"wrong try {number + 1}"
        assert verified(account, PIN) == Verification.LOCKED
    assert seconds < VERIFY_SECONDS, "a flow would have given up: the hash is too slow for it"


def test_the_function_logs_no_digit_of_a_pin(account: Account) -> None:
    """Of its own log. Costs: nothing. Leaves: one point in the metric
    `PinsWrong`; the customer and the count of their tries are deleted. Needs
    `callerVerification: pin`.
    """
    log = Log(account, f"/aws/lambda/{account.name('lambda/Function', 'customer')}")
    with customer_with_pin(account):
        assert verified(account, WRONG) == Verification.WRONG
        assert verified(account, PIN) == Verification.VERIFIED
        log.wait_for("caller_verification", times=2)
        for secret in (PIN, WRONG, PERSON):
            assert log.lines(secret) == [], secret


def test_connect_asks_for_a_pin_and_logs_no_digit_of_it(account: Account, tmp_path: Path) -> None:
    """Played by Connect itself. Costs: one simulated call of under a minute; no price for it was
    found. Leaves: contact records; customer, test case and its hours are deleted. Needs
    `callerVerification: pin`.
    """
    log = Log(account, flow_log(account))
    with customer_with_pin(account), always_open(account) as always:
        request = request_of(account, "engineer-directly.yaml", tmp_path, always)
        play(account, keying_a_pin(request))
        log.wait_for(ContactAttribute.CUSTOMER_VERIFIED.value, times=2)
        assert log.lines(PIN) == []
