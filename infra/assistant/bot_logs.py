"""What callers said to the bot, word for word, for as long as a stack wants it.

Lex writes whatever it understood, personal data included, and can leave out only slots, which this
bot does not have. So it is off unless a stack asks for it (`botLogs`), under the data key, and
gone with all other logs. What the assistant itself logs is redacted before it is written.
"""

from dataclasses import dataclass
from typing import Any, Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.permissions import Permission

LOG_GROUP_PARAMETER: Final = "LogGroupArn"
"""Parameter of the bot's template."""


@dataclass(frozen=True, kw_only=True)
class BotLogsArgs:
    """`key_arn` must let CloudWatch Logs use it."""

    deployment: Deployment
    component: str
    key_arn: pulumi.Input[str]
    retention_days: int


class BotLogs(pulumi.ComponentResource):
    """The log group of the bot's conversations."""

    arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: BotLogsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:assistant:BotLogs", name, None, opts)
        bot = args.deployment.name("inquiry-bot", limit=naming.BOT)
        group = aws.cloudwatch.LogGroup(
            name,
            name=f"/aws/lex/{bot}",
            kms_key_id=args.key_arn,
            retention_in_days=args.retention_days,
            tags=args.deployment.tags(args.component),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.arn = group.arn
        self.register_outputs({"arn": self.arn})

    def write(self) -> Permission:
        """Lex writes with the bot's own role."""
        return Permission(
            sid="KeepConversations",
            actions=("logs:CreateLogStream", "logs:PutLogEvents"),
            resources=(pulumi.Output.concat(self.arn, ":*"),),
        )


def conversation_logs() -> dict[str, Any]:
    """AWS::Lex::BotAlias ConversationLogSettings: words only.

    Nobody needs the callers' voices, which the recordings have, and Lex would want a bucket.
    """
    group = {"CloudWatchLogGroupArn": {"Ref": LOG_GROUP_PARAMETER}, "LogPrefix": "inquiry/"}
    return {"TextLogSettings": [{"Enabled": True, "Destination": {"CloudWatch": group}}]}
