"""HTTP APIs of API Gateway. The emulator serves them on loopback below a path of their own.

It asks for a signature and for the caller's permission, checks tokens, and answers preflight
requests of browsers; it does not verify signatures, and it throttles nobody.
"""

from typing import Any, Final

from local.cloud.clients import Clients
from local.cloud.engine import Created
from local.cloud.inputs import Inputs, UnsupportedError, renamed
from local.emulator import ACCOUNT, REGION

_CORS: Final = {
    "allowOrigins": "AllowOrigins",
    "allowMethods": "AllowMethods",
    "allowHeaders": "AllowHeaders",
    "allowCredentials": "AllowCredentials",
    "maxAge": "MaxAge",
}
_THROTTLING: Final = {
    "throttlingRateLimit": "ThrottlingRateLimit",
    "throttlingBurstLimit": "ThrottlingBurstLimit",
}


class HttpApis:
    """Creates what answers over HTTP."""

    def __init__(self, clients: Clients) -> None:
        """`clients` speak to the emulator."""
        self._clients = clients

    def api(self, inputs: Inputs) -> Created:
        """aws:apigatewayv2/api:Api."""
        if inputs.take("protocolType") != "HTTP":
            raise UnsupportedError("only HTTP APIs are known")
        arguments: dict[str, Any] = {
            "Name": inputs.take("name"),
            "ProtocolType": "HTTP",
            "Description": inputs.get("description", ""),
            "DisableExecuteApiEndpoint": inputs.get("disableExecuteApiEndpoint", False),
            "Tags": inputs.tags(),
        }
        cors = inputs.get("corsConfiguration")
        if cors:
            arguments["CorsConfiguration"] = renamed("corsConfiguration", cors, _CORS)
        client = self._clients("apigatewayv2")
        key = client.create_api(**arguments)["ApiId"]
        return Created(
            id=key,
            outputs={
                # No name server knows the host that AWS would give it.
                "apiEndpoint": f"{client.meta.endpoint_url}/_aws/execute-api/{key}",
                "executionArn": f"arn:aws:execute-api:{REGION}:{ACCOUNT}:{key}",
            },
        )

    def authorizer(self, inputs: Inputs) -> Created:
        """aws:apigatewayv2/authorizer:Authorizer, of tokens."""
        if inputs.take("authorizerType") != "JWT":
            raise UnsupportedError("only authorizers of tokens are known")
        made = self._clients("apigatewayv2").create_authorizer(
            ApiId=inputs.take("apiId"),
            Name=inputs.take("name"),
            AuthorizerType="JWT",
            IdentitySource=inputs.take("identitySources"),
            JwtConfiguration=renamed(
                "jwtConfiguration",
                inputs.take("jwtConfiguration"),
                {"issuer": "Issuer", "audiences": "Audience"},
            ),
        )
        return Created(id=made["AuthorizerId"])

    def integration(self, inputs: Inputs) -> Created:
        """aws:apigatewayv2/integration:Integration."""
        made = self._clients("apigatewayv2").create_integration(
            ApiId=inputs.take("apiId"),
            IntegrationType=inputs.take("integrationType"),
            IntegrationUri=inputs.take("integrationUri"),
            IntegrationMethod=inputs.get("integrationMethod", "POST"),
            PayloadFormatVersion=inputs.get("payloadFormatVersion", "1.0"),
            TimeoutInMillis=inputs.get("timeoutMilliseconds", 30_000),
        )
        return Created(id=made["IntegrationId"])

    def route(self, inputs: Inputs) -> Created:
        """aws:apigatewayv2/route:Route."""
        arguments = {
            "ApiId": inputs.take("apiId"),
            "RouteKey": inputs.take("routeKey"),
            "Target": inputs.take("target"),
            "AuthorizationType": inputs.get("authorizationType", "NONE"),
            "AuthorizerId": inputs.get("authorizerId"),
        }
        given = {key: value for key, value in arguments.items() if value is not None}
        return Created(id=self._clients("apigatewayv2").create_route(**given)["RouteId"])

    def stage(self, inputs: Inputs) -> Created:
        """aws:apigatewayv2/stage:Stage."""
        api, name = inputs.take("apiId"), inputs.take("name")
        self._clients("apigatewayv2").create_stage(
            ApiId=api,
            StageName=name,
            AutoDeploy=inputs.get("autoDeploy", False),
            DefaultRouteSettings=renamed(
                "defaultRouteSettings", inputs.get("defaultRouteSettings", {}), _THROTTLING
            ),
            AccessLogSettings=renamed(
                "accessLogSettings",
                inputs.get("accessLogSettings", {}),
                {"destinationArn": "DestinationArn", "format": "Format"},
            ),
            Tags=inputs.tags(),
        )
        return Created(id=f"{api}/{name}", outputs={"name": name})
