"""Requests against botocore's models, also where a model's patterns are not Python's."""

import pytest
from botocore.model import ServiceModel, Shape

from local.vectors.shapes import problems
from tests.infra.arguments import model


def shape(service: str, name: str) -> Shape:
    found: ServiceModel = model(service)
    return found.shape_for(name)


@pytest.mark.parametrize(
    ("service", "name", "right", "wrong"),
    [
        ("connect", "PhoneNumber", "+821012345678", "01012345678"),  # escaped twice
        ("connect", "Password", "Aa1!aaaa", "aaaaaaaa"),  # between slashes
        ("budgets", "BudgetName", "monthly", "mon:thly"),  # a flag in the middle
        ("sqs", "NullableInteger", 1, "1"),
        ("s3vectors", "KmsKeyArn", "arn:aws:kms:ap-northeast-2:123456789012:key/1", "key"),
    ],
)
def test_what_a_shape_takes_and_refuses(
    service: str, name: str, right: object, wrong: object
) -> None:
    assert list(problems(shape(service, name), right)) == []
    assert list(problems(shape(service, name), wrong))


def test_what_is_missing_or_unknown_is_told_with_its_path() -> None:
    target = shape("s3vectors", "PutVectorsInput")
    wrong = dict(problems(target, {"indexName": "films", "vectors": [{"data": {}}], "more": 1}))
    assert wrong["/vectors/0/key"] == "is required"
    assert "not a member" in wrong["/more"]
    assert wrong["/vectors/0/data"] == "must have exactly one member"
