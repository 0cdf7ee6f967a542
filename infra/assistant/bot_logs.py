"""What callers said to the bot, word for word, for as long as a stack wants it.

Lex writes whatever it understood, personal data included, and can leave out only slots, which this
bot does not have. So it is off unless a stack asks for it (`botLogs`), under the data key, and
gone with all other logs. What the assistant itself logs is redacted before it is written.
"""

from dataclasses import dataclass
from typing import Any, Final

import pulumi

from infra import naming
from infra.log_group import log_group
from infra.permissions import Permission
from infra.place import Place

LOG_GROUP_PARAMETER: Final = "LogGroupArn"
"""Parameter of the bot's template."""


@dataclass(frozen=True, kw_only=True)
class BotLogsArgs:
    """The key of `place` must let CloudWatch Logs use it."""

    place: Place
    retention_days: int


class BotLogs(pulumi.ComponentResource):
    """The log group of the bot's conversations."""

    arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: BotLogsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:assistant:BotLogs", name, None, opts)
        bot = args.place.deployment.name("inquiry-bot", limit=naming.BOT)
        self.arn = log_group(
            name, f"/aws/lex/{bot}", place=args.place, days=args.retention_days, parent=self
        ).arn
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
