"""What only some stacks have: a network of their own, an index in S3 Vectors."""

import pytest

from tests.live.account import Account


def test_the_network_has_its_endpoints_in_every_zone(account: Account) -> None:
    """Costs: nothing. Leaves: nothing. Needs `vpc: true`."""
    zones = {each.inputs["availabilityZone"] for each in account.declared.of("ec2/Subnet")}
    services = sorted(
        {
            each.inputs["serviceName"]
            for each in account.declared.of("ec2/VpcEndpoint")
            if each.inputs["vpcEndpointType"] == "Interface"
        }
    )
    if not services:
        pytest.skip("the stack has no network: pulumi config set vpc true")
    found = account.client("ec2").describe_vpc_endpoint_services(ServiceNames=services)
    offered = {each["ServiceName"]: each["AvailabilityZones"] for each in found["ServiceDetails"]}
    for service in services:
        assert zones <= set(offered[service]), service


def test_the_vector_index_is_hybrid_and_korean(account: Account) -> None:
    """Costs: nothing. Leaves: nothing. Needs `index: s3-vectors` and a published index."""
    buckets = account.declared.of("s3/VectorsVectorBucket")
    if not buckets:
        pytest.skip("the index is a snapshot: pulumi config set index s3-vectors")
    vectors = account.client("s3vectors")
    bucket = account.real(str(buckets[0].inputs["vectorBucketName"]))
    listed = vectors.list_indexes(vectorBucketName=bucket)["indexes"]
    assert listed, "no document has been uploaded yet"
    for each in listed:
        index = vectors.get_index(vectorBucketName=bucket, indexName=each["indexName"])["index"]
        assert index["indexMode"] == "ENHANCED"
        searched = index["metadataConfiguration"]["textSearchConfigurations"]
        assert {(text["language"], text["status"]) for text in searched} == {("ko", "ACTIVE")}
