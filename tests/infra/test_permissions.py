"""Permissions as data."""

import json

import pulumi
import pytest

from infra.permissions import (
    Permission,
    on_behalf_of,
    on_behalf_of_one,
    policy_document,
    tls_only,
    trust_policy,
)
from tests.infra import engine


def test_a_permission_becomes_one_statement_with_resolved_outputs() -> None:
    def program() -> None:
        permission = Permission(
            sid="Read",
            actions=("s3:GetObject",),
            resources=(pulumi.Output.from_input("arn:aws:s3:::documents/*"),),
            conditions={"StringEquals": {"aws:SourceAccount": pulumi.Output.from_input("1")}},
        )
        pulumi.export("document", policy_document([permission]))

    assert json.loads(engine.run(program).exports["document"]) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "Read",
                "Effect": "Allow",
                "Action": ["s3:GetObject"],
                "Resource": ["arn:aws:s3:::documents/*"],
                "Condition": {"StringEquals": {"aws:SourceAccount": "1"}},
            }
        ],
    }


def test_a_permission_without_action_or_resource_is_refused() -> None:
    with pytest.raises(ValueError, match="Nothing allows nothing"):
        Permission(sid="Nothing", actions=(), resources=("arn:aws:s3:::x",))


@pytest.mark.parametrize("action", ["*", "s3:*", "s3:Get*"])
def test_actions_are_named_one_by_one(action: str) -> None:
    with pytest.raises(ValueError, match="one by one"):
        Permission(sid="Wide", actions=(action,), resources=("arn:aws:s3:::x",))


def test_every_resource_takes_a_reason() -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        Permission(sid="Speak", actions=("polly:SynthesizeSpeech",), resources=("*",))
    Permission(sid="Speak", actions=("polly:SynthesizeSpeech",), resources=("*",), reason="no ARNs")


def test_everything_but_some_takes_a_reason_and_becomes_not_resource() -> None:
    topics = ("arn:aws:sns:*:*:*",)
    with pytest.raises(ValueError, match="needs a reason"):
        Permission(sid="Text", actions=("sns:Publish",), other_than=topics)
    with pytest.raises(ValueError, match="allows nothing"):
        Permission(sid="Text", actions=("sns:Publish",), resources=topics, other_than=topics)
    text = Permission(sid="Text", actions=("sns:Publish",), other_than=topics, reason="no ARNs")

    def program() -> None:
        pulumi.export("document", policy_document([text]))

    [statement] = json.loads(engine.run(program).exports["document"])["Statement"]
    assert statement["NotResource"] == list(topics)
    assert "Resource" not in statement


def test_a_statement_id_stands_once() -> None:
    read = Permission(sid="Read", actions=("s3:GetObject",), resources=("arn:aws:s3:::x/*",))
    with pytest.raises(ValueError, match="stand twice in Read, Read"):
        policy_document([read, read])


def test_a_role_trusts_one_service_under_its_conditions() -> None:
    def program() -> None:
        conditions = {"StringEquals": {"aws:SourceAccount": "123456789012"}}
        pulumi.export("document", trust_policy("lexv2.amazonaws.com", conditions))

    [statement] = json.loads(engine.run(program).exports["document"])["Statement"]
    assert statement["Principal"] == {"Service": "lexv2.amazonaws.com"}
    assert statement["Condition"] == {"StringEquals": {"aws:SourceAccount": "123456789012"}}


def test_a_service_acts_for_resources_of_one_account_and_nobody_elses() -> None:
    reels = ["arn:aws:films:::reel/*", "arn:aws:films:::tape/*"]
    assert on_behalf_of("123456789012", reels) == {
        "StringEquals": {"aws:SourceAccount": "123456789012"},
        "ArnLike": {"aws:SourceArn": reels},
    }


def test_a_single_source_is_compared_letter_by_letter() -> None:
    assert on_behalf_of_one("123456789012", "arn:aws:films:::reel/7") == {
        "StringEquals": {
            "aws:SourceAccount": "123456789012",
            "aws:SourceArn": "arn:aws:films:::reel/7",
        }
    }


def test_the_tls_statement_denies() -> None:
    assert tls_only("TlsOnly", "s3:*", ("arn:aws:s3:::x",))["Effect"] == "Deny"
