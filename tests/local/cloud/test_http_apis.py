from typing import Any

import pytest

from local.cloud.http_apis import HttpApis
from local.cloud.inputs import UnsupportedError
from tests.local.cloud.recording import RecordingClients, create

FUNCTION = "arn:aws:lambda:ap-northeast-2:000000000000:function:chat:live"
LOGS = "arn:aws:logs:ap-northeast-2:000000000000:log-group:/aws/vendedlogs/chat"
API: dict[str, Any] = {"name": "chat-api", "protocolType": "HTTP", "tags": {"Stack": "local"}}


@pytest.fixture
def apis(clients: RecordingClients) -> HttpApis:
    answers = clients.answers.by_operation
    answers["CreateApi"] = {"ApiId": "a1b2c3d4"}
    answers["CreateAuthorizer"] = {"AuthorizerId": "auth1"}
    answers["CreateIntegration"] = {"IntegrationId": "int1"}
    answers["CreateRoute"] = {"RouteId": "route1"}
    return HttpApis(clients)


def test_an_api_is_reached_on_loopback(apis: HttpApis, clients: RecordingClients) -> None:
    created = create(apis.api, API)
    assert created.id == "a1b2c3d4"
    assert created.outputs == {
        "apiEndpoint": "http://127.0.0.1:1/_aws/execute-api/a1b2c3d4",
        "executionArn": "arn:aws:execute-api:ap-northeast-2:000000000000:a1b2c3d4",
    }
    assert "CorsConfiguration" not in clients.parameters_of("CreateApi")


def test_browsers_may_call_from_where_the_program_says(
    apis: HttpApis, clients: RecordingClients
) -> None:
    cors = {"allowOrigins": ["https://www.example.com"], "allowMethods": ["POST"], "maxAge": 600.0}
    create(apis.api, {**API, "corsConfiguration": cors})
    assert clients.parameters_of("CreateApi")["CorsConfiguration"] == {
        "AllowOrigins": ["https://www.example.com"],
        "AllowMethods": ["POST"],
        "MaxAge": 600,
    }


@pytest.mark.parametrize(
    "changes", [{"protocolType": "WEBSOCKET"}, {"corsConfiguration": {"exposeHeader": ["x"]}}]
)
def test_an_api_of_another_kind_is_refused(apis: HttpApis, changes: dict[str, Any]) -> None:
    with pytest.raises(UnsupportedError):
        create(apis.api, {**API, **changes})


def test_a_route_leads_to_the_function(apis: HttpApis, clients: RecordingClients) -> None:
    integration = {
        "apiId": "a1b2c3d4",
        "integrationType": "AWS_PROXY",
        "integrationUri": FUNCTION,
        "integrationMethod": "POST",
        "payloadFormatVersion": "2.0",
        "timeoutMilliseconds": 29_000.0,
    }
    route = {
        "apiId": "a1b2c3d4",
        "routeKey": "POST /v1/answers",
        "target": "integrations/int1",
        "authorizationType": "AWS_IAM",
    }
    assert create(apis.integration, integration).id == "int1"
    assert create(apis.route, route).id == "route1"
    assert clients.parameters_of("CreateIntegration")["PayloadFormatVersion"] == "2.0"
    assert clients.parameters_of("CreateIntegration")["TimeoutInMillis"] == 29_000
    assert clients.parameters_of("CreateRoute") == {
        "ApiId": "a1b2c3d4",
        "RouteKey": "POST /v1/answers",
        "Target": "integrations/int1",
        "AuthorizationType": "AWS_IAM",
    }


def test_tokens_are_checked_by_an_authorizer(apis: HttpApis, clients: RecordingClients) -> None:
    given = {
        "apiId": "a1b2c3d4",
        "name": "tokens",
        "authorizerType": "JWT",
        "identitySources": ["$request.header.Authorization"],
        "jwtConfiguration": {"issuer": "https://login.example", "audiences": ["website"]},
    }
    assert create(apis.authorizer, given).id == "auth1"
    assert clients.parameters_of("CreateAuthorizer")["JwtConfiguration"] == {
        "Issuer": "https://login.example",
        "Audience": ["website"],
    }
    with pytest.raises(UnsupportedError, match="tokens"):
        create(apis.authorizer, {**given, "authorizerType": "REQUEST"})


def test_a_stage_is_made_with_its_throttling_and_log(
    apis: HttpApis, clients: RecordingClients
) -> None:
    given = {
        "apiId": "a1b2c3d4",
        "name": "$default",
        "autoDeploy": True,
        "defaultRouteSettings": {"throttlingRateLimit": 5.0, "throttlingBurstLimit": 10.0},
        "accessLogSettings": {"destinationArn": LOGS, "format": "{}"},
        "tags": {"Stack": "local"},
    }
    assert create(apis.stage, given).id == "a1b2c3d4/$default"
    sent = clients.parameters_of("CreateStage")
    assert sent["DefaultRouteSettings"] == {"ThrottlingRateLimit": 5, "ThrottlingBurstLimit": 10}
    assert sent["AccessLogSettings"] == {"DestinationArn": LOGS, "Format": "{}"}
    assert sent["AutoDeploy"] is True


def test_settings_of_routes_that_are_not_known_are_refused(apis: HttpApis) -> None:
    given = {"apiId": "a", "name": "b", "defaultRouteSettings": {"dataTraceEnabled": True}}
    with pytest.raises(UnsupportedError, match="dataTraceEnabled"):
        create(apis.stage, given)
