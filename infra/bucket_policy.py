"""What a bucket refuses, whatever its callers' own policies say."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pulumi

from infra.permissions import tls_only

_ALGORITHM: Final = "s3:x-amz-server-side-encryption"
_KEY: Final = "s3:x-amz-server-side-encryption-aws-kms-key-id"
_OWN_KEY: Final = "s3:x-amz-server-side-encryption-customer-algorithm"


def refusals(
    bucket_arn: pulumi.Output[str], account: str, key_arn: pulumi.Input[str] | None
) -> list[Mapping[str, Any]]:
    """Of the bucket's policy. An upload that says nothing of encryption gets the bucket's.

    With a key of our own, an upload that asks for anything else is refused: another algorithm,
    another key, or `aws:kms` without a key, for which S3 takes the account's `aws/s3`.
    """
    objects = pulumi.Output.concat(bucket_arn, "/*")
    everything = (bucket_arn, objects)
    statements: list[Mapping[str, Any]] = [
        tls_only("TlsOnly", "s3:*", everything),
        _deny(
            "OutsideTheAccount",
            "s3:*",
            everything,
            {
                "StringNotEquals": {"aws:PrincipalAccount": account},
                # Services that come in their own name are let in, or not, by allowing statements.
                "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
            },
        ),
        _deny("KeysOfTheUploader", "s3:PutObject", (objects,), {"Null": {_OWN_KEY: "false"}}),
    ]
    return statements if key_arn is None else [*statements, *_other_keys(objects, key_arn)]


def _other_keys(objects: pulumi.Output[str], key_arn: pulumi.Input[str]) -> list[Mapping[str, Any]]:
    """Uploads that ask for anything but the key of the bucket."""
    uploads = ("s3:PutObject", (objects,))
    return [
        _deny(
            "OtherAlgorithm",
            *uploads,
            {"Null": {_ALGORITHM: "false"}, "StringNotEquals": {_ALGORITHM: "aws:kms"}},
        ),
        _deny("OtherKey", *uploads, {"Null": {_KEY: "false"}, "StringNotEquals": {_KEY: key_arn}}),
        _deny("NoKeyNamed", *uploads, {"Null": {_ALGORITHM: "false", _KEY: "true"}}),
    ]


def _deny(
    sid: str,
    action: str,
    resources: Sequence[pulumi.Input[str]],
    conditions: Mapping[str, Mapping[str, pulumi.Input[str]]],
) -> dict[str, Any]:
    return {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": action,
        "Resource": list(resources),
        "Condition": conditions,
    }
