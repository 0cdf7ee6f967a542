"""The AWS calls by which the provider creates each kind of resource, one module a subject."""

from collections.abc import Mapping

from tests.infra.arguments import Call
from tests.infra.creating import contact, functions, network, stores

CREATING: Mapping[str, tuple[Call, ...]] = {
    **contact.CREATING,
    **functions.CREATING,
    **network.CREATING,
    **stores.CREATING,
}

WITHOUT_A_CALL: Mapping[str, str] = {
    "ec2/DefaultSecurityGroup": "comes with the network; the provider only takes its rules away",
}
"""Kinds that no call creates, and why."""

NOT_SENT: Mapping[tuple[str, str], str] = {
    (
        "kinesis/FirehoseDeliveryStream",
        "destination",
    ): "says which block counts",
    ("lambda/Function", "code"): "an archive: the test stands a place in a bucket for it",
    ("s3/Bucket", "forceDestroy"): "what the provider does when the bucket goes",
    ("s3/VectorsVectorBucket", "forceDestroy"): "what the provider does when the bucket goes",
}
"""Inputs that are part of no request, and why. The id of a recorded instance and tags of networks
are left out by name in their modules: the provider wraps both."""

EVERYWHERE = frozenset({"instanceId", "tags"})
