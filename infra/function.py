"""A Lambda function with its own role, logs, published version and alias."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.log_group import log_group
from infra.network import Network
from infra.permissions import Permission
from infra.place import Place
from infra.service_role import ServiceRole, ServiceRoleArgs, service_role

RUNTIME: Final = "python3.13"
ARCHITECTURE: Final = "x86_64"
ALIAS: Final = "live"

ENVIRONMENT: Final = {
    "OPENBLAS_NUM_THREADS": "1",  # numpy would start threads for processors that are not there
    "PYDANTIC_DISABLE_PLUGINS": "__all__",  # it would look through every package for some
}
"""Of every function, for the sake of its start."""

_LAMBDA_LEVELS: Final = {"WARNING": "WARN"}
"""Lambda's words for log levels where they are not Python's."""


@dataclass(frozen=True, kw_only=True)
class FunctionFamily:
    """What functions have in common that run the same archive, `code`.

    Their logs are kept in `place`; `log_level` is one of Python's. With a `network` they run inside
    it, and reach only what has an endpoint there.
    """

    place: Place
    code: pulumi.Archive
    log_level: str
    log_retention_days: int
    network: Network | None = None

    def of(self, component: str) -> "FunctionFamily":
        """The same for functions of another component."""
        return replace(self, place=replace(self.place, component=component))

    def outside_network(self) -> "FunctionFamily":
        """The same for functions that call what has no endpoint in any network."""
        return replace(self, network=None)


@dataclass(frozen=True, kw_only=True)
class FunctionArgs:
    """What distinguishes one function from others of its family.

    `permissions` are all the calls it makes besides writing its own log. `environment` is what it
    is told besides the stack and its log level. `concurrency` reserves executions; 0 reserves none.
    `dead_letter_arn` takes events of asynchronous invocations that failed for good.
    """

    family: FunctionFamily
    description: str
    handler: str
    environment: Mapping[str, pulumi.Input[str]]
    permissions: Sequence[Permission]
    memory_mb: int
    timeout_seconds: int
    snap_start: bool
    concurrency: int = 0
    dead_letter_arn: pulumi.Input[str] | None = None


class LambdaFunction(pulumi.ComponentResource):
    """Callers use the alias `live`: it points at a published version, which SnapStart needs."""

    name: pulumi.Output[str]
    arn: pulumi.Output[str]
    alias_arn: pulumi.Output[str]
    role_name: pulumi.Output[str]

    def __init__(
        self, name: str, args: FunctionArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:infra:LambdaFunction", name, None, opts)
        self._label = name
        self._args = args
        self._family = args.family
        self._place = args.family.place
        self._physical = self._place.deployment.name(name, limit=naming.FUNCTION)
        logs = log_group(
            f"{name}-logs",
            f"/aws/lambda/{self._physical}",
            place=self._place,
            days=args.family.log_retention_days,
            parent=self,
        )
        role = service_role(name, self._role(logs), parent=self)
        function = self._create_function(role, logs)
        alias = aws.lambda_.Alias(
            f"{name}-{ALIAS}",
            name=ALIAS,
            description="What flows, bots and queues invoke",
            function_name=function.name,
            function_version=function.version,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.name = alias.function_name  # through the alias: who uses the name may name the alias
        self.arn = function.arn
        self.alias_arn = alias.arn
        self.role_name = role.name
        self.register_outputs(
            {"name": self.name, "arn": self.arn, "alias_arn": self.alias_arn, "role": role.name}
        )

    def _role(self, logs: aws.cloudwatch.LogGroup) -> ServiceRoleArgs:
        return ServiceRoleArgs(
            deployment=self._place.deployment,
            component=self._place.component,
            service="lambda.amazonaws.com",
            description=f"Runs the function {self._physical}",
            permissions=self._permissions(logs),
        )

    def _permissions(self, logs: aws.cloudwatch.LogGroup) -> list[Permission]:
        write_logs = Permission(
            sid="WriteOwnLog",
            actions=("logs:CreateLogStream", "logs:PutLogEvents"),
            resources=(pulumi.Output.concat(logs.arn, ":*"),),
        )
        write_traces = Permission(
            sid="WriteTraces",
            actions=("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
            resources=("*",),
            reason="X-Ray's write calls name no resource (service authorization reference)",
        )
        permissions = [write_logs, write_traces, *self._args.permissions]
        if self._args.dead_letter_arn is not None:
            permissions.append(
                Permission(
                    sid="KeepFailedEvents",
                    actions=("sqs:SendMessage",),
                    resources=(self._args.dead_letter_arn,),
                )
            )
            permissions.append(self._place.key.write("EncryptFailedEvents", "sqs"))
        if self._family.network is not None:
            permissions.append(self._family.network.join())
        return permissions

    def _environment(self) -> dict[str, pulumi.Input[str]]:
        """What every function is told."""
        stack = self._place.deployment.stack
        return {**ENVIRONMENT, "STACK": stack, "LOG_LEVEL": self._family.log_level}

    def _create_function(
        self, role: ServiceRole, logs: aws.cloudwatch.LogGroup
    ) -> aws.lambda_.Function:
        args, family = self._args, self._family
        dead_letter = args.dead_letter_arn
        return aws.lambda_.Function(
            self._label,
            name=self._physical,
            description=args.description,
            role=role.arn,
            runtime=RUNTIME,
            architectures=[ARCHITECTURE],
            handler=args.handler,
            code=family.code,
            memory_size=args.memory_mb,
            timeout=args.timeout_seconds,
            publish=True,
            environment=aws.lambda_.FunctionEnvironmentArgs(
                variables={**self._environment(), **args.environment}
            ),
            logging_config=aws.lambda_.FunctionLoggingConfigArgs(
                log_format="JSON",
                log_group=logs.name,
                application_log_level=_LAMBDA_LEVELS.get(family.log_level, family.log_level),
                system_log_level="WARN",
            ),
            tracing_config=aws.lambda_.FunctionTracingConfigArgs(mode="Active"),
            snap_start=aws.lambda_.FunctionSnapStartArgs(apply_on="PublishedVersions")
            if args.snap_start
            else None,
            reserved_concurrent_executions=args.concurrency or None,
            vpc_config=_vpc_config(family.network),
            dead_letter_config=aws.lambda_.FunctionDeadLetterConfigArgs(target_arn=dead_letter)
            if dead_letter is not None
            else None,
            tags=self._place.tags,
            # The policy first: a function without its permissions fails its first event.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[role.policy]),
        )


def _vpc_config(network: Network | None) -> aws.lambda_.FunctionVpcConfigArgs | None:
    if network is None:
        return None
    return aws.lambda_.FunctionVpcConfigArgs(
        subnet_ids=network.subnet_ids, security_group_ids=[network.functions_group_id]
    )
