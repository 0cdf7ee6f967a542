"""Index kind `s3-vectors`: the vector bucket, and who may do what in it."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from ai.index.vector_client import VectorsClient
from ai.settings import AnswerSettings, IngestSettings, VectorSettings
from tests.infra import engine
from tests.infra.engine import Recording
from tests.infra.outputs import ACCOUNT, REGION
from tests.infra.policies import allows, condition_values, matches, roles

KEY = f"{engine.PROJECT}:index"
ARN = f"arn:aws:s3vectors:{REGION}:{ACCOUNT}:bucket"


@pytest.fixture(scope="module", params=["dev", "prod"])
def chosen(request: pytest.FixtureRequest) -> Recording:
    mails = {
        f"{engine.PROJECT}:alertEmails": '["shift@example.com"]',
        f"{engine.PROJECT}:reportEmails": '["product@example.com"]',
    }
    return engine.run_main(str(request.param), {**mails, KEY: "s3-vectors"})


def statements(recording: Recording, function: str) -> dict[str, Mapping[str, Any]]:
    """Those about S3 Vectors in the policies of a function, by their id."""
    found = [
        statement
        for resource in recording.of("iam/RolePolicy")
        if resource.name.startswith(f"{function}-")
        for statement in json.loads(resource.inputs["policy"])["Statement"]
    ]
    assert found
    return {one["Sid"]: one for one in found if one["Action"][0].startswith("s3vectors:")}


def environment(recording: Recording, function: str) -> dict[str, str]:
    return dict(recording.inputs("lambda/Function", function)["environment"]["variables"])


def test_without_the_choice_there_is_no_trace_of_it(recording: Recording) -> None:
    assert not recording.of("s3/VectorsVectorBucket")
    for function in ("answer", "ingest"):
        assert statements(recording, function) == {}
        assert "INDEX_KIND" not in environment(recording, function)


def test_the_bucket_has_the_stacks_name_and_tags(chosen: Recording) -> None:
    bucket = chosen.inputs("s3/VectorsVectorBucket", "vectors")
    name = bucket["vectorBucketName"]
    assert re.fullmatch(r"[a-z0-9-]{3,63}", name)
    assert name.endswith(f"-vectors-{ACCOUNT}")
    assert bucket["tags"]["Project"] == engine.PROJECT


def test_the_bucket_is_protected_where_the_stack_is(chosen: Recording) -> None:
    bucket = chosen.one("s3/VectorsVectorBucket", "vectors")
    protected = chosen.one("s3/Bucket", "documents").protect
    assert bucket.protect == protected
    assert bucket.inputs["forceDestroy"] == (not protected)


def test_the_bucket_refuses_what_is_not_encrypted_in_transit(chosen: Recording) -> None:
    name = chosen.inputs("s3/VectorsVectorBucket", "vectors")["vectorBucketName"]
    policy = chosen.inputs("s3/VectorsVectorBucketPolicy", "vectors-policy")
    [statement] = json.loads(policy["policy"])["Statement"]
    assert statement["Effect"] == "Deny"
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert statement["Resource"] == [f"{ARN}/{name}", f"{ARN}/{name}/index/*"]


def test_the_answer_function_may_search_and_nothing_else(chosen: Recording) -> None:
    found = statements(chosen, "answer")
    name = chosen.inputs("s3/VectorsVectorBucket", "vectors")["vectorBucketName"]
    assert list(found) == ["SearchVectors"]
    assert found["SearchVectors"]["Action"] == ["s3vectors:QueryVectors", "s3vectors:GetVectors"]
    assert found["SearchVectors"]["Resource"] == [f"{ARN}/{name}/index/knowledge-*"]


def test_the_ingest_function_may_make_exactly_the_calls_that_the_code_makes(
    chosen: Recording,
) -> None:
    found = statements(chosen, "ingest")
    allowed = {action for one in found.values() for action in one["Action"]}
    called = {name for name in vars(VectorsClient) if not name.startswith("_")}
    named = {f"s3vectors:{''.join(part.title() for part in one.split('_'))}" for one in called}
    assert allowed == named


def test_both_functions_are_told_where_the_index_is(chosen: Recording) -> None:
    name = chosen.inputs("s3/VectorsVectorBucket", "vectors")["vectorBucketName"]
    expected = VectorSettings(bucket=name, index="knowledge")
    region = {"AWS_REGION": REGION}
    answer = AnswerSettings.from_env({**environment(chosen, "answer"), **region})
    ingest = IngestSettings.from_env({**environment(chosen, "ingest"), **region})
    assert answer.vectors == ingest.vectors == expected


@pytest.fixture(scope="module")
def keyed() -> Recording:
    """Documents, and what is made of them, under the stack's key."""
    return engine.run_main("prod", {KEY: "s3-vectors", f"{engine.PROJECT}:documentsKey": "true"})


def the_key(recording: Recording) -> str:
    [alias] = recording.of("kms/Alias")
    return f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{alias.inputs['targetKeyId']}"


def indexing(recording: Recording) -> list[Mapping[str, Any]]:
    """What the key's policy says of the service that tends the indexes."""
    policy = json.loads(recording.of("kms/Key")[0].inputs["policy"])
    return [
        one
        for one in policy["Statement"]
        if one["Principal"].get("Service") == "indexing.s3vectors.amazonaws.com"
    ]


def test_vectors_are_under_the_services_key_unless_documents_are_under_ours(
    chosen: Recording, keyed: Recording
) -> None:
    plain = chosen.inputs("s3/VectorsVectorBucket", "vectors")
    assert "encryptionConfigurations" not in plain
    assert indexing(chosen) == []
    ours = keyed.inputs("s3/VectorsVectorBucket", "vectors")
    assert ours["encryptionConfigurations"] == [{"sseType": "aws:kms", "kmsKeyArn": the_key(keyed)}]


def test_a_bucket_under_another_key_has_another_name(chosen: Recording, keyed: Recording) -> None:
    """So that it can be made while the one that it replaces is still there."""
    name = keyed.inputs("s3/VectorsVectorBucket", "vectors")["vectorBucketName"]
    assert name != chosen.inputs("s3/VectorsVectorBucket", "vectors")["vectorBucketName"]
    assert re.fullmatch(r"[a-z0-9-]{3,63}", name)


def test_the_service_may_open_the_stacks_vector_buckets_and_no_others(keyed: Recording) -> None:
    name = keyed.inputs("s3/VectorsVectorBucket", "vectors")["vectorBucketName"]
    [statement] = indexing(keyed)
    assert statement["Action"] == ["kms:Decrypt"]
    assert condition_values(statement, "aws:SourceAccount") == [ACCOUNT]
    [pattern] = condition_values(statement, "aws:SourceArn")
    assert matches(pattern, f"{ARN}/{name}")
    assert matches(pattern, f"{ARN}/{name}/index/knowledge-0")
    assert not matches(pattern, f"{ARN}/another")
    assert set(condition_values(statement, "kms:EncryptionContextKeys")) == {
        "aws:s3vectors:arn",
        "aws:s3vectors:resource-id",
    }


def test_functions_open_vectors_through_s3_vectors_and_cannot_otherwise(keyed: Recording) -> None:
    via = f"s3vectors.{REGION}.amazonaws.com"
    for function in ("answer", "ingest"):
        [role] = [granted for name, granted in roles(keyed) if name.endswith(f"-{function}")]
        assert allows(role, "kms:Decrypt", the_key(keyed), via)
    [account] = [
        one
        for one in json.loads(keyed.of("kms/Key")[0].inputs["policy"])["Statement"]
        if one["Sid"] == "AccountUsesThroughServices"
    ]
    assert via in condition_values(account, "kms:ViaService")
