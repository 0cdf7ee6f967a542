"""The bot that listens, its right to call its hook, and its place in Connect."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from flows.bots import Bot
from infra import naming
from infra.assistant.bot_logs import LOG_GROUP_PARAMETER, BotLogs
from infra.assistant.bot_template import TemplateArgs, bot_template
from infra.deployment import Deployment
from infra.function import ALIAS, LambdaFunction
from infra.permissions import Permission, policy_document, trust_policy


@dataclass(frozen=True, kw_only=True)
class InquiryBotArgs:
    """`hook` fulfils the bot's intents; `instance_arn` is the Connect instance that may use it.

    With `logs`, Lex keeps what was said there.
    """

    deployment: Deployment
    component: str
    bot: Bot
    voice: str
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
        role = self._create_role(args)
        stack = self._create_stack(args, role)
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

    def _create_role(self, args: InquiryBotArgs) -> aws.iam.Role:
        deployment = args.deployment
        role = aws.iam.Role(
            f"{self._label}-role",
            name=deployment.name(self._label, limit=naming.ROLE),
            description=f"Gives the bot {args.bot.name} its voice",
            assume_role_policy=trust_policy(
                "lexv2.amazonaws.com",
                {
                    "StringEquals": {"aws:SourceAccount": deployment.account},
                    "ArnLike": {"aws:SourceArn": deployment.arn("lex", "bot/*")},
                },
            ),
            tags=deployment.tags(args.component),
            opts=pulumi.ResourceOptions(parent=self),
        )
        speak = Permission(
            sid="Speak",
            actions=("polly:SynthesizeSpeech",),
            resources=("*",),
            reason="Polly checks this action against lexicons only, and the bot has none",
        )
        keep = [args.logs.write()] if args.logs is not None else []
        aws.iam.RolePolicy(
            f"{self._label}-policy",
            name="speak",
            role=role.name,
            policy=policy_document([speak, *keep]),
            opts=pulumi.ResourceOptions(parent=self),
        )
        return role

    def _create_stack(self, args: InquiryBotArgs, role: aws.iam.Role) -> aws.cloudformation.Stack:
        deployment = args.deployment
        tags = deployment.tags(args.component)
        template = bot_template(
            TemplateArgs(
                bot=args.bot,
                name=deployment.name(self._label, limit=naming.BOT),
                voice=args.voice,
                account=deployment.account,
                tags=tags,
                logs=args.logs is not None,
            )
        )
        logged = {} if args.logs is None else {LOG_GROUP_PARAMETER: args.logs.arn}
        return aws.cloudformation.Stack(
            f"{self._label}-stack",
            name=deployment.name(self._label, limit=naming.CLOUDFORMATION_STACK),
            template_body=json.dumps(template, sort_keys=True, ensure_ascii=False),
            parameters={
                "BotRoleArn": role.arn,
                "HookArn": args.hook.alias_arn,
                "InstanceArn": args.instance_arn,
                **logged,
            },
            tags=tags,
            opts=pulumi.ResourceOptions(parent=self),
        )
