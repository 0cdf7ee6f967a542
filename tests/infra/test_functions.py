"""The functions as deployed: what they run, may call, and are told."""

import json
from dataclasses import replace
from typing import Any

from ai.settings import AnswerSettings, IngestSettings
from infra.assistant.assistant import ANSWER_SECONDS
from infra.config import LOG_LEVELS
from infra.function import FunctionArgs, FunctionFamily, LambdaFunction
from infra.key import DataKey
from infra.key_policy import DataKeyArgs
from infra.network import Network, NetworkArgs
from infra.place import Place
from tests.infra import engine
from tests.infra.engine import Recording
from tests.infra.test_naming import DEPLOYMENT

LAMBDA_ENVIRONMENT = {"AWS_REGION": "ap-northeast-2"}


def environment(recording: Recording, function: str) -> dict[str, str]:
    variables = recording.inputs("lambda/Function", function)["environment"]["variables"]
    return {**LAMBDA_ENVIRONMENT, **variables}


def allowed(recording: Recording, function: str) -> dict[str, list[str]]:
    policy = json.loads(recording.inputs("iam/RolePolicy", f"{function}-policy")["policy"])
    return {statement["Sid"]: statement["Action"] for statement in policy["Statement"]}


def test_functions_run_the_handlers_of_the_assistant(recording: Recording) -> None:
    handlers = {each.name: each.inputs["handler"] for each in recording.of("lambda/Function")}
    assert handlers == {
        "answer": "ai.handlers.answer.handler",
        "callback": "ai.handlers.callback.handler",
        "callback-due": "ai.handlers.callback_due.handler",
        "chat": "ai.handlers.chat.handler",
        "contact-records": "ai.handlers.contact_records.handler",
        "customer": "ai.handlers.customer.handler",
        "gap-report": "ai.handlers.gaps.handler",
        "ingest": "ai.handlers.ingest.handler",
    }


def test_functions_are_published_behind_the_alias_live(recording: Recording) -> None:
    for function in recording.of("lambda/Function"):
        assert function.inputs["publish"] is True
        assert function.inputs["runtime"] == "python3.13"
        assert function.inputs["architectures"] == ["x86_64"]
        alias = recording.inputs("lambda/Alias", f"{function.name}-live")
        assert alias["name"] == "live"
        assert alias["functionVersion"] == "7"


def test_the_answer_function_starts_from_its_environment(recording: Recording) -> None:
    settings = AnswerSettings.from_env(environment(recording, "answer"))
    assert settings.turn_seconds == 7
    assert settings.index_bucket == recording.exports["index_bucket"]
    assert settings.contacts_table == recording.exports["contacts_table"]


def test_the_ingest_function_starts_from_its_environment(recording: Recording) -> None:
    settings = IngestSettings.from_env(environment(recording, "ingest"))
    assert settings.documents_bucket == recording.exports["documents_bucket"]
    assert settings.report_topic_arn == recording.exports["index_reports_topic_arn"]


def test_index_and_questions_are_embedded_alike(recording: Recording) -> None:
    answer = AnswerSettings.from_env(environment(recording, "answer"))
    ingest = IngestSettings.from_env(environment(recording, "ingest"))
    assert answer.models == ingest.models


def test_the_answer_function_can_not_touch_the_documents(recording: Recording) -> None:
    policy = recording.inputs("iam/RolePolicy", "answer-policy")["policy"]
    assert recording.exports["documents_bucket"] not in policy


def test_the_answer_function_ends_before_lex_gives_up(recording: Recording) -> None:
    assert recording.inputs("lambda/Function", "answer")["timeout"] == ANSWER_SECONDS < 30


def test_prod_starts_the_answer_function_from_a_snapshot(prod: Recording) -> None:
    snapshot = prod.inputs("lambda/Function", "answer")["snapStart"]
    assert snapshot == {"applyOn": "PublishedVersions"}


def family(key: DataKey, log_level: str = "INFO") -> FunctionFamily:
    return FunctionFamily(
        place=Place(deployment=DEPLOYMENT, component="assistant", key=key),
        code=engine.fake_code("a", "lambda"),
        log_level=log_level,
        log_retention_days=7,
    )


def deployed(log_level: str = "INFO", **changes: Any) -> engine.Recording:
    """A function by itself, with some of its arguments changed."""

    def program() -> None:
        key = DataKey("data", DataKeyArgs(deployment=DEPLOYMENT, component="x", protect=False))
        given: dict[str, Any] = {
            "family": family(key, log_level),
            "description": "A function",
            "handler": "a.handler",
            "environment": {},
            "permissions": [],
            "memory_mb": 512,
            "timeout_seconds": 10,
            "snap_start": False,
        }
        LambdaFunction("lookup", FunctionArgs(**{**given, **changes}))

    return engine.run(program)


def test_every_function_is_told_its_stack_and_its_log_level() -> None:
    told = environment(deployed(log_level="DEBUG"), "lookup")
    assert (told["STACK"], told["LOG_LEVEL"]) == ("dev", "DEBUG")


def test_a_family_of_another_component_differs_in_its_tags_alone() -> None:
    def program() -> None:
        key = DataKey("data", DataKeyArgs(deployment=DEPLOYMENT, component="x", protect=False))
        ours = family(key)
        theirs = ours.of("chat")
        assert theirs.place.tags["Component"] == "chat"
        assert theirs.of("assistant") == ours

    engine.run(program)


def test_outside_the_network_a_function_has_no_address_in_it() -> None:
    def program() -> None:
        key = DataKey("data", DataKeyArgs(deployment=DEPLOYMENT, component="x", protect=False))
        network = Network(
            "network",
            NetworkArgs(deployment=DEPLOYMENT, component="x", zones=("a", "c"), services=()),
        )
        inside = replace(family(key), network=network)
        for name, each in (("inside", inside), ("outside", inside.outside_network())):
            args = FunctionArgs(
                family=each,
                description="A function",
                handler="a.handler",
                environment={},
                permissions=[],
                memory_mb=512,
                timeout_seconds=10,
                snap_start=False,
            )
            LambdaFunction(name, args)

    recording = engine.run(program)
    assert "vpcConfig" in recording.inputs("lambda/Function", "inside")
    assert "vpcConfig" not in recording.inputs("lambda/Function", "outside")


def test_a_function_reserves_executions_only_when_told() -> None:
    plain = deployed().inputs("lambda/Function", "lookup")
    reserved = deployed(concurrency=5).inputs("lambda/Function", "lookup")
    assert "reservedConcurrentExecutions" not in plain
    assert reserved["reservedConcurrentExecutions"] == 5


def test_a_function_without_dead_letters_may_not_send_any() -> None:
    assert list(allowed(deployed(), "lookup")) == ["WriteOwnLog", "WriteTraces"]


def test_log_levels_are_in_lambdas_own_words() -> None:
    for level in LOG_LEVELS:
        recording = deployed(log_level=level)
        logging = recording.inputs("lambda/Function", "lookup")["loggingConfig"]
        assert logging["applicationLogLevel"] in {"DEBUG", "INFO", "WARN", "ERROR"}


def test_a_function_with_dead_letters_may_encrypt_them() -> None:
    sids = allowed(deployed(dead_letter_arn="arn:aws:sqs:ap-northeast-2:1:dead"), "lookup")
    assert sids["KeepFailedEvents"] == ["sqs:SendMessage"]
    assert sids["EncryptFailedEvents"] == ["kms:Decrypt", "kms:GenerateDataKey"]
