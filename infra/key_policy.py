"""What a key's policy says: who may use it, through which services, for which resources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from infra.deployment import Deployment
from infra.permissions import on_behalf_of

_ADMINISTER: Final = (
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListKeyRotations",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:RetireGrant",
    "kms:RevokeGrant",
    "kms:RotateKeyOnDemand",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
)
"""Everything but using the key on data and giving others a grant of it."""

_USE: Final = (
    "kms:Decrypt",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
)

GRANTED_TO: Final = ("connect", "dynamodb", "firehose")
"""Services that go on using the key by a grant of whoever deploys them."""

READ: Final = ("kms:Decrypt",)
WRITE: Final = ("kms:Decrypt", "kms:GenerateDataKey")
"""Senders to encrypted queues and topics need both (SQS and SNS developer guides)."""

SCHEDULE_ARN: Final = "kms:EncryptionContext:aws:scheduler:schedule:arn"
"""Says for which schedule the key is used (EventBridge Scheduler user guide, encryption-rest)."""


@dataclass(frozen=True, kw_only=True)
class Sender:
    """An AWS service that sends to encrypted queues or topics in its own name.

    `sources` are patterns of the ARNs in whose name it does so.
    """

    service: str
    sources: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class DataKeyArgs:
    """`services` are named as in their endpoints: `s3`, `dynamodb`, `sqs`.

    `log_groups` are patterns of the names of the log groups that may be encrypted with the key,
    `schedule_groups` the names of groups whose schedules may, `vector_buckets` patterns of the
    names of vector buckets that S3 Vectors may go on indexing under it.
    With `contact_records`, Connect may put records into encrypted Firehose streams.
    `protect` refuses deletion and keeps the key when the stack goes: without it, what it encrypted
    can never be read again.
    """

    deployment: Deployment
    component: str
    protect: bool
    services: Sequence[str] = ()
    log_groups: Sequence[str] = ()
    schedule_groups: Sequence[str] = ()
    vector_buckets: Sequence[str] = ()
    senders: Sequence[Sender] = ()
    contact_records: bool = False


def key_statements(args: DataKeyArgs) -> list[Mapping[str, Any]]:
    """The key's policy. `Resource: *` means this key, in a policy that belongs to it."""
    account = {"AWS": f"arn:aws:iam::{args.deployment.account}:root"}
    granting = _through(args.deployment, GRANTED_TO)
    statements: list[Mapping[str, Any]] = [
        _allow("AccountAdministers", account, _ADMINISTER),
        _allow(
            "AccountGrantsToServices",
            account,
            ("kms:CreateGrant",),
            {"Bool": {"kms:GrantIsForAWSResource": "true"}, "StringEquals": granting},
        ),
    ]
    if args.services:
        through = {"StringEquals": _through(args.deployment, args.services)}
        statements.append(_allow("AccountUsesThroughServices", account, _USE, through))
    if args.log_groups:
        statements.append(_logs_statement(args))
    if args.schedule_groups:
        statements.append(_schedules_statement(args, account))
    if args.vector_buckets:
        statements.append(_vectors_statement(args))
    if args.contact_records:
        statements.append(_records_statement(args.deployment))
    statements.extend(_sender_statement(args.deployment, sender) for sender in args.senders)
    return statements


def _through(deployment: Deployment, services: Sequence[str]) -> dict[str, Any]:
    endpoints = {f"{each}.{deployment.region}.amazonaws.com" for each in services}
    return {"kms:CallerAccount": deployment.account, "kms:ViaService": sorted(endpoints)}


def _logs_statement(args: DataKeyArgs) -> Mapping[str, Any]:
    groups = [args.deployment.arn("logs", f"log-group:{each}") for each in args.log_groups]
    return _allow(
        "LogGroupsOfTheStack",
        {"Service": f"logs.{args.deployment.region}.amazonaws.com"},
        (*_USE, "kms:DescribeKey"),
        {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
    )


def _schedules_statement(args: DataKeyArgs, account: Mapping[str, str]) -> Mapping[str, Any]:
    groups = [
        args.deployment.arn("scheduler", f"schedule/{each}/*") for each in args.schedule_groups
    ]
    return _allow(
        "SchedulesOfTheStack",
        account,
        WRITE,
        {
            "StringEquals": {"kms:CallerAccount": args.deployment.account},
            "ArnLike": {SCHEDULE_ARN: groups},
        },
    )


def _vectors_statement(args: DataKeyArgs) -> Mapping[str, Any]:
    """S3 Vectors tends its indexes by itself (user guide, data protection and encryption)."""
    buckets = [args.deployment.arn("s3vectors", f"bucket/{each}") for each in args.vector_buckets]
    return _allow(
        "VectorBucketsOfTheStack",
        {"Service": "indexing.s3vectors.amazonaws.com"},
        READ,
        {
            **on_behalf_of(args.deployment.account, buckets),
            "ForAnyValue:StringEquals": {
                "kms:EncryptionContextKeys": [
                    "aws:s3vectors:arn",
                    "aws:s3vectors:resource-id",
                ]
            },
        },
    )


def _records_statement(deployment: Deployment) -> Mapping[str, Any]:
    """Whoever puts records into a stream under the key needs the key for it, since April 2026.

    Connect does so as the service-linked role of an instance, whose policies only AWS writes and
    whose name ends in what nobody knows before the instance is there. So the role is named by a
    pattern, which a principal can not have.
    """
    role = "role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_*"
    return _allow(
        "ConnectSendsRecords",
        {"AWS": "*"},
        WRITE,
        {
            "StringEquals": _through(deployment, ("firehose",)),
            "ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{deployment.account}:{role}"},
        },
    )


def _sender_statement(deployment: Deployment, sender: Sender) -> Mapping[str, Any]:
    return _allow(
        f"{sender.service.partition('.')[0].capitalize()}Sends",
        {"Service": sender.service},
        WRITE,
        on_behalf_of(deployment.account, sender.sources),
    )


def _allow(
    sid: str,
    principal: Mapping[str, str],
    actions: Sequence[str],
    conditions: Mapping[str, Any] | None = None,
) -> Mapping[str, Any]:
    statement: dict[str, Any] = {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": principal,
        "Action": list(actions),
        "Resource": "*",
    }
    return {**statement, "Condition": conditions} if conditions else statement
