import json
import logging
import threading
from typing import Any

import pytest

from ai.contract import VERIFY_SECONDS, Metric, Verification
from ai.errors import PinError
from ai.metrics import Metrics
from ai.operations.customers import Customer
from ai.operations.verification import CHECK_SECONDS, CallerVerification, told
from tests.ai.operations.tries import FreeTries

PIN = "407193"
KIM = Customer(phone="+821012345678", name="김하늘", pin="kept of " + PIN)
SOL = Customer(phone="+821022223333", name="이솔")


def is_right(pin: str, kept: str) -> bool:
    return kept == f"kept of {pin}"


def verification(
    tries: FreeTries | None = None, sent: list[dict[str, Any]] | None = None, **more: Any
) -> CallerVerification:
    by_phone = {customer.phone: customer for customer in (KIM, SOL)}
    lines = sent if sent is not None else []
    given: dict[str, Any] = {
        "find": by_phone.get,
        "tries": tries or FreeTries(),
        "metrics": Metrics("test", write=lambda line: lines.append(json.loads(line))),
        "is_right": is_right,
        **more,
    }
    return CallerVerification(**given)


def test_who_knows_the_pin_is_verified_and_it_counts_as_no_try() -> None:
    tries = FreeTries()
    assert verification(tries).verify(KIM.phone, PIN) == told(Verification.VERIFIED)
    assert tries.log == [f"take {KIM.phone}", f"give back {KIM.phone}"]


def test_the_number_may_be_written_in_any_way() -> None:
    assert verification().verify("010-1234-5678", PIN) == told(Verification.VERIFIED)


@pytest.mark.parametrize("keyed", ["407194", "4071", "1", "40719300000"])
def test_another_pin_of_any_length_is_wrong_and_counts(keyed: str) -> None:
    tries, sent = FreeTries(), list[dict[str, Any]]()
    assert verification(tries, sent).verify(KIM.phone, keyed) == told(Verification.WRONG)
    assert tries.log == [f"take {KIM.phone}"]
    assert [line[Metric.PINS_WRONG] for line in sent] == [1]


@pytest.mark.parametrize("keyed", ["", " ", "Timeout", "*", "#", "４０７１"])
def test_who_keys_no_digits_has_not_tried(keyed: str) -> None:
    tries, sent = FreeTries(), list[dict[str, Any]]()
    assert verification(tries, sent).verify(KIM.phone, keyed) == told(Verification.SKIPPED)
    assert (tries.log, sent) == ([], [])


def test_after_too_many_tries_not_even_the_right_pin_is_looked_at() -> None:
    def never(_pin: str, _kept: str) -> bool:
        raise AssertionError("compared")

    sent: list[dict[str, Any]] = []
    locked = verification(FreeTries(left=0), sent, is_right=never)
    assert locked.verify(KIM.phone, PIN) == told(Verification.LOCKED)
    assert [line[Metric.PINS_LOCKED] for line in sent] == [1]


@pytest.mark.parametrize("number", [SOL.phone, "+821099999999", "", "anonymous"])
def test_who_has_no_pin_can_not_be_verified_and_nothing_is_counted(number: str) -> None:
    tries, sent = FreeTries(), list[dict[str, Any]]()
    assert verification(tries, sent).verify(number, PIN) == told(Verification.NONE)
    assert (tries.log, sent) == ([], [])


@pytest.mark.parametrize("error", [ConnectionError(KIM.phone), PinError("garbled")])
def test_whatever_fails_verifies_nobody_and_is_counted(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_given: str) -> bool:
        raise error

    sent: list[dict[str, Any]] = []
    broken = verification(sent=sent, is_right=fail)
    assert broken.verify(KIM.phone, PIN) == told(Verification.FAILED)
    assert [line[Metric.PIN_FAILURES] for line in sent] == [1]
    assert "caller_verification_failed" in caplog.messages


def test_a_try_stays_counted_when_the_comparison_breaks_off() -> None:
    def fail(*_given: str) -> bool:
        raise ConnectionError

    tries = FreeTries()
    verification(tries, is_right=fail).verify(KIM.phone, PIN)
    assert tries.log == [f"take {KIM.phone}"]


def test_a_check_that_hangs_is_not_waited_for() -> None:
    release = threading.Event()

    def hang(*_given: str) -> bool:
        return release.wait(10)

    try:
        slow = verification(is_right=hang, seconds=0.01)
        assert slow.verify(KIM.phone, PIN) == told(Verification.FAILED)
    finally:
        release.set()


def test_the_check_is_given_up_before_the_flow_gives_up() -> None:
    assert CHECK_SECONDS < VERIFY_SECONDS


@pytest.mark.parametrize("keyed", [PIN, "508264"])
def test_logs_hold_neither_digits_nor_number_nor_hash(
    keyed: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sent: list[dict[str, Any]] = []
    verification(sent=sent).verify(KIM.phone, keyed)
    logged = " ".join([*(str(record.__dict__) for record in caplog.records), str(sent)])
    assert "caller_verification" in logged
    for secret in (keyed, "1012345678", KIM.pin, KIM.name):
        assert secret not in logged
