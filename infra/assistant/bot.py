"""The bot that listens, its right to call its hook, and its place in Connect."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from flows.bots import Bot
from infra import naming
from infra.assistant.bot_logs import LOG_GROUP_PARAMETER, BotLogs
from infra.assistant.bot_template import TemplateArgs, bot_template
from infra.deployment import Deployment
from infra.function import ALIAS, LambdaFunction
from infra.permissions import Permission, on_behalf_of
from infra.service_role import ServiceRoleArgs, service_role


@dataclass(frozen=True, kw_only=True)
class InquiryBotArgs:
    """`hook` fulfils the bot's intents; `instance_arn` is the Connect instance that may use it.

    `voices` are by locale. With `logs`, Lex keeps what was said there.
    """

    deployment: Deployment
    component: str
    bot: Bot
    voices: Mapping[str, str]
    hook: LambdaFunction
    instance_arn: pulumi.Input[str]
    logs: BotLogs | None = None


class InquiryBot(pulumi.ComponentResource):
    """Lex V2 bot with its built locales, a version per content, and the alias that flows use."""

    name: str
    alias_arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: InquiryBotArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:assistant:InquiryBot", name, None, opts)
        self._label = name
        self.name = args.bot.name
        role = service_role(name, _role(args), parent=self)
        stack = self._create_stack(args, role.arn)
        self.alias_arn = stack.outputs["BotAliasArn"]
        aws.lambda_.Permission(
            f"{name}-calls-hook",
            action="lambda:InvokeFunction",
            function=args.hook.name,
            qualifier=ALIAS,
            principal="lexv2.amazonaws.com",
            source_arn=self.alias_arn,
            source_account=args.deployment.account,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({"alias_arn": self.alias_arn})

    def _create_stack(
        self, args: InquiryBotArgs, role_arn: pulumi.Output[str]
    ) -> aws.cloudformation.Stack:
        deployment = args.deployment
        tags = deployment.tags(args.component)
        template = bot_template(
            TemplateArgs(
                bot=args.bot,
                name=deployment.name(self._label, limit=naming.BOT),
                voices=args.voices,
                account=deployment.account,
                tags=tags,
                logs=args.logs is not None,
            )
        )
        logged = {} if args.logs is None else {LOG_GROUP_PARAMETER: args.logs.arn}
        return aws.cloudformation.Stack(
            f"{self._label}-stack",
            name=deployment.name(self._label, limit=naming.CLOUDFORMATION_STACK),
            # At most 51,200 bytes (CloudFormation quotas; a contract test warns). Beyond that: put
            # it into a bucket and give `template_url`, which takes a megabyte.
            template_body=json.dumps(
                template, sort_keys=True, ensure_ascii=False, separators=(",", ":")
            ),
            parameters={
                "BotRoleArn": role_arn,
                "HookArn": args.hook.alias_arn,
                "InstanceArn": args.instance_arn,
                **logged,
            },
            tags=tags,
            opts=pulumi.ResourceOptions(parent=self),
        )


def _role(args: InquiryBotArgs) -> ServiceRoleArgs:
    deployment = args.deployment
    speak = Permission(
        sid="Speak",
        actions=("polly:SynthesizeSpeech",),
        resources=("*",),
        reason="Polly checks this action against lexicons only, and the bot has none",
    )
    keep = [args.logs.write()] if args.logs is not None else []
    return ServiceRoleArgs(
        deployment=deployment,
        component=args.component,
        service="lexv2.amazonaws.com",
        description=f"Gives the bot {args.bot.name} its voice",
        permissions=[speak, *keep],
        trust=on_behalf_of(deployment.account, deployment.arn("lex", "bot/*")),
        policy="speak",
    )
