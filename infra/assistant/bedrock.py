"""What functions may ask of Bedrock, and what they are told of a guardrail."""

from infra.deployment import Deployment
from infra.models import invoked_arns
from infra.permissions import Permission


def may_invoke(deployment: Deployment, sid: str, model: str) -> Permission:
    """Call one model, wherever its inference profile takes the request."""
    return Permission(
        sid=sid,
        actions=("bedrock:InvokeModel",),
        resources=invoked_arns(model, region=deployment.region, account=deployment.account),
    )


def may_guard(deployment: Deployment, guardrail: str) -> list[Permission]:
    """Converse with a guardrail (`identifier:version`) is also checked against the guardrail."""
    if not guardrail:
        return []
    place = f"arn:aws:bedrock:{deployment.region}:{deployment.account}"
    return [
        Permission(
            sid="Guard",
            actions=("bedrock:ApplyGuardrail",),
            resources=(f"{place}:guardrail/{guardrail.partition(':')[0]}",),
        )
    ]


def guardrail_environment(guardrail: str) -> dict[str, str]:
    """What tells a function of the guardrail, if there is one."""
    identifier, _, version = guardrail.partition(":")
    return {"GUARDRAIL_ID": identifier, "GUARDRAIL_VERSION": version} if guardrail else {}
