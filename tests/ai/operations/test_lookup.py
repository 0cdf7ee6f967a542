import json
import logging
import threading
from dataclasses import replace
from typing import Any

import pytest

from ai.contract import CONNECT_RESPONSE_BYTES, LOOKUP_SECONDS, Metric, Tier
from ai.metrics import Metrics
from ai.operations.customers import Customer
from ai.operations.lookup import TABLE_SECONDS, CustomerLookup

KIM = Customer(
    phone="+821012345678", name="김하늘", tier=Tier.VIP, language="en", company="가나상사"
)


def lookup(
    *customers: Customer, sent: list[dict[str, Any]] | None = None, seconds: float = 1.0
) -> CustomerLookup:
    by_phone = {customer.phone: customer for customer in customers}
    lines = sent if sent is not None else []
    metrics = Metrics("test", write=lambda line: lines.append(json.loads(line)))
    return CustomerLookup(find=by_phone.get, metrics=metrics, seconds=seconds)


def test_a_flow_learns_who_calls() -> None:
    assert lookup(KIM).by_number("+821012345678") == {
        "customer_lookup": "found",
        "customer_known": "true",
        "customer_name": "김하늘",
        "customer_tier": "vip",
        "customer_language": "en",
        "customer_company": "가나상사",
    }


def test_a_customer_without_a_company_has_no_such_key() -> None:
    found = lookup(Customer(phone=KIM.phone, name="이솔")).by_number(KIM.phone)
    assert "customer_company" not in found
    assert found["customer_tier"] == "standard"


def test_a_flow_learns_that_there_is_a_pin_and_nothing_of_it() -> None:
    found = lookup(replace(KIM, pin="scrypt$of a pin")).by_number(KIM.phone)
    assert found["customer_pin"] == "true"
    assert "scrypt" not in str(found)
    assert "customer_pin" not in lookup(KIM).by_number(KIM.phone)


def test_a_stranger_is_unknown() -> None:
    assert lookup(KIM).by_number("+821099999999") == {
        "customer_lookup": "unknown",
        "customer_known": "false",
    }


def test_an_item_without_a_name_greets_nobody() -> None:
    found = lookup(Customer(phone=KIM.phone, name="")).by_number(KIM.phone)
    assert found == {"customer_lookup": "unknown", "customer_known": "false"}


@pytest.mark.parametrize("number", ["", "anonymous"])
def test_a_withheld_number_asks_nobody(number: str) -> None:
    def find(_number: str) -> Customer | None:
        raise AssertionError("the table was asked")

    found = CustomerLookup(find=find, metrics=Metrics("test")).by_number(number)
    assert found == {"customer_lookup": "withheld", "customer_known": "false"}


def test_a_table_that_fails_makes_a_stranger_and_a_metric(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def find(_number: str) -> Customer | None:
        raise ConnectionError("no way to +821012345678")

    sent: list[dict[str, Any]] = []
    metrics = Metrics("test", write=lambda line: sent.append(json.loads(line)))
    found = CustomerLookup(find=find, metrics=metrics).by_number("+821012345678")
    assert found == {"customer_lookup": "failed", "customer_known": "false"}
    assert [line[Metric.LOOKUP_FAILURES] for line in sent] == [1]
    assert "customer_lookup_failed" in caplog.messages


def test_a_table_that_hangs_is_not_waited_for() -> None:
    release = threading.Event()

    def find(_number: str) -> Customer | None:
        release.wait(10)
        return KIM

    slow = CustomerLookup(find=find, metrics=Metrics("test", write=print), seconds=0.01)
    try:
        assert slow.by_number(KIM.phone)["customer_lookup"] == "failed"
    finally:
        release.set()


def test_the_table_is_given_up_before_the_flow_gives_up() -> None:
    assert TABLE_SECONDS < LOOKUP_SECONDS


def test_logs_hold_neither_number_nor_name(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    lookup(KIM).by_number(KIM.phone)
    told = " ".join(str(record.__dict__) for record in caplog.records)
    assert "found" in told
    assert KIM.name not in told
    assert "1012345678" not in told
    assert KIM.company not in told


def test_the_longest_customer_fits_a_response() -> None:
    longest = Customer(phone=KIM.phone, name="가" * 40, company="가" * 60)
    found = lookup(longest).by_number(KIM.phone)
    assert sum(len(f"{key}{value}".encode()) for key, value in found.items()) < (
        CONNECT_RESPONSE_BYTES / 10
    )
