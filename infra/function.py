"""A Lambda function with its own role, logs, published version and alias."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.key import DataKey
from infra.network import Network
from infra.permissions import Permission, policy_document, trust_policy

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
class FunctionArgs:
    """What distinguishes one function from another.

    `permissions` are all the calls it makes besides writing its own log. `component` is the tag.
    `concurrency` reserves executions; 0 reserves none. `dead_letter_arn` takes events of
    asynchronous invocations that failed for good. `log_level` is one of Python's. `key` encrypts
    its log. With a `network` it runs inside it, and reaches only what has an endpoint there.
    """

    deployment: Deployment
    component: str
    key: DataKey
    description: str
    handler: str
    code: pulumi.Archive
    environment: Mapping[str, pulumi.Input[str]]
    permissions: Sequence[Permission]
    memory_mb: int
    timeout_seconds: int
    log_level: str
    log_retention_days: int
    snap_start: bool
    concurrency: int = 0
    dead_letter_arn: pulumi.Input[str] | None = None
    network: Network | None = None


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
        self._tags = args.deployment.tags(args.component)
        self._physical = args.deployment.name(name, limit=naming.FUNCTION)
        role = self._create_role()
        log_group = self._create_log_group()
        policy = self._create_policy(role, log_group)
        function = self._create_function(role, log_group, policy)
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

    def _create_role(self) -> aws.iam.Role:
        return aws.iam.Role(
            f"{self._label}-role",
            name=self._args.deployment.name(self._label, limit=naming.ROLE),
            description=f"Runs the function {self._physical}",
            assume_role_policy=trust_policy("lambda.amazonaws.com"),
            tags=self._tags,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _create_log_group(self) -> aws.cloudwatch.LogGroup:
        return aws.cloudwatch.LogGroup(
            f"{self._label}-logs",
            name=f"/aws/lambda/{self._physical}",
            retention_in_days=self._args.log_retention_days,
            kms_key_id=self._args.key.arn,
            tags=self._tags,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _create_policy(
        self, role: aws.iam.Role, log_group: aws.cloudwatch.LogGroup
    ) -> aws.iam.RolePolicy:
        write_logs = Permission(
            sid="WriteOwnLog",
            actions=("logs:CreateLogStream", "logs:PutLogEvents"),
            resources=(pulumi.Output.concat(log_group.arn, ":*"),),
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
            permissions.append(self._args.key.write("EncryptFailedEvents", "sqs"))
        if self._args.network is not None:
            permissions.append(self._args.network.join())
        return aws.iam.RolePolicy(
            f"{self._label}-policy",
            name="calls",
            role=role.name,
            policy=policy_document(permissions),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _create_function(
        self,
        role: aws.iam.Role,
        log_group: aws.cloudwatch.LogGroup,
        policy: aws.iam.RolePolicy,
    ) -> aws.lambda_.Function:
        args = self._args
        dead_letter = args.dead_letter_arn
        return aws.lambda_.Function(
            self._label,
            name=self._physical,
            description=args.description,
            role=role.arn,
            runtime=RUNTIME,
            architectures=[ARCHITECTURE],
            handler=args.handler,
            code=args.code,
            memory_size=args.memory_mb,
            timeout=args.timeout_seconds,
            publish=True,
            environment=aws.lambda_.FunctionEnvironmentArgs(
                variables={**ENVIRONMENT, "STACK": args.deployment.stack, **args.environment}
            ),
            logging_config=aws.lambda_.FunctionLoggingConfigArgs(
                log_format="JSON",
                log_group=log_group.name,
                application_log_level=_LAMBDA_LEVELS.get(args.log_level, args.log_level),
                system_log_level="WARN",
            ),
            tracing_config=aws.lambda_.FunctionTracingConfigArgs(mode="Active"),
            snap_start=aws.lambda_.FunctionSnapStartArgs(apply_on="PublishedVersions")
            if args.snap_start
            else None,
            reserved_concurrent_executions=args.concurrency or None,
            vpc_config=_vpc_config(args.network),
            dead_letter_config=aws.lambda_.FunctionDeadLetterConfigArgs(target_arn=dead_letter)
            if dead_letter is not None
            else None,
            tags=self._tags,
            # The policy first: a function without its permissions fails its first event.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[policy]),
        )


def _vpc_config(network: Network | None) -> aws.lambda_.FunctionVpcConfigArgs | None:
    if network is None:
        return None
    return aws.lambda_.FunctionVpcConfigArgs(
        subnet_ids=network.subnet_ids, security_group_ids=[network.functions_group_id]
    )
