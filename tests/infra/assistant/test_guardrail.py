"""What a stack may say about the model: guardrail, caching, personal data, lowest score."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from ai.settings import AnswerSettings, GuardrailSettings
from infra.config import ConfigError, StackConfig
from tests.infra import engine
from tests.infra.engine import Recording
from tests.infra.outputs import ACCOUNT, REGION

CHOSEN = {
    "guardrail": "abc123def456:3",
    "cacheInstructions": "true",
    "redactModelInput": "false",
    "minScore": "0.805",
    "denseWeight": "0.55",
}


@pytest.fixture(scope="module")
def chosen() -> Recording:
    return engine.run_main(
        "dev", {f"{engine.PROJECT}:{key}": value for key, value in CHOSEN.items()}
    )


def settings(recording: Recording) -> AnswerSettings:
    variables = recording.inputs("lambda/Function", "answer")["environment"]["variables"]
    return AnswerSettings.from_env({"AWS_REGION": REGION, **variables})


def guard(recording: Recording) -> list[Mapping[str, Any]]:
    policies = [one for one in recording.of("iam/RolePolicy") if one.name.startswith("answer-")]
    statements = [
        statement
        for policy in policies
        for statement in json.loads(policy.inputs["policy"])["Statement"]
    ]
    return [one for one in statements if "bedrock:ApplyGuardrail" in one["Action"]]


def test_without_a_guardrail_there_is_no_right_to_one(recording: Recording) -> None:
    assert guard(recording) == []
    assert settings(recording).guardrail is None
    assert settings(recording).redact_model_input is True


def test_the_function_is_told_all_of_it(chosen: Recording) -> None:
    told = settings(chosen)
    assert told.guardrail == GuardrailSettings(identifier="abc123def456", version="3")
    assert told.cache_instructions is True
    assert told.redact_model_input is False
    assert told.min_score == 0.805
    assert told.dense_weight == 0.55


def test_the_function_may_apply_exactly_this_guardrail(chosen: Recording) -> None:
    (statement,) = guard(chosen)
    assert statement["Action"] == ["bedrock:ApplyGuardrail"]
    assert statement["Resource"] == [f"arn:aws:bedrock:{REGION}:{ACCOUNT}:guardrail/abc123def456"]


@pytest.mark.parametrize(
    ("key", "value"), [("guardrail", "abc"), ("guardrail", "abc:0"), ("minScore", "1.5")]
)
def test_a_garbled_value_is_refused_by_its_key(key: str, value: str) -> None:
    with pytest.raises(ConfigError, match=key):
        StackConfig.parse(
            {"instanceAlias": "a", key: value}, project="p", stack="dev", region=REGION
        )
