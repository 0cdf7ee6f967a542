"""What buckets refuse, and that a plain upload is taken."""

from collections.abc import Mapping

from tests.infra.engine import Recording
from tests.infra.outputs import ACCOUNT
from tests.infra.policies import Statement, condition_values, statements


def test_buckets_refuse_other_accounts_whatever_is_allowed_elsewhere(graph: Recording) -> None:
    for policy in graph.of("s3/BucketPolicy"):
        bucket = f"arn:aws:s3:::{policy.inputs['bucket']}"
        [closed] = [one for one in statements(policy) if one["Sid"] == "OutsideTheAccount"]
        assert (closed["Effect"], closed["Principal"], closed["Action"]) == ("Deny", "*", "s3:*")
        assert closed["Resource"] == [bucket, f"{bucket}/*"]
        assert closed["Condition"] == {
            "StringNotEquals": {"aws:PrincipalAccount": ACCOUNT},
            "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
        }


def refused(policy: list[Statement], headers: Mapping[str, str]) -> bool:
    """Whether an upload with these headers would be refused, from the `Null` rules of IAM."""

    def holds(operator: str, key: str, value: str) -> bool:
        if operator == "Null":
            return (key not in headers) == (value == "true")
        assert operator == "StringNotEquals"
        return headers.get(key) != value  # also true where there is no such key

    return any(
        all(
            holds(operator, key, value)
            for operator, keys in one["Condition"].items()
            for key, value in keys.items()
        )
        for one in policy
        if one["Action"] == "s3:PutObject"
    )


ALGORITHM = "s3:x-amz-server-side-encryption"
KEY = f"{ALGORITHM}-aws-kms-key-id"
CUSTOMER = f"{ALGORITHM}-customer-algorithm"


def test_a_plain_upload_is_taken_and_one_with_another_key_is_not(graph: Recording) -> None:
    for policy in graph.of("s3/BucketPolicy"):
        found = statements(policy)
        assert not refused(found, {})
        assert refused(found, {CUSTOMER: "AES256"})
        own = [value for one in found for value in condition_values(one, KEY) if "arn:" in value]
        if own:
            assert not refused(found, {ALGORITHM: "aws:kms", KEY: own[0]})
            assert refused(found, {ALGORITHM: "aws:kms"})
            assert refused(found, {ALGORITHM: "AES256"})
            assert refused(found, {ALGORITHM: "aws:kms", KEY: f"{own[0]}x"})
