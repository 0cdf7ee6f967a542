"""`chatApi: jwt`: the deployed function behind a route that takes tokens of a user pool."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.awsrequest import AWSRequest

from local.cloud.http_apis import HttpApis
from local.emulator import REGION
from tests.cloud.callcenter import CallCenter
from tests.cloud.http import JSON, Heard, send
from tests.local.cloud.recording import create

QUESTION = "핏클라우드 장애가 나면 얼마 만에 응답해 주나요"
PASSWORD = "Only-For-This-Test-1"


@dataclass(frozen=True, kw_only=True)
class Pool:
    """People who sign in, and the address that takes their tokens."""

    cognito: Any
    key: str
    client: str
    url: str = ""

    def token_of(self, name: str, client: str | None = None) -> str:
        """An identity token of a new user, or of one who is there already."""
        with contextlib.suppress(self.cognito.exceptions.UsernameExistsException):
            self.cognito.admin_create_user(UserPoolId=self.key, Username=name)
        self.cognito.admin_set_user_password(
            UserPoolId=self.key, Username=name, Password=PASSWORD, Permanent=True
        )
        signed_in = self.cognito.initiate_auth(
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": name, "PASSWORD": PASSWORD},
            ClientId=client or self.client,
        )
        return str(signed_in["AuthenticationResult"]["IdToken"])

    def ask(self, token: str | None, **body: str) -> Heard:
        """A question with a token, or without."""
        headers = {**JSON, **({"Authorization": f"Bearer {token}"} if token else {})}
        data = json.dumps(body, ensure_ascii=False).encode()
        return send(AWSRequest("POST", self.url, data=data, headers=headers))


def new_client(cognito: Any, pool: str, name: str) -> str:
    made = cognito.create_user_pool_client(
        UserPoolId=pool, ClientName=name, ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )
    return str(made["UserPoolClient"]["ClientId"])


def deployed(center: CallCenter, issuer: str, audience: str) -> tuple[str, str]:
    """Id and address of an API as the program declares one for `chatApi: jwt`."""
    apis = HttpApis(center.clients)
    function = center.clients("lambda").get_alias(
        FunctionName=center.state.outputs["chat_function"], Name="live"
    )
    api = create(apis.api, {"name": "tokens", "protocolType": "HTTP"})
    given = {"apiId": api.id}
    tokens = create(
        apis.authorizer,
        given
        | {
            "name": "tokens",
            "authorizerType": "JWT",
            "identitySources": ["$request.header.Authorization"],
            "jwtConfiguration": {"issuer": issuer, "audiences": [audience]},
        },
    )
    integration = create(
        apis.integration,
        given
        | {
            "integrationType": "AWS_PROXY",
            "integrationUri": function["AliasArn"],
            "payloadFormatVersion": "2.0",
        },
    )
    route = {
        "routeKey": "POST /v1/answers",
        "target": f"integrations/{integration.id}",
        "authorizationType": "JWT",
        "authorizerId": tokens.id,
    }
    create(apis.route, given | route)
    create(apis.stage, given | {"name": "$default", "autoDeploy": True})
    return api.id, f"{api.outputs['apiEndpoint']}/v1/answers"


@pytest.fixture(scope="module")
def pool(center: CallCenter) -> Iterator[Pool]:
    cognito = center.clients("cognito-idp")
    key = cognito.create_user_pool(PoolName="readers")["UserPool"]["Id"]
    client = new_client(cognito, key, "website")
    issuer = f"https://cognito-idp.{REGION}.amazonaws.com/{key}"
    api, url = deployed(center, issuer, client)
    yield Pool(cognito=cognito, key=key, client=client, url=url)
    center.clients("apigatewayv2").delete_api(ApiId=api)


def test_who_signed_in_is_answered_and_may_go_on(pool: Pool) -> None:
    token = pool.token_of("kim")
    first = pool.ask(token, question=QUESTION)

    assert first.status == 200, first.body
    assert "1시간" in first.body["text"]
    again = pool.token_of("kim")  # a token is good for an hour; the session outlives it
    assert pool.ask(again, question="그럼 야간에는요", session=first.body["session"]).status == 200


def test_another_who_signed_in_does_not_get_into_the_session(pool: Pool) -> None:
    session = pool.ask(pool.token_of("kim"), question=QUESTION).body["session"]
    answer = pool.ask(pool.token_of("lee"), question="제가 뭐라고 물었죠", session=session)

    assert (answer.status, answer.body["error"]["code"]) == (404, "unknown_session")


def test_without_a_token_for_this_api_there_is_no_answer(pool: Pool) -> None:
    other = new_client(pool.cognito, pool.key, "another-site")

    assert pool.ask(None, question=QUESTION).status == 401
    assert pool.ask("x.y.z", question=QUESTION).status == 401
    assert pool.ask(pool.token_of("kim", other), question=QUESTION).status == 401


def test_a_token_that_was_changed_is_refused(pool: Pool) -> None:
    head, claims, signature = pool.token_of("kim").split(".")
    first = "B" if signature[0] == "A" else "A"

    assert pool.ask(f"{head}.{claims}.{first}{signature[1:]}", question=QUESTION).status == 401
