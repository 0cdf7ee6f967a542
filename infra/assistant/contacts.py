"""What was asked and answered in each contact, for the engineer who takes over."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from ai.contract import GAP_ATTRIBUTES, GAP_DAY, GAP_INDEX
from infra import naming
from infra.deployment import Deployment
from infra.key import DataKey
from infra.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class ContactsArgs:
    """`protect` refuses deletion, in Pulumi and in DynamoDB."""

    deployment: Deployment
    component: str
    key: DataKey
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
        part = aws.dynamodb.TableGlobalSecondaryIndexKeySchemaArgs
        table = aws.dynamodb.Table(
            name,
            name=args.deployment.name(name, limit=naming.TABLE),
            billing_mode="PAY_PER_REQUEST",
            hash_key="contact_id",
            range_key="at",
            attributes=[
                attribute(name="contact_id", type="S"),
                attribute(name="at", type="S"),
                attribute(name=GAP_DAY, type="S"),
            ],
            global_secondary_indexes=[
                aws.dynamodb.TableGlobalSecondaryIndexArgs(
                    name=GAP_INDEX,
                    key_schemas=[
                        part(attribute_name=GAP_DAY, key_type="HASH"),
                        part(attribute_name="at", key_type="RANGE"),
                    ],
                    projection_type="INCLUDE",
                    non_key_attributes=list(GAP_ATTRIBUTES),
                )
            ],
            ttl=aws.dynamodb.TableTtlArgs(attribute_name="expires_at", enabled=True),
            point_in_time_recovery=aws.dynamodb.TablePointInTimeRecoveryArgs(enabled=True),
            server_side_encryption=aws.dynamodb.TableServerSideEncryptionArgs(
                enabled=True, kms_key_arn=args.key.arn
            ),
            deletion_protection_enabled=args.protect,
            tags=args.deployment.tags(args.component),
            opts=pulumi.ResourceOptions(
                parent=self, protect=args.protect, retain_on_delete=args.protect
            ),
        )
        self._key = args.key
        self.name = table.name
        self.arn = table.arn
        self.register_outputs({"name": self.name, "arn": self.arn})

    def read_gaps(self) -> list[Permission]:
        """Read the unanswered turns of a day, and no others."""
        return [
            Permission(
                sid="ReadGaps",
                actions=("dynamodb:Query",),
                resources=(pulumi.Output.concat(self.arn, f"/index/{GAP_INDEX}"),),
            ),
            self._key.read("OpenGaps", "dynamodb"),
        ]

    def keep_turns(self) -> list[Permission]:
        """Write a turn, and read those of the same contact."""
        return [
            Permission(
                sid="KeepTurns",
                actions=("dynamodb:PutItem", "dynamodb:Query"),
                resources=(self.arn,),
            ),
            self._key.read("OpenTurns", "dynamodb"),
        ]
