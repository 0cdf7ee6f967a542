"""Commands with `--stack`: a stack on AWS instead of the local cloud."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from local.aws_stack import AwsStack
from local.commands import customers, reach
from local.errors import OutsideError
from tests.ai.fakes.keyed_dynamodb import FakeKeyedDynamoDB
from tests.ai.fakes.s3 import client_error
from tests.ai.ingest.worlds import World
from tests.local.commands.conftest import Run

OUTPUTS = {
    "connect_instance_arn": "arn:aws:connect:ap-northeast-2:123456789012:instance/i",
    "documents_bucket": "documents",
    "index_bucket": "index",
    "ingest_function": "ingest",
    "customers_table": "customers",
}


class Builder:
    """The ingest function behind its alias."""

    def __init__(self, world: World) -> None:
        self._world = world

    def invoke(self, **asked: Any) -> Mapping[str, Any]:
        """As boto3."""
        assert asked == {"FunctionName": "ingest", "Qualifier": "live", "Payload": b"{}"}
        self._world.reconcile()
        return {}


class Refusing:
    """A person without permissions."""

    def __getattr__(self, _operation: str) -> Any:
        def refuse(*_: Any, **__: Any) -> None:
            raise client_error("AccessDenied")

        return refuse


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch, no_cloud: None) -> dict[str, Any]:
    """What stack `dev` reaches, by service; the local cloud must not be wanted."""
    world = World()
    for number in range(2):
        world.document(f"{number}.md", f"{number}번 글.")
        world.reconcile()
    found: dict[str, Any] = {"s3": world.s3, "lambda": Builder(world)}

    def read(name: str) -> AwsStack:
        assert name == "dev"
        return AwsStack(name=name, outputs=OUTPUTS)

    def client(_stack: AwsStack, service: str) -> Any:
        return found[service]

    monkeypatch.setattr(reach, "read_aws_stack", read)
    monkeypatch.setattr(customers, "read_aws_stack", read)
    monkeypatch.setattr(AwsStack, "client", client)
    return found


@pytest.mark.usefixtures("services")
def test_a_rollback_of_a_stack_on_aws_and_its_release(command: Run) -> None:
    listed = json.loads(command("index", "ls", "--stack", "dev", "--json").out)["snapshots"]
    told = json.loads(command("index", "rollback", "--stack", "dev", "--json").out)
    assert told["current"] == listed[1]["id"]
    assert told["held"]
    assert "rollback --release --stack dev" in command("index", "ls", "--stack", "dev").out
    released = command("index", "rollback", "--release", "--stack", "dev", "--json")
    assert json.loads(released.out)["current"] == listed[0]["id"]


def test_a_builder_that_can_not_be_reached_does_not_undo_the_rollback(
    command: Run, services: dict[str, Any]
) -> None:
    services["lambda"] = Refusing()
    ran = command("index", "rollback", "--stack", "dev", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["held"]
    assert "the report could not be renewed" in ran.err


@pytest.mark.usefixtures("services")
def test_documents_of_a_stack_on_aws_are_listed(command: Run) -> None:
    told = json.loads(command("docs", "ls", "--stack", "dev", "--json").out)
    assert [each["name"] for each in told["documents"]] == ["0.md", "1.md"]


@pytest.mark.parametrize("words", [("index", "ls"), ("index", "rollback"), ("docs", "report")])
def test_missing_permissions_are_told_in_one_sentence(
    command: Run, services: dict[str, Any], words: tuple[str, ...]
) -> None:
    services["s3"] = Refusing()
    ran = command(*words, "--stack", "dev", "--json")
    assert ran.code == 3
    error = json.loads(ran.out)["error"]
    assert "AccessDenied" in error
    assert "mends" not in error
    assert "Traceback" not in ran.err


def test_a_stack_that_nobody_deployed_is_something_outside(
    command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_name: str) -> AwsStack:
        raise OutsideError("stack dev has no output")

    monkeypatch.setattr(reach, "read_aws_stack", read)
    assert command("index", "ls", "--stack", "dev").code == 3


def test_customers_of_a_stack_on_aws_are_listed(command: Run, services: dict[str, Any]) -> None:
    fake = FakeKeyedDynamoDB(key="phone")
    services["dynamodb"] = fake.client
    fake.items["+821012345678"] = {
        "phone": {"S": "+821012345678"},
        "name": {"S": "김하늘"},
        "tier": {"S": "vip"},
    }
    told = json.loads(command("customers", "ls", "--stack", "dev", "--json").out)
    assert [each["name"] for each in told["customers"]] == ["김하늘"]


@pytest.mark.usefixtures("services")
def test_a_table_and_a_stack_exclude_each_other(command: Run) -> None:
    assert command("customers", "ls", "--stack", "dev", "--table", "t").code == 2
