"""Fixtures of the tests of `local`."""

import warnings
from collections.abc import Generator
from pathlib import Path

import pulumi_aws as aws
import pytest

from tests.local.cloud.recording import RecordingClients

with warnings.catch_warnings():
    # Modules of the provider that hold a deprecated class say so when they are first used.
    warnings.simplefilter("ignore", DeprecationWarning)
    LOADED = (aws.lambda_.Function, aws.s3.Bucket)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder, empty and this test's own; it does not exist yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv("CALLCENTER_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def all_clients() -> RecordingClients:
    """Made once a run: reading the service models takes its time."""
    return RecordingClients()


@pytest.fixture
def clients(all_clients: RecordingClients) -> Generator[RecordingClients]:
    """Clients that check and record every call, and send nothing."""
    all_clients.forget()
    yield all_clients
    all_clients.forget()
