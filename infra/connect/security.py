"""What people may do: four security profiles, each with what its work needs.

The agent's permissions are all others' too; what differs is said for each role alone.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.connect.instance import Instance
from infra.deployment import Deployment

PERMISSIONS_FILE: Final = Path(__file__).with_name("permissions.toml")

AGENT: Final = frozenset({
    "BasicAgentAccess",
    "OutboundCallAccess",
    "AudioDeviceSettings.Access",
    "CustomViews.Access",
    "TransferDestinations.View",
    "MyContacts.View",
    "AccessMetrics.DashboardsWithMyData.View",
    "Analytics.PerformanceMetrics.Access",
})  # fmt: skip
"""Take contacts, pass them on, look at one's own."""

ENGINEER: Final = AGENT | {
    "RealtimeContactLens.View",
    "ContactAttributes.View",
    "SelfAssignContacts.Access",
}
"""As an agent, with what the AI knew: whoever takes over should not ask again."""

SUPERVISOR: Final = ENGINEER | {
    "AccessMetrics",
    "AccessMetrics.RealTimeMetrics.Access",
    "AccessMetrics.HistoricalMetrics.Access",
    "AccessMetrics.AgentActivityAudit.Access",
    "AccessMetrics.Dashboards.Access",
    "AgentGrouping.View",
    "AgentStates.View",
    "AgentTimeCard.View",
    "AutomatedVoiceInteraction.Transcripts.Unredacted.Access",
    "CallRecordings.Unredacted.Access",
    "ContactSearch.View",
    "ContactSearchWithCharacteristics.Access",
    "ContactSearchWithCharacteristics.View",
    "ContactTranscripts.Unredacted.Access",
    "GraphTrends.View",
    "HoursOfOperation.View",
    "ManagerBargeIn",
    "ManagerListenIn",
    "MetricsReports.Create",
    "MetricsReports.Edit",
    "MetricsReports.Share",
    "MetricsReports.View",
    "Queues.EnableAndDisable",
    "Queues.View",
    "RoutingPolicies.View",
    "Rules.View",
    "StopContact.Enabled",
    "TransferContact.Enabled",
    "Users.View",
}
"""Leads a shift: sees everything that happened, changes nothing but which queues are open."""

ADMIN: Final = SUPERVISOR | {
    "AgentStates.Create",
    "AgentStates.Edit",
    "AgentStates.EnableAndDisable",
    "Bots.View",
    "ContactFlowModules.View",
    "ContactFlows.Edit",
    "ContactFlows.Publish",
    "ContactFlows.View",
    "DeleteCallRecordings",
    "HistoricalChanges.View",
    "PhoneNumbers.Claim",
    "PhoneNumbers.Edit",
    "PhoneNumbers.View",
    "Prompts.View",
    "Queues.Edit",
    "Rules.Edit",
    "SecurityProfiles.View",
    "TaskTemplates.View",
    "Users.Create",
    "Users.Delete",
    "Users.Edit",
    "Users.EditPermission",
    "Views.View",
}
"""Mends by hand what can not wait for a deployment. Nobody releases numbers or edits profiles."""

ROLES: Final[Mapping[str, frozenset[str]]] = {
    "admin": ADMIN,
    "supervisor": SUPERVISOR,
    "engineer": ENGINEER,
    "agent": AGENT,
}
"""Permissions by role; each role is a security profile of the same name."""

ROUTING: Final[Mapping[str, str]] = {
    "admin": "supervisor",
    "supervisor": "supervisor",
    "engineer": "engineer",
    "agent": "agent",
}
"""The routing profile that people of a role get."""

DESCRIPTIONS: Final[Mapping[str, str]] = {
    "admin": "운영자: 사용자와 번호를 관리하고 급할 때 직접 고침",
    "supervisor": "관리자: 현황을 보고 녹취를 확인하며 통화에 참여",
    "engineer": "엔지니어: 상담을 받고 AI가 남긴 내용을 봄",
    "agent": "상담원: 상담을 받고 자신의 기록을 봄",
}


@dataclass(frozen=True, kw_only=True)
class KnownPermissions:
    """`known`: what each permission is for. `refused`: how names begin that only admin may have."""

    known: Mapping[str, str]
    refused: Mapping[str, str]


def known_permissions() -> KnownPermissions:
    """The table beside this module."""
    table = tomllib.loads(PERMISSIONS_FILE.read_text(encoding="utf-8"))
    return KnownPermissions(known=table["known"], refused=table["refused"])


@dataclass(frozen=True, kw_only=True)
class SecurityArgs:
    """Everything else is the same in every stack."""

    deployment: Deployment
    component: str
    instance: Instance


class Security(pulumi.ComponentResource):
    """One security profile a role, named `<project>-<role>`.

    Connect makes some of its own (Admin, Agent, …), which can do far more; nobody is put in them.
    """

    profile_ids: Mapping[str, pulumi.Output[str]]

    def __init__(
        self, name: str, args: SecurityArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:connect:Security", name, None, opts)
        self.profile_ids = {
            role: aws.connect.SecurityProfile(
                f"{role}-security",
                name=f"{args.deployment.project}-{role}",
                description=DESCRIPTIONS[role],
                instance_id=args.instance.id,
                permissions=sorted(permissions),
                tags=args.deployment.tags(args.component),
                opts=pulumi.ResourceOptions(parent=self),
            ).security_profile_id
            for role, permissions in ROLES.items()
        }
        self.register_outputs({"profile_ids": dict(self.profile_ids)})
