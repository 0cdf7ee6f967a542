"""Opens the account that `CALLCENTER_LIVE` names, once a run; without it, nothing here runs."""

import os
import warnings
from pathlib import Path

import pulumi_aws as aws
import pytest
from botocore.exceptions import BotoCoreError, ClientError

from local.errors import CommandError
from tests.live.account import VARIABLE, Account, NotAllowedError, open_account

with warnings.catch_warnings():
    # Modules of the provider that hold a deprecated class say so when they are first used.
    warnings.simplefilter("ignore", DeprecationWarning)
    LOADED = (aws.lambda_.Function, aws.s3.Bucket)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is live, and may use the network."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.live)
            item.add_marker(pytest.mark.enable_socket)
            # boto3 leaves connections to the garbage collector; that is no fault of the stack.
            item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))
            if VARIABLE not in os.environ:
                item.add_marker(pytest.mark.skip(reason=f"{VARIABLE} names no stack"))


@pytest.fixture(scope="session")
def account() -> Account:
    """The stack under test."""
    try:
        return open_account(os.environ)
    except (NotAllowedError, CommandError, BotoCoreError, ClientError) as error:
        pytest.exit(str(error), returncode=2)
