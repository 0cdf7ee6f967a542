"""S3 buckets and DynamoDB tables."""

from typing import Any

from local.cloud.clients import Clients
from local.cloud.engine import Created
from local.cloud.inputs import Inputs, renamed
from local.cloud.policies import over_plain_http
from local.emulator import ACCOUNT, REGION


class Storage:
    """Creates what keeps data."""

    def __init__(self, clients: Clients) -> None:
        """`clients` speak to the emulator."""
        self._clients = clients

    def bucket(self, inputs: Inputs) -> Created:
        """aws:s3/bucket:Bucket."""
        name = inputs.take("bucket")
        inputs.skip("forceDestroy")
        s3 = self._clients("s3")
        s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
        if inputs.tags():
            s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": inputs.tag_list()})
        return Created(
            id=name,
            outputs={
                "arn": f"arn:aws:s3:::{name}",
                "bucketDomainName": f"{name}.s3.amazonaws.com",
                "bucketRegionalDomainName": f"{name}.s3.{REGION}.amazonaws.com",
                "region": REGION,
            },
        )

    def versioning(self, inputs: Inputs) -> Created:
        """aws:s3/bucketVersioning:BucketVersioning."""
        bucket = inputs.take("bucket")
        configuration = renamed(
            "versioningConfiguration",
            inputs.take("versioningConfiguration"),
            {"status": "Status", "mfaDelete": "MFADelete"},
        )
        self._clients("s3").put_bucket_versioning(
            Bucket=bucket, VersioningConfiguration=configuration
        )
        return Created(id=bucket)

    def encryption(self, inputs: Inputs) -> Created:
        """aws:s3/bucketServerSideEncryptionConfiguration."""
        bucket = inputs.take("bucket")
        rules = [_encryption_rule(rule) for rule in inputs.take("rules")]
        self._clients("s3").put_bucket_encryption(
            Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": rules}
        )
        return Created(id=bucket)

    def public_access_block(self, inputs: Inputs) -> Created:
        """aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock."""
        bucket = inputs.take("bucket")
        self._clients("s3").put_public_access_block(
            Bucket=bucket,
            PublicAccessBlockConfiguration={
                "BlockPublicAcls": inputs.get("blockPublicAcls", False),
                "BlockPublicPolicy": inputs.get("blockPublicPolicy", False),
                "IgnorePublicAcls": inputs.get("ignorePublicAcls", False),
                "RestrictPublicBuckets": inputs.get("restrictPublicBuckets", False),
            },
        )
        return Created(id=bucket)

    def ownership(self, inputs: Inputs) -> Created:
        """aws:s3/bucketOwnershipControls:BucketOwnershipControls."""
        bucket = inputs.take("bucket")
        rule = renamed("rule", inputs.take("rule"), {"objectOwnership": "ObjectOwnership"})
        self._clients("s3").put_bucket_ownership_controls(
            Bucket=bucket, OwnershipControls={"Rules": [rule]}
        )
        return Created(id=bucket)

    def bucket_policy(self, inputs: Inputs) -> Created:
        """aws:s3/bucketPolicy:BucketPolicy."""
        bucket = inputs.take("bucket")
        policy = over_plain_http(inputs.take("policy"))
        if policy is not None:
            self._clients("s3").put_bucket_policy(Bucket=bucket, Policy=policy)
        return Created(id=bucket)

    def lifecycle(self, inputs: Inputs) -> Created:
        """aws:s3/bucketLifecycleConfiguration: recorded; nothing here lives long enough."""
        bucket = inputs.take("bucket")
        inputs.take("rules")
        inputs.skip("transitionDefaultMinimumObjectSize")
        return Created(id=bucket)

    def notification(self, inputs: Inputs) -> Created:
        """aws:s3/bucketNotification:BucketNotification, to queues."""
        bucket = inputs.take("bucket")
        names = {
            "id": "Id",
            "queueArn": "QueueArn",
            "events": "Events",
            "filterPrefix": "prefix",
            "filterSuffix": "suffix",
        }
        queues = [_queue_rule(renamed("queues", rule, names)) for rule in inputs.get("queues", [])]
        self._clients("s3").put_bucket_notification_configuration(
            Bucket=bucket, NotificationConfiguration={"QueueConfigurations": queues}
        )
        return Created(id=bucket)

    def table(self, inputs: Inputs) -> Created:
        """aws:dynamodb/table:Table, on demand."""
        name = inputs.take("name")
        attributes = inputs.take("attributes")
        keys = [{"AttributeName": inputs.take("hashKey"), "KeyType": "HASH"}]
        if inputs.get("rangeKey"):
            keys.append({"AttributeName": inputs.take("rangeKey"), "KeyType": "RANGE"})
        dynamodb = self._clients("dynamodb")
        dynamodb.create_table(
            TableName=name,
            KeySchema=keys,
            AttributeDefinitions=[
                renamed("attributes", item, {"name": "AttributeName", "type": "AttributeType"})
                for item in attributes
            ],
            BillingMode=inputs.take("billingMode"),
            Tags=inputs.tag_list(),
            **_indexes(inputs.get("globalSecondaryIndexes") or []),
        )
        ttl = inputs.get("ttl")
        if ttl:
            specification = renamed(
                "ttl", ttl, {"attributeName": "AttributeName", "enabled": "Enabled"}
            )
            dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=specification)
        inputs.skip("pointInTimeRecovery", "serverSideEncryption", "deletionProtectionEnabled")
        arn = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{name}"
        return Created(id=name, outputs={"arn": arn})


def _indexes(given: list[dict[str, Any]]) -> dict[str, Any]:
    """The argument that CreateTable takes; none where there are no indexes."""
    names = {
        "name": "IndexName",
        "keySchemas": "KeySchema",
        "projectionType": "ProjectionType",
        "nonKeyAttributes": "NonKeyAttributes",
    }
    part = {"attributeName": "AttributeName", "keyType": "KeyType"}
    made: list[dict[str, Any]] = []
    for each in given:
        index = renamed("globalSecondaryIndexes", each, names)
        keys = [renamed("keySchemas", key, part) for key in index["KeySchema"]]
        projection = {
            key: index.pop(key) for key in ("ProjectionType", "NonKeyAttributes") if key in index
        }
        made.append({**index, "KeySchema": keys, "Projection": projection})
    return {"GlobalSecondaryIndexes": made} if made else {}


def _encryption_rule(rule: dict[str, Any]) -> dict[str, Any]:
    names = {
        "applyServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault",
        "bucketKeyEnabled": "BucketKeyEnabled",
    }
    done = renamed("rules", rule, names)
    done["ApplyServerSideEncryptionByDefault"] = renamed(
        "applyServerSideEncryptionByDefault",
        done["ApplyServerSideEncryptionByDefault"],
        {"sseAlgorithm": "SSEAlgorithm", "kmsMasterKeyId": "KMSMasterKeyID"},
    )
    return done


def _queue_rule(rule: dict[str, Any]) -> dict[str, Any]:
    filters = [
        {"Name": name, "Value": rule.pop(name)} for name in ("prefix", "suffix") if name in rule
    ]
    if filters:
        rule["Filter"] = {"Key": {"FilterRules": filters}}
    return rule
