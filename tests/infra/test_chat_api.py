"""The chat API as deployed: who may call it, how often, from where, and what its log tells."""

import functools
import json
import re
from typing import Any

from ai.settings import AnswerSettings
from infra.chat_api import API_MILLISECONDS, CHAT_SECONDS, access_log_format
from tests.infra import engine
from tests.infra.calls.policy import Policy
from tests.infra.engine import Recording
from tests.infra.outputs import ACCOUNT, REGION
from tests.infra.test_functions import environment

KINDS = ("Api", "Authorizer", "Integration", "Route", "Stage")
ISSUER = "https://login.example.com"
ORIGIN = "https://www.example.com"

LARGEST_TURN_SECONDS = 25
HTTP_API_MILLISECONDS = 30_000
"""Longest integration of an HTTP API (API Gateway quotas)."""

PERSONAL = re.compile(
    r"sourceIp|userAgent|identity|authorizer|caller|path\b|body|query", re.IGNORECASE
)


@functools.cache
def recorded(**values: str) -> Recording:
    """Stack dev with some keys laid over it."""
    return engine.run_main("dev", {f"{engine.PROJECT}:{key}": values[key] for key in values})


def with_tokens() -> Recording:
    return recorded(
        chatApi="jwt",
        chatIssuer=ISSUER,
        chatAudience='["website", "app"]',
        chatOrigins=json.dumps([ORIGIN]),
        chatRequestsPerSecond="2",
        chatBurst="3",
        chatConcurrency="4",
    )


def only(recording: Recording, kind: str) -> dict[str, Any]:
    [found] = recording.of(f"apigatewayv2/{kind}")
    return dict(found.inputs)


def test_there_is_one_route_and_nobody_calls_it_without_a_signature(recording: Recording) -> None:
    route = only(recording, "Route")
    assert route["routeKey"] == "POST /v1/answers"
    assert route["authorizationType"] == "AWS_IAM"
    assert recording.of("apigatewayv2/Authorizer") == []


def test_tokens_are_asked_for_where_the_stack_says_so() -> None:
    recording = with_tokens()
    route, tokens = only(recording, "Route"), only(recording, "Authorizer")
    assert route["authorizationType"] == "JWT"
    assert route["authorizerId"] == "chat-api-tokens"
    assert tokens["authorizerType"] == "JWT"
    assert tokens["identitySources"] == ["$request.header.Authorization"]
    assert tokens["jwtConfiguration"] == {"issuer": ISSUER, "audiences": ["website", "app"]}


def test_no_stack_has_a_route_that_is_open(graph: Recording) -> None:
    for recording in (graph, with_tokens()):
        for route in recording.of("apigatewayv2/Route"):
            assert route.inputs["authorizationType"] in {"AWS_IAM", "JWT"}, route.urn


def test_a_stack_without_an_api_has_none_of_its_parts() -> None:
    recording = recorded(chatApi="none")
    assert not any(recording.of(f"apigatewayv2/{kind}") for kind in KINDS)
    assert not any("chat-api" in each.name for each in recording.resources)
    assert "chat" not in {each.name for each in recording.of("lambda/Function")}
    assert not any(key.startswith("chat_api") for key in recording.exports)


def test_browsers_are_kept_out_unless_their_site_is_named(recording: Recording) -> None:
    assert "corsConfiguration" not in only(recording, "Api")
    cors = only(with_tokens(), "Api")["corsConfiguration"]
    assert cors["allowOrigins"] == [ORIGIN]
    assert cors["allowMethods"] == ["POST"]
    assert cors["allowHeaders"] == ["authorization", "content-type"]
    assert cors["allowCredentials"] is False


def test_pages_may_send_what_a_signature_takes() -> None:
    cors = only(recorded(chatOrigins=json.dumps([ORIGIN])), "Api")["corsConfiguration"]
    assert {"authorization", "x-amz-date", "x-amz-security-token"} <= set(cors["allowHeaders"])


def test_every_route_is_throttled(graph: Recording) -> None:
    assert only(graph, "Stage")["defaultRouteSettings"] == {
        "throttlingRateLimit": 5,
        "throttlingBurstLimit": 10,
    }
    assert only(with_tokens(), "Stage")["defaultRouteSettings"] == {
        "throttlingRateLimit": 2,
        "throttlingBurstLimit": 3,
    }


def test_the_stage_is_deployed_by_itself_after_the_route(graph: Recording) -> None:
    stage = graph.one("apigatewayv2/Stage", "chat-api-stage")
    assert (stage.inputs["name"], stage.inputs["autoDeploy"]) == ("$default", True)
    assert graph.one("apigatewayv2/Route", "chat-api-answers").urn in stage.depends_on


def test_accesses_are_logged_under_the_key_without_saying_whose(graph: Recording) -> None:
    settings = only(graph, "Stage")["accessLogSettings"]
    group = graph.inputs("cloudwatch/LogGroup", "chat-api-logs")
    assert settings["destinationArn"].endswith(f":log-group:{group['name']}")
    assert group["kmsKeyId"].startswith("arn:aws:kms:")
    fields = json.loads(settings["format"])
    assert settings["format"] == access_log_format()
    assert {"status", "milliseconds", "refused"} <= set(fields)
    assert all(value.startswith("$context.") for value in fields.values())
    assert not PERSONAL.search(" ".join(fields.values()))


def test_only_this_route_may_invoke_the_function(graph: Recording) -> None:
    given = graph.inputs("lambda/Permission", "chat-api-calls-chat")
    assert given["principal"] == "apigateway.amazonaws.com"
    assert given["function"] == graph.exports["chat_function"]
    assert given["sourceArn"] == (
        f"arn:aws:execute-api:{REGION}:{ACCOUNT}:a1b2c3d4e5/*/POST/v1/answers"
    )


def test_the_function_is_reached_at_its_alias(graph: Recording) -> None:
    integration = only(graph, "Integration")
    assert integration["integrationUri"].endswith(f":{graph.exports['chat_function']}:live")
    assert integration["integrationType"] == "AWS_PROXY"
    assert integration["payloadFormatVersion"] == "2.0"


def test_each_waits_longer_than_what_it_waits_for(graph: Recording) -> None:
    timeout = graph.inputs("lambda/Function", "chat")["timeout"]
    assert LARGEST_TURN_SECONDS < timeout == CHAT_SECONDS
    waits = only(graph, "Integration")["timeoutMilliseconds"]
    assert timeout * 1_000 < waits == API_MILLISECONDS < HTTP_API_MILLISECONDS


def test_chats_take_their_own_executions_only_where_told(recording: Recording) -> None:
    assert "reservedConcurrentExecutions" not in recording.inputs("lambda/Function", "chat")
    chat = with_tokens().inputs("lambda/Function", "chat")
    assert chat["reservedConcurrentExecutions"] == 4
    assert "reservedConcurrentExecutions" not in with_tokens().inputs("lambda/Function", "answer")


def test_the_function_answers_from_what_the_phone_answers_from(graph: Recording) -> None:
    chat, phone = environment(graph, "chat"), environment(graph, "answer")
    assert chat == phone
    assert AnswerSettings.from_env(chat).index_bucket == graph.exports["index_bucket"]
    chat_policy, phone_policy = (
        json.loads(graph.inputs("iam/RolePolicy", f"{name}-policy")["policy"])["Statement"]
        for name in ("chat", "answer")
    )
    own = ("WriteOwnLog",)
    assert [one for one in chat_policy if one["Sid"] not in own] == [
        one for one in phone_policy if one["Sid"] not in own
    ]


def test_the_function_runs_in_the_network_where_there_is_one() -> None:
    chat = recorded(vpc="true").inputs("lambda/Function", "chat")
    assert (
        chat["vpcConfig"] == recorded(vpc="true").inputs("lambda/Function", "answer")["vpcConfig"]
    )


def test_people_and_programs_are_told_where_to_ask_and_what_to_allow(graph: Recording) -> None:
    host = f"a1b2c3d4e5.execute-api.{REGION}.amazonaws.com"
    assert graph.exports["chat_api_url"] == f"https://{host}/v1/answers"
    arn = graph.exports["chat_api_invoke_arn"]
    assert arn == f"arn:aws:execute-api:{REGION}:{ACCOUNT}:a1b2c3d4e5/$default/POST/v1/answers"


def test_no_function_may_call_the_api(graph: Recording) -> None:
    for policy in graph.of("iam/RolePolicy"):
        allowed = Policy.of(policy.inputs["policy"])
        assert "execute-api" not in json.dumps(str(allowed))
