from local.cloud.vector_buckets import VectorBuckets
from tests.local.cloud.recording import RecordingClients, create

ARN = "arn:aws:s3vectors:ap-northeast-2:000000000000:bucket/vectors"


def test_a_vector_bucket_is_made_with_its_tags(clients: RecordingClients) -> None:
    clients.answers.by_operation["CreateVectorBucket"] = {"vectorBucketArn": ARN}
    values = {"vectorBucketName": "vectors", "tags": {"Team": "support"}, "forceDestroy": True}
    created = create(VectorBuckets(clients).bucket, values)
    assert clients.parameters_of("CreateVectorBucket") == {
        "vectorBucketName": "vectors",
        "tags": {"Team": "support"},
    }
    assert created.outputs["vectorBucketArn"] == ARN


def test_a_vector_bucket_is_told_its_key(clients: RecordingClients) -> None:
    clients.answers.by_operation["CreateVectorBucket"] = {"vectorBucketArn": ARN}
    key = {"sseType": "aws:kms", "kmsKeyArn": "arn:aws:kms:ap-northeast-2:000000000000:key/1"}
    create(
        VectorBuckets(clients).bucket,
        {"vectorBucketName": "vectors", "tags": {}, "encryptionConfigurations": [key]},
    )
    assert clients.parameters_of("CreateVectorBucket")["encryptionConfiguration"] == key


def test_its_policy_is_recorded_and_asks_for_nothing(clients: RecordingClients) -> None:
    created = create(VectorBuckets(clients).policy, {"vectorBucketArn": ARN, "policy": "{}"})
    assert created.id == ARN
    assert clients.operations == []
