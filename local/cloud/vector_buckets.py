"""Vector buckets, in the local S3 Vectors."""

from typing import Any

from local.cloud.clients import Clients
from local.cloud.engine import Created
from local.cloud.inputs import Inputs


class VectorBuckets:
    """Creates what keeps vectors. Their indexes are made by the first build."""

    def __init__(self, clients: Clients) -> None:
        """`clients` speak to the local S3 Vectors when asked for `s3vectors`."""
        self._clients = clients

    def bucket(self, inputs: Inputs) -> Created:
        """aws:s3/vectorsVectorBucket:VectorsVectorBucket."""
        name = inputs.take("vectorBucketName")
        inputs.skip("forceDestroy")
        made = self._clients("s3vectors").create_vector_bucket(
            vectorBucketName=name, tags=dict(inputs.tags()), **_encryption(inputs)
        )
        return Created(
            id=made["vectorBucketArn"], outputs={"vectorBucketArn": made["vectorBucketArn"]}
        )

    def policy(self, inputs: Inputs) -> Created:
        """aws:s3/vectorsVectorBucketPolicy: recorded only, nobody is refused by it here.

        What it says, and what roles may do, is asserted over the recorded resources.
        """
        arn = inputs.take("vectorBucketArn")
        inputs.take("policy")
        return Created(id=arn)


def _encryption(inputs: Inputs) -> dict[str, Any]:
    """Told as in AWS; the local S3 Vectors keeps all in memory, and encrypts nothing."""
    given = inputs.get("encryptionConfigurations")
    return {"encryptionConfiguration": given[0]} if given else {}
