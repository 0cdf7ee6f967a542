"""Configuration: what is allowed, and one clear sentence for what is not."""

import dataclasses
from collections.abc import Mapping
from typing import Any, cast

import pytest
import yaml

from flows.recording import CallAnalysis
from infra.config import NAMESPACE, StackConfig
from infra.config_reader import ConfigError
from tests.infra import engine

LEAST = {"instanceAlias": "saltware-test"}


def parse(values: Mapping[str, str]) -> StackConfig:
    return StackConfig.parse(
        {**LEAST, **values}, project=NAMESPACE, stack="test", region="ap-northeast-2"
    )


def refusal(values: Mapping[str, str]) -> str:
    with pytest.raises(ConfigError) as raised:
        parse(values)
    return str(raised.value)


def test_an_alias_is_all_that_must_be_given() -> None:
    config = parse({})
    assert config.instance_alias == "saltware-test"
    assert config.time_zone == "Asia/Seoul"
    assert len(config.hours) == 7
    assert config.watching.dashboard_name == "Saltware-Contact-Center-Dashboard"


def test_the_configuration_can_not_be_changed() -> None:
    config = parse({})
    with pytest.raises(dataclasses.FrozenInstanceError):
        config.protect = True  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("instanceAlias", "d-saltware", "1 to 45 letters, digits and inner hyphens"),
        ("instanceAlias", "솔트웨어", "1 to 45 letters, digits and inner hyphens"),
        ("instanceAlias", "a" * 46, "1 to 45 letters, digits and inner hyphens"),
        ("hours", "nine to five", "'24x7' or spans such as"),
        ("hours", "MON-FRI 18:00-09:00", "'24x7' or spans such as"),
        ("timeZone", "Seoul", "an IANA time zone name"),
        ("language", "ja-JP", "one of ko-KR"),
        ("voice", "Joanna", "one of Seoyeon, Jihye"),
        ("holidays", "some", "true or false"),
        ("holidaysFrom", "26", "a whole number from 2020 to 2100"),
        ("closedDays", "2026-12-31", "a list"),
        ("phoneNumber", "+8215880000", "'claim:US/DID'"),
        ("users", "minji", "a list"),
        ("recordingDays", "0", "a whole number from 1 to 3650"),
        ("contactRules", "on", "true or false"),
        ("botLogs", "text", "true or false"),
        ("embeddingModel", "Titan", "a model id of the Region"),
        ("answerModel", "us.anthropic.claude-x-v1:0", "apac."),
        ("embeddingDimensions", "768", "one of 256, 512, 1024"),
        ("turnSeconds", "2", "a whole number from 3 to 25"),
        ("turnSeconds", "7.5", "a whole number from 3 to 25"),
        ("denseWeight", "1.1", "a share from 0 to 1"),
        ("gateFloor", "0.6", "a whole number from 0 to 100"),
        ("gateRegression", "101", "a whole number from 0 to 100"),
        ("snapshotsKept", "1", "a whole number from 2 to 100"),
        ("embeddingsPerSecond", "0", "a whole number from 1 to 1000"),
        ("answerMemoryMb", "lots", "a whole number from 512 to 10240"),
        ("answerMemoryMb", "２０４８", "a whole number from 512 to 10240"),
        ("logRetentionDays", "8", "one of 1, 3, 5, 7"),
        ("logLevel", "TRACE", "one of DEBUG, INFO, WARNING, ERROR"),
        ("protect", "yes", "true or false"),
        ("functionTarget", "arm", "one of lambda, build-host"),
        ("alertEmails", "someone@example.com", "a list of e-mail addresses"),
        ("alertEmails", '["nobody"]', "a list of e-mail addresses"),
        ("alertEmails", '{"a": 1}', "a list of e-mail addresses"),
        ("dashboardName", "내 화면", "1 to 255 letters"),
    ],
)
def test_a_wrong_value_is_named_with_its_key_and_what_is_allowed(
    key: str, value: str, allowed: str
) -> None:
    sentence = refusal({key: value})
    assert sentence.startswith(f"{NAMESPACE}:{key} is {value!r}; allowed is ")
    assert allowed in sentence
    assert "; and " not in sentence


def test_a_missing_alias_is_named() -> None:
    with pytest.raises(ConfigError, match="saltware-contact-center:instanceAlias is missing"):
        StackConfig.parse({}, project=NAMESPACE, stack="test", region="ap-northeast-2")


def test_an_unknown_key_is_named_with_those_that_exist() -> None:
    sentence = refusal({"turnSecond": "7"})
    assert sentence.startswith(f"{NAMESPACE}:turnSecond is not a key of this program")
    assert "turnSeconds" in sentence


def test_several_problems_are_told_at_once() -> None:
    assert refusal({"voice": "Joanna", "protect": "maybe"}).count("; allowed is") == 2


def test_a_wrong_region_is_named() -> None:
    with pytest.raises(ConfigError, match="aws:region is 'Seoul'"):
        StackConfig.parse(LEAST, project=NAMESPACE, stack="test", region="Seoul")


def test_lists_and_flags_are_read() -> None:
    config = parse({"alertEmails": '["a@example.com", "b@example.com"]', "protect": "true"})
    assert config.watching.alert_emails == ("a@example.com", "b@example.com")
    assert config.protect is True


def test_call_analysis_and_voices_are_read() -> None:
    config = parse({"callAnalysis": "after-call", "voice": "Jihye", "englishVoice": "Matthew"})
    assert config.call_analysis is CallAnalysis.AFTER_CALL
    assert config.voices == {"ko_KR": "Jihye", "en_US": "Matthew"}


def project_keys() -> dict[str, dict[str, Any]]:
    text = (engine.ROOT / "Pulumi.yaml").read_text(encoding="utf-8")
    config = cast("dict[str, dict[str, Any]]", yaml.safe_load(text)["config"])
    return {key: schema for key, schema in config.items() if ":" not in key}


def test_pulumi_yaml_describes_exactly_the_keys_that_are_read() -> None:
    sentence = refusal({"noSuchKey": "1"})
    known = sentence.partition("allowed are ")[2].split(", ")
    assert sorted(project_keys()) == sorted(known)
    assert all(schema["description"] and schema["type"] for schema in project_keys().values())


def test_pulumi_yaml_has_the_same_defaults_as_the_program() -> None:
    defaults = {
        key: engine.as_string(schema["default"])
        for key, schema in project_keys().items()
        if "default" in schema
    }
    assert parse(defaults) == parse({})


@pytest.mark.parametrize("stack", ["local", "dev", "staging", "prod"])
def test_every_stack_file_holds_known_keys_and_allowed_values(stack: str) -> None:
    values = {
        key.removeprefix(f"{NAMESPACE}:"): value
        for key, value in engine.stack_values(stack).items()
        if key.startswith(NAMESPACE)
    }
    assert parse(values).instance_alias.startswith("saltware-")
