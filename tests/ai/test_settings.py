from pathlib import Path

import pytest

from ai.errors import SettingsError
from ai.settings import AnswerSettings, GuardrailSettings, IngestSettings

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
    assert (settings.prompts_folder / "ai" / "settings.py").is_file()


def test_what_is_set_is_taken() -> None:
    env = ANSWER | {"TURN_SECONDS": "5.5", "TOP_K": "3", "PROMPTS_FOLDER": "/tmp/p"}  # noqa: S108
    settings = AnswerSettings.from_env(env)
    assert (settings.turn_seconds, settings.top_k) == (5.5, 3)
    assert settings.prompts_folder == Path("/tmp/p")  # noqa: S108


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


def test_the_gate_has_its_defaults_and_takes_what_is_set() -> None:
    settings = IngestSettings.from_env(INGEST)
    assert (settings.gate_floor, settings.gate_regression) == (0.6, 0.02)
    assert (settings.snapshots_kept, settings.queue_url) == (10, None)
    env = INGEST | {"GATE_FLOOR": "0.8", "GATE_REGRESSION": "0", "SNAPSHOTS_KEPT": "3"}
    settings = IngestSettings.from_env(env)
    assert (settings.gate_floor, settings.gate_regression) == (0.8, 0.0)
    assert settings.snapshots_kept == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GATE_FLOOR", "60"),
        ("GATE_REGRESSION", "-0.1"),
        ("SNAPSHOTS_KEPT", "1"),
        ("EMBEDDINGS_PER_SECOND", "0"),
    ],
)
def test_a_garbled_value_of_the_ingest_function_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is .*must be"):
        IngestSettings.from_env(INGEST | {name: value})


def test_a_guardrail_needs_its_version() -> None:
    assert AnswerSettings.from_env(ANSWER).guardrail is None
    named = ANSWER | {"GUARDRAIL_ID": "abc"}
    with pytest.raises(SettingsError, match="GUARDRAIL_VERSION"):
        AnswerSettings.from_env(named)
    settings = AnswerSettings.from_env(named | {"GUARDRAIL_VERSION": "1"})
    assert settings.guardrail == GuardrailSettings(identifier="abc", version="1")


def test_personal_data_reaches_the_models_only_where_the_stack_says_so() -> None:
    assert AnswerSettings.from_env(ANSWER).redact_model_input is True
    allowed = AnswerSettings.from_env(ANSWER | {"REDACT_MODEL_INPUT": "false"})
    assert allowed.redact_model_input is False
    with pytest.raises(SettingsError, match="REDACT_MODEL_INPUT"):
        AnswerSettings.from_env(ANSWER | {"REDACT_MODEL_INPUT": "perhaps"})
