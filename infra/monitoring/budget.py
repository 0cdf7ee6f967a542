"""A monthly budget of the account, mailed before it is spent.

It counts the whole account: by a stack's tags it would count nothing until somebody activates them
as cost allocation tags.
"""

from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment

STEPS: Final = (
    ("ACTUAL", 50),
    ("ACTUAL", 80),
    ("ACTUAL", 100),
    ("FORECASTED", 80),
    ("FORECASTED", 100),
)
"""What is mailed, in percent of the budget. Five are the most that a budget may have."""


@dataclass(frozen=True, kw_only=True)
class BudgetArgs:
    """`krw` a month, converted into the dollars that AWS bills."""

    deployment: Deployment
    component: str
    krw: int
    krw_per_usd: int
    topic_arn: pulumi.Output[str]

    @property
    def usd(self) -> str:
        """Whole dollars, as AWS Budgets takes them."""
        return str(max(1, round(self.krw / self.krw_per_usd)))


def create_budget(args: BudgetArgs, parent: pulumi.Resource) -> aws.budgets.Budget:
    """AWS looks at it several times a day; mails come hours late, not minutes."""
    return aws.budgets.Budget(
        "monthly-budget",
        name=args.deployment.name("monthly", limit=naming.BUDGET),
        budget_type="COST",
        time_unit="MONTHLY",
        limit_amount=args.usd,
        limit_unit="USD",
        notifications=[
            aws.budgets.BudgetNotificationArgs(
                notification_type=kind,
                comparison_operator="GREATER_THAN",
                threshold=percent,
                threshold_type="PERCENTAGE",
                subscriber_sns_topic_arns=[args.topic_arn],
            )
            for kind, percent in STEPS
        ],
        tags=args.deployment.tags(args.component),
        opts=pulumi.ResourceOptions(parent=parent),
    )
