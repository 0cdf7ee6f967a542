"""Live tests whose services the emulator has: they hold there, with the functions' own code."""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from local.emulator import ACCOUNT, REGION
from tests.cloud.callcenter import CallCenter
from tests.live import (
    test_callbacks,
    test_contact_records,
    test_documents,
    test_functions,
    test_verification,
)
from tests.live.account import Account, declared_by

DECLARED_AS = "staging"
"""Stack `local` can not be recorded: only `callcenter up` deploys it."""

TESTS: tuple[Callable[[Account], None], ...] = (
    test_callbacks.test_a_call_is_offered_booked_scheduled_and_cancelled,
    test_contact_records.test_a_record_in_the_bucket_is_kept_in_the_table,
    test_documents.test_an_uploaded_document_is_answered_from_within_a_minute,
    test_functions.test_a_customer_is_known_while_they_are_in_the_table,
    test_functions.test_a_flow_gets_an_answer_within_its_time,
    test_verification.test_a_pin_is_checked_counted_and_locked,
    test_verification.test_the_function_logs_no_digit_of_a_pin,
)


@dataclass(frozen=True, kw_only=True)
class LocalStack:
    """The local cloud as live tests reach a stack."""

    center: CallCenter
    name: str = "local"
    region: str = REGION
    account: str = ACCOUNT

    @property
    def outputs(self) -> Mapping[str, Any]:
        return self.center.state.outputs

    def client(self, service: str) -> Any:
        return self.center.clients(service)


@dataclass(frozen=True, kw_only=True)
class LocalAccount(Account):
    """Its names are those of the local stack."""

    def real(self, arn: str) -> str:
        return super().real(arn).replace(f"-{DECLARED_AS}-", "-local-")


@pytest.fixture(scope="module")
def account(center: CallCenter) -> Account:
    with warnings.catch_warnings():
        # Modules of the provider that hold a deprecated class say so when they are first used.
        warnings.simplefilter("ignore", DeprecationWarning)
        declared = declared_by(DECLARED_AS, callerVerification="pin")
    return LocalAccount(stack=LocalStack(center=center), declared=declared)


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.__name__)
def test_a_live_test_holds_on_one_machine(
    test: Callable[[Account], None], account: Account
) -> None:
    test(account)
