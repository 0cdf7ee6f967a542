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
