"""IAM roles, Lambda functions and log groups."""

import contextlib
from pathlib import Path
from typing import Any, Final, cast

import pulumi
from botocore.exceptions import ConnectionClosedError

from local.cloud.clients import Clients
from local.cloud.engine import Created
from local.cloud.inputs import Inputs, UnsupportedError, renamed
from local.cloud.policies import in_the_default_group
from local.emulator import ACCOUNT, REGION

_SENDINGS: Final = 3


class Compute:
    """Creates what runs code, and the roles it runs under."""

    def __init__(self, clients: Clients) -> None:
        """`clients` speak to the emulator."""
        self._clients = clients

    def role(self, inputs: Inputs) -> Created:
        """aws:iam/role:Role."""
        name = inputs.take("name")
        made = self._clients("iam").create_role(
            RoleName=name,
            AssumeRolePolicyDocument=inputs.take("assumeRolePolicy"),
            Description=inputs.get("description", ""),
            Tags=inputs.tag_list(),
        )
        inputs.skip("maxSessionDuration")
        arn = made["Role"]["Arn"]
        return Created(id=name, outputs={"arn": arn, "uniqueId": made["Role"]["RoleId"]})

    def role_policy(self, inputs: Inputs) -> Created:
        """aws:iam/rolePolicy:RolePolicy."""
        role, name = inputs.take("role"), inputs.get("name") or inputs.name
        self._clients("iam").put_role_policy(
            RoleName=role,
            PolicyName=name,
            PolicyDocument=in_the_default_group(inputs.take("policy")),
        )
        return Created(id=f"{role}:{name}", outputs={"name": name})

    def log_group(self, inputs: Inputs) -> Created:
        """aws:cloudwatch/logGroup:LogGroup."""
        name = inputs.take("name")
        logs = self._clients("logs")
        logs.create_log_group(logGroupName=name, tags=inputs.tags())
        days = inputs.get("retentionInDays")
        if days:
            logs.put_retention_policy(logGroupName=name, retentionInDays=days)
        inputs.skip("skipDestroy", "kmsKeyId")
        arn = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{name}"
        return Created(id=name, outputs={"arn": arn})

    def function(self, inputs: Inputs) -> Created:
        """aws:lambda/function:Function: the archive that the program built, published."""
        name = inputs.take("name")
        made = self._create_function(
            FunctionName=name,
            Role=inputs.take("role"),
            Handler=inputs.take("handler"),
            Runtime=inputs.take("runtime"),
            Code={"ZipFile": _archive(inputs)},
            Timeout=inputs.get("timeout", 3),
            MemorySize=inputs.get("memorySize", 128),
            Architectures=inputs.get("architectures", ["x86_64"]),
            Environment=renamed(
                "environment", inputs.get("environment", {}), {"variables": "Variables"}
            ),
            DeadLetterConfig=renamed(
                "deadLetterConfig", inputs.get("deadLetterConfig", {}), {"targetArn": "TargetArn"}
            ),
            Description=inputs.get("description", ""),
            Publish=inputs.get("publish", False),
            Tags=inputs.tags(),
        )
        concurrency = inputs.get("reservedConcurrentExecutions")
        if concurrency is not None and concurrency >= 0:
            self._clients("lambda").put_function_concurrency(
                FunctionName=name, ReservedConcurrentExecutions=concurrency
            )
        inputs.skip("loggingConfig", "snapStart", "tracingConfig", "sourceCodeHash")
        arn, version = made["FunctionArn"], made["Version"]
        base = arn.removesuffix(f":{version}")
        return Created(
            id=name,
            outputs={"arn": base, "version": version, "qualifiedArn": f"{base}:{version}"},
        )

    def _create_function(self, **request: Any) -> Any:
        """An archive may have 50 MB: on a busy machine the emulator drops such a connection."""
        for _ in range(_SENDINGS - 1):
            with contextlib.suppress(ConnectionClosedError):
                return self._clients("lambda").create_function(**request)
        return self._clients("lambda").create_function(**request)

    def alias(self, inputs: Inputs) -> Created:
        """aws:lambda/alias:Alias."""
        function, name = inputs.take("functionName"), inputs.take("name")
        made = self._clients("lambda").create_alias(
            FunctionName=function,
            Name=name,
            FunctionVersion=inputs.take("functionVersion"),
            Description=inputs.get("description", ""),
        )
        return Created(id=f"{function}/{name}", outputs={"arn": made["AliasArn"]})

    def permission(self, inputs: Inputs) -> Created:
        """aws:lambda/permission:Permission."""
        statement = inputs.get("statementId") or inputs.name
        arguments = {
            "FunctionName": inputs.take("function"),
            "StatementId": statement,
            "Action": inputs.take("action"),
            "Principal": inputs.take("principal"),
            "SourceArn": inputs.get("sourceArn"),
            "SourceAccount": inputs.get("sourceAccount"),
            "Qualifier": inputs.get("qualifier"),
        }
        given = {key: value for key, value in arguments.items() if value is not None}
        self._clients("lambda").add_permission(**given)
        return Created(id=statement, outputs={"statementId": statement})

    def event_source_mapping(self, inputs: Inputs) -> Created:
        """aws:lambda/eventSourceMapping:EventSourceMapping, from a queue."""
        arguments: dict[str, Any] = {
            "FunctionName": inputs.take("functionName"),
            "EventSourceArn": inputs.take("eventSourceArn"),
            "BatchSize": inputs.get("batchSize", 10),
            "Enabled": inputs.get("enabled", True),
            "FunctionResponseTypes": inputs.get("functionResponseTypes", []),
            "MaximumBatchingWindowInSeconds": inputs.get("maximumBatchingWindowInSeconds", 0),
        }
        scaling = inputs.get("scalingConfig")
        if scaling:
            arguments["ScalingConfig"] = renamed(
                "scalingConfig", scaling, {"maximumConcurrency": "MaximumConcurrency"}
            )
        made = self._clients("lambda").create_event_source_mapping(**arguments)
        inputs.skip("tags")
        return Created(id=made["UUID"], outputs={"uuid": made["UUID"]})


def _archive(inputs: Inputs) -> bytes:
    code = inputs.take("code")
    if not isinstance(code, pulumi.FileArchive):
        raise UnsupportedError(f"{inputs.name!r}: code must be a FileArchive of a zip file")
    path = Path(str(cast("Any", code).path))
    if not path.is_file():
        raise UnsupportedError(f"{inputs.name!r}: the archive {path.name} was not built")
    return path.read_bytes()
