from pathlib import Path

import pytest

from ai.errors import SettingsError
from ai.settings import AnswerSettings, IngestSettings

ANSWER = {
    "AWS_REGION": "ap-northeast-2",
    "INDEX_BUCKET": "index",
    "CONTACTS_TABLE": "contacts",
    "EMBEDDING_MODEL": "amazon.titan-embed-text-v2:0",
    "ANSWER_MODEL": "apac.amazon.nova-lite-v1:0",
}
INGEST = {
    "AWS_REGION": "ap-northeast-2",
    "DOCUMENTS_BUCKET": "documents",
    "INDEX_BUCKET": "index",
    "EMBEDDING_MODEL": "amazon.titan-embed-text-v2:0",
    "REPORT_TOPIC_ARN": "arn:aws:sns:ap-northeast-2:123456789012:reports",
}


def test_what_is_not_set_has_its_default() -> None:
    settings = AnswerSettings.from_env(ANSWER)
    assert settings.turn_seconds == 7.0
    assert settings.top_k == 5
    assert settings.dense_weight == 0.7
    assert settings.min_score == 0.0
    assert settings.models.embedding_dimensions == 512
    assert settings.prompts_file.name == "prompts.ko.toml"
    assert (settings.prompts_file.parent / "ai").is_dir()


def test_what_is_set_is_taken() -> None:
    env = ANSWER | {"TURN_SECONDS": "5.5", "TOP_K": "3", "PROMPTS_FILE": "/tmp/p.toml"}  # noqa: S108
    settings = AnswerSettings.from_env(env)
    assert (settings.turn_seconds, settings.top_k) == (5.5, 3)
    assert settings.prompts_file == Path("/tmp/p.toml")  # noqa: S108


@pytest.mark.parametrize("name", sorted(ANSWER))
def test_a_missing_variable_of_the_answer_function_is_named(name: str) -> None:
    env = {key: value for key, value in ANSWER.items() if key != name}
    with pytest.raises(SettingsError, match=name):
        AnswerSettings.from_env(env)


@pytest.mark.parametrize("name", sorted(INGEST))
def test_a_missing_variable_of_the_ingest_function_is_named(name: str) -> None:
    env = {key: value for key, value in INGEST.items() if key != name}
    with pytest.raises(SettingsError, match=name):
        IngestSettings.from_env(env)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TURN_SECONDS", "soon"),
        ("TURN_SECONDS", "0"),
        ("TOP_K", "2.5"),
        ("DENSE_WEIGHT", "1.1"),
        ("EMBEDDING_DIMENSIONS", "-1"),
        ("LOG_LEVEL", "LOUD"),
        ("MIN_SCORE", "nan"),
    ],
)
def test_a_garbled_value_is_named_with_what_is_allowed(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is .*must be"):
        AnswerSettings.from_env(ANSWER | {name: value})


def test_an_application_inference_profile_needs_its_base_model() -> None:
    profile = "arn:aws:bedrock:ap-northeast-2:123456789012:application-inference-profile/abc"
    with pytest.raises(SettingsError, match="ANSWER_BASE_MODEL"):
        AnswerSettings.from_env(ANSWER | {"ANSWER_MODEL": profile})
    env = ANSWER | {"ANSWER_MODEL": profile, "ANSWER_BASE_MODEL": "amazon.nova-lite-v1:0"}
    assert AnswerSettings.from_env(env).answer_base_model == "amazon.nova-lite-v1:0"
