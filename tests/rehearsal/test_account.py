"""Who may run the live tests, and where."""

from collections.abc import Mapping
from typing import Any

import pytest

from local.aws_stack import AwsStack
from tests.live import account
from tests.live.account import Account, NotAllowedError, check_account, open_account

OUTPUTS = {"connect_instance_arn": "arn:aws:connect:ap-northeast-2:210987654321:instance/i"}


class Identity:
    """STS, for credentials of an account."""

    def __init__(self, of: str) -> None:
        self._of = of

    def get_caller_identity(self) -> Mapping[str, Any]:
        return {"Account": self._of}


def credentials_of(monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    def client(_stack: AwsStack, service: str) -> Identity:
        assert service == "sts"
        return Identity(number)

    def read(name: str) -> AwsStack:
        return AwsStack(name=name, outputs=OUTPUTS)

    monkeypatch.setattr(AwsStack, "client", client)
    monkeypatch.setattr(account, "read_aws_stack", read)


@pytest.mark.parametrize("name", [None, "", "prod", "local", "qa", "dev "])
def test_only_a_stack_that_is_named_and_has_no_callers_is_tested(name: str | None) -> None:
    environment = {} if name is None else {"CALLCENTER_LIVE": name}
    with pytest.raises(NotAllowedError, match="allowed is dev or staging"):
        open_account(environment)


def test_credentials_of_another_account_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    credentials_of(monkeypatch, "111111111111")
    with pytest.raises(NotAllowedError, match="account 111111111111, stack dev is in 210987654321"):
        check_account(AwsStack(name="dev", outputs=OUTPUTS))


def test_the_stack_that_was_named_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    credentials_of(monkeypatch, "210987654321")
    opened: Account = open_account({"CALLCENTER_LIVE": "dev"})
    assert opened.stack.name == "dev"
    assert opened.name("lambda/Function", "answer").endswith("-dev-answer")
