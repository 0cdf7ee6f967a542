"""A key of our own for data at rest: rotated, kept in production, usable through few services.

The account's IAM policies decide who may use it (the policy names no role), but only through the
services of the stack's Region that are named here: nobody decrypts by calling KMS themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.permissions import Permission, resource_policy

DELETION_DAYS: Final = 30
"""The longest that KMS lets a deleted key be called back."""

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

_READ: Final = ("kms:Decrypt",)
_WRITE: Final = ("kms:Decrypt", "kms:GenerateDataKey")
"""Senders to encrypted queues and topics need both (SQS and SNS developer guides)."""


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

    `log_groups` are patterns of the names of the log groups that may be encrypted with the key.
    `protect` refuses deletion and keeps the key when the stack goes: without it, what it encrypted
    can never be read again.
    """

    deployment: Deployment
    component: str
    protect: bool
    services: Sequence[str] = ()
    log_groups: Sequence[str] = ()
    senders: Sequence[Sender] = ()


class DataKey(pulumi.ComponentResource):
    """`arn` is what resources are given; people find the key by `alias`."""

    id: pulumi.Output[str]
    arn: pulumi.Output[str]
    alias: pulumi.Output[str]

    def __init__(
        self, name: str, args: DataKeyArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:infra:DataKey", name, None, opts)
        deployment = args.deployment
        self._region = deployment.region
        key = aws.kms.Key(
            name,
            description=f"{deployment.project} {deployment.stack}: {name}",
            enable_key_rotation=True,
            deletion_window_in_days=DELETION_DAYS,
            policy=resource_policy(key_statements(args)),
            tags=deployment.tags(args.component),
            opts=pulumi.ResourceOptions(
                parent=self, protect=args.protect, retain_on_delete=args.protect
            ),
        )
        alias = aws.kms.Alias(
            f"{name}-alias",
            name=f"alias/{deployment.name(name, limit=naming.KEY_ALIAS)}",
            target_key_id=key.key_id,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.id = key.key_id
        self.arn = key.arn
        self.alias = alias.name
        self.register_outputs({"arn": self.arn, "alias": self.alias})

    def read(self, sid: str, service: str) -> Permission:
        """Read what `service` keeps under the key. Tables need no more, also to be written."""
        return self._through(sid, service, _READ)

    def write(self, sid: str, service: str) -> Permission:
        """Put something under the key through `service`: objects, messages, mails."""
        return self._through(sid, service, _WRITE)

    def _through(self, sid: str, service: str, actions: Sequence[str]) -> Permission:
        endpoint = f"{service}.{self._region}.amazonaws.com"
        return Permission(
            sid=sid,
            actions=actions,
            resources=(self.arn,),
            conditions={"StringEquals": {"kms:ViaService": endpoint}},
        )


def key_statements(args: DataKeyArgs) -> list[Mapping[str, Any]]:
    """The key's policy. `Resource: *` means this key, in a policy that belongs to it."""
    account = {"AWS": f"arn:aws:iam::{args.deployment.account}:root"}
    statements: list[Mapping[str, Any]] = [
        _allow("AccountAdministers", account, _ADMINISTER),
        _allow(
            "AccountGrantsToServices",
            account,
            # Connect and DynamoDB go on using the key by a grant of whoever deploys them.
            ("kms:CreateGrant",),
            {
                "Bool": {"kms:GrantIsForAWSResource": "true"},
                "StringEquals": {"kms:CallerAccount": args.deployment.account},
            },
        ),
    ]
    if args.services:
        endpoints = [f"{each}.{args.deployment.region}.amazonaws.com" for each in args.services]
        through = {
            "kms:CallerAccount": args.deployment.account,
            "kms:ViaService": sorted(set(endpoints)),
        }
        statements.append(
            _allow("AccountUsesThroughServices", account, _USE, {"StringEquals": through})
        )
    if args.log_groups:
        statements.append(_logs_statement(args))
    statements.extend(_sender_statement(args.deployment, sender) for sender in args.senders)
    return statements


def _logs_statement(args: DataKeyArgs) -> Mapping[str, Any]:
    groups = [args.deployment.arn("logs", f"log-group:{each}") for each in args.log_groups]
    return _allow(
        "LogGroupsOfTheStack",
        {"Service": f"logs.{args.deployment.region}.amazonaws.com"},
        (*_USE, "kms:DescribeKey"),
        {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
    )


def _sender_statement(deployment: Deployment, sender: Sender) -> Mapping[str, Any]:
    return _allow(
        f"{sender.service.partition('.')[0].capitalize()}Sends",
        {"Service": sender.service},
        _WRITE,
        {
            "StringEquals": {"aws:SourceAccount": deployment.account},
            "ArnLike": {"aws:SourceArn": list(sender.sources)},
        },
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
