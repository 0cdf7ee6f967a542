"""The whole program, run once a session for each AWS stack."""

import warnings

import pulumi_aws as aws
import pytest

from tests.infra import engine
from tests.infra.everything import EVERYTHING

with warnings.catch_warnings():
    # Modules of the provider that hold a deprecated class say so when they are first used.
    warnings.simplefilter("ignore", DeprecationWarning)
    LOADED = (aws.lambda_.Function, aws.s3.Bucket)

STACKS = ("dev", "staging", "prod")


@pytest.fixture(scope="session")
def recordings() -> dict[str, engine.Recording]:
    """Each stack with one address for mails, which its file leaves to those who deploy."""
    mails = {
        f"{engine.PROJECT}:alertEmails": '["shift@example.com"]',
        f"{engine.PROJECT}:reportEmails": '["product@example.com"]',
    }
    return {stack: engine.run_main(stack, mails) for stack in STACKS}


@pytest.fixture(scope="session")
def graphs(recordings: dict[str, engine.Recording]) -> dict[str, engine.Recording]:
    """The AWS stacks and the local one."""
    values = {
        f"{engine.PROJECT}:deployedBy": "pulumi",
        f"{engine.PROJECT}:functionTarget": "build-host",
    }
    return {**recordings, "local": engine.run_main("local", values)}


@pytest.fixture(scope="session")
def everything() -> engine.Recording:
    """Production with all that a stack can switch on."""
    return engine.run_main(
        "prod", {f"{engine.PROJECT}:{key}": EVERYTHING[key] for key in EVERYTHING}
    )


@pytest.fixture(params=(*STACKS, "local", "everything"))
def graph(
    request: pytest.FixtureRequest,
    graphs: dict[str, engine.Recording],
    everything: engine.Recording,
) -> engine.Recording:
    """One after the other, the local one included, and the one with everything switched on."""
    return {**graphs, "everything": everything}[str(request.param)]


@pytest.fixture(params=STACKS)
def recording(
    request: pytest.FixtureRequest, recordings: dict[str, engine.Recording]
) -> engine.Recording:
    """One after the other: a test with this argument holds for every stack."""
    return recordings[str(request.param)]


@pytest.fixture
def prod(recordings: dict[str, engine.Recording]) -> engine.Recording:
    """The stack that callers reach."""
    return recordings["prod"]
