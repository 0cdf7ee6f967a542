"""The chat API: questions over HTTPS, answered as on the telephone, by a function of their own.

One route, authenticated by IAM or by tokens, throttled, and closed to browsers unless the
configuration names the sites that may call.
"""

import json
from collections.abc import Mapping
from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.assistant.answering import Answering
from infra.config_chat import JWT, NO_API
from infra.function import ALIAS, FunctionArgs, LambdaFunction
from infra.log_group import log_group

COMPONENT: Final = "chat"
METHOD: Final = "POST"
PATH: Final = "/v1/answers"

CHAT_SECONDS: Final = 28
"""The last resort, as on the telephone: the turn's deadline ends a slow turn with words."""

API_MILLISECONDS: Final = 29_000
"""Longer than the function, and less than the 30 s at which HTTP APIs give up (their quotas)."""

PREFLIGHT_SECONDS: Final = 600
"""How long a browser remembers that it may call."""

_JWT_HEADERS: Final = ("authorization", "content-type")
_IAM_HEADERS: Final = (
    *_JWT_HEADERS,
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-security-token",
)

_LOGGED: Final = (
    ("request", "requestId"),
    ("time", "requestTime"),
    ("route", "routeKey"),
    ("status", "status"),
    ("refused", "error.responseType"),
    ("milliseconds", "responseLatency"),
    ("functionRequest", "integration.requestId"),
    ("functionStatus", "integration.status"),
    ("functionMilliseconds", "integrationLatency"),
    ("bytes", "responseLength"),
)
"""What an access is logged with: nobody's address or name, and nothing that was said."""


class ChatApi(pulumi.ComponentResource):
    """`url` is posted to. `invoke_arn` is what callers of `chatApi: iam` must be allowed to invoke.

    `functions` and `dead_letters` are for alarms.
    """

    api_id: pulumi.Output[str]
    url: pulumi.Output[str]
    invoke_arn: pulumi.Output[str]
    function: LambdaFunction
    functions: Mapping[str, LambdaFunction]
    dead_letters: Mapping[str, pulumi.Output[str]]

    def __init__(
        self, name: str, answering: Answering, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:chat:ChatApi", name, None, opts)
        self._label = name
        self._answering = answering
        self._family = answering.family.of(COMPONENT)
        self._place = self._family.place
        self._deployment, self._config = self._place.deployment, answering.config
        self._opts = pulumi.ResourceOptions(parent=self)
        self._tags = self._place.tags
        self.function = self._create_function()
        api = self._create_api()
        route = self._create_route(api)
        self._create_stage(api, route)
        self.api_id = api.id
        self.url = pulumi.Output.concat(api.api_endpoint, PATH)
        self.invoke_arn = pulumi.Output.concat(api.execution_arn, f"/$default/{METHOD}{PATH}")
        self.functions = {"chat": self.function}
        self.dead_letters = {}
        self.register_outputs({"api_id": self.api_id, "url": self.url})

    def _create_function(self) -> LambdaFunction:
        answering, config = self._answering, self._config
        args = FunctionArgs(
            family=self._family,
            description="Answers a question that came over HTTP from the index",
            handler="ai.handlers.chat.handler",
            environment=answering.environment(),
            permissions=answering.permissions(),
            memory_mb=config.answers.answer_memory_mb,
            timeout_seconds=CHAT_SECONDS,
            snap_start=False,  # nobody waits in silence, and a snapshot that is kept costs money
            concurrency=config.chat.concurrency,
        )
        return LambdaFunction("chat", args, self._opts)

    def _create_api(self) -> aws.apigatewayv2.Api:
        return aws.apigatewayv2.Api(
            self._label,
            name=self._deployment.name(self._label, limit=naming.API),
            description="Answers questions from the product documents",
            protocol_type="HTTP",
            disable_execute_api_endpoint=False,
            cors_configuration=self._cors(),
            tags=self._tags,
            opts=self._opts,
        )

    def _cors(self) -> aws.apigatewayv2.ApiCorsConfigurationArgs | None:
        """None keeps browsers out: a page's request is refused before it is sent."""
        chat = self._config.chat
        if not chat.origins:
            return None
        return aws.apigatewayv2.ApiCorsConfigurationArgs(
            allow_origins=list(chat.origins),
            allow_methods=[METHOD],
            allow_headers=list(_JWT_HEADERS if chat.api == JWT else _IAM_HEADERS),
            allow_credentials=False,
            max_age=PREFLIGHT_SECONDS,
        )

    def _create_route(self, api: aws.apigatewayv2.Api) -> aws.apigatewayv2.Route:
        integration = aws.apigatewayv2.Integration(
            f"{self._label}-function",
            api_id=api.id,
            integration_type="AWS_PROXY",
            integration_uri=self.function.alias_arn,
            integration_method="POST",
            payload_format_version="2.0",
            timeout_milliseconds=API_MILLISECONDS,
            opts=self._opts,
        )
        calls = aws.lambda_.Permission(
            f"{self._label}-calls-chat",
            action="lambda:InvokeFunction",
            function=self.function.name,
            qualifier=ALIAS,
            principal="apigateway.amazonaws.com",
            # Its own account stands in the ARN; a second condition on it may not be filled in.
            source_arn=pulumi.Output.concat(api.execution_arn, f"/*/{METHOD}{PATH}"),
            opts=self._opts,
        )
        tokens = self._create_authorizer(api)
        return aws.apigatewayv2.Route(
            f"{self._label}-answers",
            api_id=api.id,
            route_key=f"{METHOD} {PATH}",
            target=pulumi.Output.concat("integrations/", integration.id),
            authorization_type="AWS_IAM" if tokens is None else "JWT",
            authorizer_id=None if tokens is None else tokens.id,
            # The permission first: a route whose function may not be called answers 500.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[calls]),
        )

    def _create_authorizer(self, api: aws.apigatewayv2.Api) -> aws.apigatewayv2.Authorizer | None:
        chat = self._config.chat
        if chat.api != JWT:
            return None
        return aws.apigatewayv2.Authorizer(
            f"{self._label}-tokens",
            name=self._deployment.name(f"{self._label}-tokens", limit=naming.API),
            api_id=api.id,
            authorizer_type="JWT",
            identity_sources=["$request.header.Authorization"],
            jwt_configuration=aws.apigatewayv2.AuthorizerJwtConfigurationArgs(
                issuer=chat.issuer, audiences=list(chat.audience)
            ),
            opts=self._opts,
        )

    def _create_stage(self, api: aws.apigatewayv2.Api, route: aws.apigatewayv2.Route) -> None:
        config = self._config
        physical = self._deployment.name(self._label, limit=naming.FUNCTION)
        logs = log_group(
            f"{self._label}-logs",
            # Under `vendedlogs`, API Gateway's right to write takes no part of the one policy that
            # all other groups of the account share.
            f"/aws/vendedlogs/{physical}",
            place=self._place,
            days=config.log_retention_days,
            parent=self,
        )
        aws.apigatewayv2.Stage(
            f"{self._label}-stage",
            api_id=api.id,
            name="$default",
            auto_deploy=True,
            default_route_settings=aws.apigatewayv2.StageDefaultRouteSettingsArgs(
                throttling_rate_limit=config.chat.requests_per_second,
                throttling_burst_limit=config.chat.burst,
            ),
            access_log_settings=aws.apigatewayv2.StageAccessLogSettingsArgs(
                destination_arn=logs.arn, format=access_log_format()
            ),
            tags=self._tags,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[route]),
        )


def access_log_format() -> str:
    """One line of JSON for each request."""
    return json.dumps({name: f"$context.{variable}" for name, variable in _LOGGED})


def create_chat_api(answering: Answering, opts: pulumi.ResourceOptions) -> ChatApi | None:
    """None where the configuration says `chatApi: none`."""
    if answering.config.chat.api == NO_API:
        return None
    return ChatApi("chat-api", answering, opts)
