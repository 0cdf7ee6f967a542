"""Buckets and table."""

import pytest

from infra.assistant.documents import GAPS
from tests.infra.engine import Recording

BUCKETS = ("documents", "index")


@pytest.mark.parametrize("bucket", BUCKETS)
def test_a_bucket_is_private_versioned_and_encrypted(recording: Recording, bucket: str) -> None:
    access = recording.inputs("s3/BucketPublicAccessBlock", f"{bucket}-public-access")
    assert all(value is True for key, value in access.items() if key != "bucket")
    versioning = recording.inputs("s3/BucketVersioning", f"{bucket}-versioning")
    assert versioning["versioningConfiguration"] == {"status": "Enabled"}
    [rule] = recording.inputs("s3/BucketServerSideEncryptionConfiguration", f"{bucket}-encryption")[
        "rules"
    ]
    assert rule["applyServerSideEncryptionByDefault"] == {"sseAlgorithm": "AES256"}
    ownership = recording.inputs("s3/BucketOwnershipControls", f"{bucket}-ownership")
    assert ownership["rule"] == {"objectOwnership": "BucketOwnerEnforced"}


@pytest.mark.parametrize("bucket", BUCKETS)
def test_old_versions_and_broken_uploads_go(recording: Recording, bucket: str) -> None:
    lifecycle = recording.one("s3/BucketLifecycleConfiguration", f"{bucket}-lifecycle")
    old, broken, *_ = lifecycle.inputs["rules"]
    assert old["noncurrentVersionExpiration"]["noncurrentDays"] >= 1
    assert broken["abortIncompleteMultipartUpload"] == {"daysAfterInitiation": 7}
    versioning = recording.one("s3/BucketVersioning", f"{bucket}-versioning")
    assert versioning.urn in lifecycle.depends_on


def test_the_contacts_table_forgets_and_can_be_restored(recording: Recording) -> None:
    table = recording.inputs("dynamodb/Table", "contacts")
    assert (table["hashKey"], table["rangeKey"]) == ("contact_id", "at")
    assert table["billingMode"] == "PAY_PER_REQUEST"
    assert table["ttl"] == {"attributeName": "expires_at", "enabled": True}
    assert table["pointInTimeRecovery"] == {"enabled": True}
    assert table["serverSideEncryption"]["enabled"] is True


def test_what_callers_asked_in_vain_is_kept_as_long_as_their_turns(recording: Recording) -> None:
    rules = recording.inputs("s3/BucketLifecycleConfiguration", "index-lifecycle")["rules"]
    [gaps] = [rule for rule in rules if rule["filter"]["prefix"] == GAPS]
    answer = recording.inputs("lambda/Function", "answer")["environment"]["variables"]
    assert gaps["expiration"] == {"days": int(answer["CONTACT_TTL_DAYS"])}
    assert gaps["noncurrentVersionExpiration"] == {"noncurrentDays": 1}
