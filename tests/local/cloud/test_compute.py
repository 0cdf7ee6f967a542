import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pulumi
import pytest
from botocore.exceptions import ConnectionClosedError

from local.cloud.compute import Compute
from local.cloud.inputs import UnsupportedError
from tests.local.cloud.recording import FUNCTION_ARN, ROLE_ARN, RecordingClients, create

TRUST = '{"Version": "2012-10-17", "Statement": []}'


def function(archive: Path, **more: Any) -> Mapping[str, Any]:
    return {
        "name": "answer",
        "role": ROLE_ARN,
        "handler": "ai.handlers.answer.handler",
        "runtime": "python3.11",
        "code": pulumi.FileArchive(str(archive)),
        **more,
    }


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "answer.zip"
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr("handler.py", "x = 1\n")
    return file


def test_a_role_is_made(clients: RecordingClients) -> None:
    values = {"name": "answer", "assumeRolePolicy": TRUST, "maxSessionDuration": 3600}
    created = create(Compute(clients).role, values)
    sent = clients.parameters_of("CreateRole")
    assert (sent["RoleName"], sent["AssumeRolePolicyDocument"]) == ("answer", TRUST)
    assert (created.id, created.outputs["arn"]) == ("answer", ROLE_ARN)


def test_a_policy_is_put_on_its_role_under_its_resource_name(clients: RecordingClients) -> None:
    created = create(Compute(clients).role_policy, {"role": "answer", "policy": TRUST}, "reads")
    assert clients.parameters_of("PutRolePolicy") == {
        "RoleName": "answer",
        "PolicyName": "reads",
        "PolicyDocument": TRUST,
    }
    assert created.id == "answer:reads"


def test_a_log_group_forgets_after_its_days(clients: RecordingClients) -> None:
    values = {"name": "/aws/lambda/answer", "retentionInDays": 30.0, "tags": {"Team": "a"}}
    created = create(Compute(clients).log_group, values)
    assert clients.parameters_of("CreateLogGroup")["tags"] == {"Team": "a"}
    assert clients.parameters_of("PutRetentionPolicy")["retentionInDays"] == 30
    assert created.outputs["arn"].endswith(":log-group:/aws/lambda/answer")


def test_a_log_group_without_days_keeps_everything(clients: RecordingClients) -> None:
    create(Compute(clients).log_group, {"name": "/aws/lambda/answer"})
    assert clients.operations == ["CreateLogGroup"]


def test_a_function_is_the_archive_that_was_built(clients: RecordingClients, archive: Path) -> None:
    values = function(
        archive,
        timeout=8.0,
        memorySize=1769.0,
        environment={"variables": {"TOP_K": "5"}},
        deadLetterConfig={"targetArn": "arn:aws:sqs:ap-northeast-2:000000000000:dlq"},
        publish=True,
        snapStart={"applyOn": "None"},
    )
    created = create(Compute(clients).function, values)
    sent = clients.parameters_of("CreateFunction")
    assert sent["Code"] == {"ZipFile": archive.read_bytes()}
    assert (sent["Timeout"], sent["MemorySize"], sent["Publish"]) == (8, 1769, True)
    assert sent["Environment"] == {"Variables": {"TOP_K": "5"}}
    assert sent["DeadLetterConfig"]["TargetArn"].endswith(":dlq")
    assert clients.operations == ["CreateFunction"]
    assert created.outputs == {
        "arn": FUNCTION_ARN,
        "version": "1",
        "qualifiedArn": f"{FUNCTION_ARN}:1",
    }


def test_reserved_concurrency_is_set_when_there_is_one(
    clients: RecordingClients, archive: Path
) -> None:
    create(Compute(clients).function, function(archive, reservedConcurrentExecutions=0.0))
    sent = clients.parameters_of("PutFunctionConcurrency")
    assert sent["ReservedConcurrentExecutions"] == 0


def test_no_reserved_concurrency_is_written_as_minus_one(
    clients: RecordingClients, archive: Path
) -> None:
    create(Compute(clients).function, function(archive, reservedConcurrentExecutions=-1.0))
    assert clients.operations == ["CreateFunction"]


def test_an_unknown_setting_of_the_environment_is_refused(
    clients: RecordingClients, archive: Path
) -> None:
    with pytest.raises(UnsupportedError, match=r"environment.*secrets"):
        create(Compute(clients).function, function(archive, environment={"secrets": {}}))


def test_an_archive_that_was_not_built_is_named(clients: RecordingClients, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match=r"'it': the archive missing\.zip was not built"):
        create(Compute(clients).function, function(tmp_path / "missing.zip"))


def test_code_that_is_no_archive_is_refused(clients: RecordingClients, archive: Path) -> None:
    values = {**function(archive), "code": pulumi.StringAsset("x = 1")}
    with pytest.raises(UnsupportedError, match="code must be a FileArchive"):
        create(Compute(clients).function, values)


def test_an_alias_points_at_its_version(clients: RecordingClients) -> None:
    values = {"functionName": "answer", "name": "live", "functionVersion": "1"}
    created = create(Compute(clients).alias, values)
    sent = clients.parameters_of("CreateAlias")
    assert (sent["FunctionName"], sent["FunctionVersion"]) == ("answer", "1")
    assert (created.id, created.outputs["arn"]) == ("answer/live", f"{FUNCTION_ARN}:live")


def test_a_permission_says_only_what_was_declared(clients: RecordingClients) -> None:
    values = {
        "function": "answer",
        "action": "lambda:InvokeFunction",
        "principal": "connect.amazonaws.com",
        "sourceAccount": "000000000000",
        "qualifier": "live",
    }
    create(Compute(clients).permission, values, "connect-may")
    assert clients.parameters_of("AddPermission") == {
        "FunctionName": "answer",
        "StatementId": "connect-may",
        "Action": "lambda:InvokeFunction",
        "Principal": "connect.amazonaws.com",
        "SourceAccount": "000000000000",
        "Qualifier": "live",
    }


def test_an_event_source_mapping_has_its_batches_and_limits(clients: RecordingClients) -> None:
    values = {
        "functionName": "ingest",
        "eventSourceArn": "arn:aws:sqs:ap-northeast-2:000000000000:ingest",
        "batchSize": 10.0,
        "maximumBatchingWindowInSeconds": 1.0,
        "functionResponseTypes": ["ReportBatchItemFailures"],
        "scalingConfig": {"maximumConcurrency": 2.0},
        "tags": {"Team": "a"},
    }
    created = create(Compute(clients).event_source_mapping, values)
    sent = clients.parameters_of("CreateEventSourceMapping")
    assert (sent["BatchSize"], sent["MaximumBatchingWindowInSeconds"]) == (10, 1)
    assert sent["ScalingConfig"] == {"MaximumConcurrency": 2}
    assert sent["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert created.id == "5f7e"


class Dropping(RecordingClients):
    """The first connections are closed before an answer comes."""

    def __init__(self, drops: int) -> None:
        super().__init__()
        self.drops = drops

    def __call__(self, service: str) -> Any:
        if service == "lambda" and self.drops:
            self.drops -= 1
            raise ConnectionClosedError(endpoint_url="http://127.0.0.1:1")
        return super().__call__(service)


def test_an_archive_whose_connection_was_dropped_is_sent_again(archive: Path) -> None:
    clients = Dropping(2)
    created = create(Compute(clients).function, function(archive))
    assert created.outputs["arn"] == FUNCTION_ARN


def test_an_archive_is_not_sent_for_ever(archive: Path) -> None:
    with pytest.raises(ConnectionClosedError):
        create(Compute(Dropping(3)).function, function(archive))
