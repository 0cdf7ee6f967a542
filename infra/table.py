"""A table whose items are nobody's but ours: encrypted with our key, and mostly brought back."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.place import Place


@dataclass(frozen=True, kw_only=True)
class TableIndex:
    """A second way to find items: by a key of its own, with some of their attributes."""

    name: str
    hash_key: str
    range_key: str | None = None
    attributes: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class ProtectedArgs:
    """`protect` refuses deletion, in Pulumi and in DynamoDB."""

    place: Place
    protect: bool


@dataclass(frozen=True, kw_only=True)
class TableArgs(ProtectedArgs):
    """Keys are strings.

    Items go when the time in the attribute `expires` (seconds since 1970) is over; None keeps
    them. What is `restorable` can be brought back as it was at any second of the last 35 days.
    """

    hash_key: str
    range_key: str | None = None
    expires: str | None = None
    indexes: Sequence[TableIndex] = ()
    restorable: bool = True


def protected_table(name: str, args: TableArgs, *, parent: pulumi.Resource) -> aws.dynamodb.Table:
    """Paid by request, and encrypted with the stack's key."""
    return aws.dynamodb.Table(
        name,
        name=args.place.deployment.name(name, limit=naming.TABLE),
        billing_mode="PAY_PER_REQUEST",
        hash_key=args.hash_key,
        range_key=args.range_key,
        attributes=[
            aws.dynamodb.TableAttributeArgs(name=each, type="S") for each in _key_attributes(args)
        ],
        global_secondary_indexes=[_index(each) for each in args.indexes] or None,
        ttl=None
        if args.expires is None
        else aws.dynamodb.TableTtlArgs(attribute_name=args.expires, enabled=True),
        point_in_time_recovery=aws.dynamodb.TablePointInTimeRecoveryArgs(enabled=args.restorable),
        server_side_encryption=aws.dynamodb.TableServerSideEncryptionArgs(
            enabled=True, kms_key_arn=args.place.key.arn
        ),
        deletion_protection_enabled=args.protect,
        tags=args.place.tags,
        opts=pulumi.ResourceOptions(
            parent=parent, protect=args.protect, retain_on_delete=args.protect
        ),
    )


def _key_attributes(args: TableArgs) -> list[str]:
    """Every attribute that is part of a key, once: DynamoDB wants to know these and no others."""
    parts = [args.hash_key, args.range_key]
    for index in args.indexes:
        parts += [index.hash_key, index.range_key]
    return list(dict.fromkeys(part for part in parts if part))


def _index(index: TableIndex) -> aws.dynamodb.TableGlobalSecondaryIndexArgs:
    part = aws.dynamodb.TableGlobalSecondaryIndexKeySchemaArgs
    keys = [part(attribute_name=index.hash_key, key_type="HASH")]
    if index.range_key is not None:
        keys.append(part(attribute_name=index.range_key, key_type="RANGE"))
    return aws.dynamodb.TableGlobalSecondaryIndexArgs(
        name=index.name,
        key_schemas=keys,
        projection_type="INCLUDE",
        non_key_attributes=list(index.attributes),
    )
