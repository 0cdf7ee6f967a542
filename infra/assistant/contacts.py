"""What was asked and answered in each contact, for the engineer who takes over."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class ContactsArgs:
    """`protect` refuses deletion, in Pulumi and in DynamoDB."""

    deployment: Deployment
    component: str
    protect: bool


class Contacts(pulumi.ComponentResource):
    """One item for each turn; DynamoDB drops it when `expires_at` (seconds since 1970) is over."""

    name: pulumi.Output[str]
    arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: ContactsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:assistant:Contacts", name, None, opts)
        attribute = aws.dynamodb.TableAttributeArgs
        table = aws.dynamodb.Table(
            name,
            name=args.deployment.name(name, limit=naming.TABLE),
            billing_mode="PAY_PER_REQUEST",
            hash_key="contact_id",
            range_key="at",
            attributes=[attribute(name="contact_id", type="S"), attribute(name="at", type="S")],
            ttl=aws.dynamodb.TableTtlArgs(attribute_name="expires_at", enabled=True),
            point_in_time_recovery=aws.dynamodb.TablePointInTimeRecoveryArgs(enabled=True),
            server_side_encryption=aws.dynamodb.TableServerSideEncryptionArgs(enabled=True),
            deletion_protection_enabled=args.protect,
            tags=args.deployment.tags(args.component),
            opts=pulumi.ResourceOptions(
                parent=self, protect=args.protect, retain_on_delete=args.protect
            ),
        )
        self.name = table.name
        self.arn = table.arn
        self.register_outputs({"name": self.name, "arn": self.arn})

    def keep_turns(self) -> Permission:
        """Write a turn, and read those of the same contact."""
        return Permission(
            sid="KeepTurns",
            actions=("dynamodb:PutItem", "dynamodb:Query"),
            resources=(self.arn,),
        )
