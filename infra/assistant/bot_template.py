"""The bot as a CloudFormation template, in the words of the AWS::Lex and AWS::Connect types.

Pulumi's provider has neither a Lex V2 alias nor the build of a locale nor Connect's association
with a Lex V2 bot; CloudFormation has them all.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flows.bots import Bot, BotIntent, BotLocale
from infra.assistant.bot_logs import LOG_GROUP_PARAMETER, conversation_logs
from infra.assistant.bot_types import Intent, Locale, Resource, Template
from infra.tags import tag_list

ALIAS_NAME: Final = "live"
CODE_HOOK_VERSION: Final = "1.0"

_SHORT_HASH = 12


@dataclass(frozen=True, kw_only=True)
class TemplateArgs:
    """`name` is the bot's name on AWS.

    `voices` are neural Polly voices by locale, such as `en_US`; one that is not named has its own.

    With `logs` there is a parameter `LogGroupArn`: what is said goes to that log group.
    """

    bot: Bot
    name: str
    voices: Mapping[str, str]
    account: str
    tags: Mapping[str, str]
    logs: bool = False


def bot_template(args: TemplateArgs) -> Template:
    """Bot, version, alias, Connect's right to use the alias, and the association with Connect.

    Parameters `BotRoleArn`, `HookArn`, `InstanceArn` (and `LogGroupArn`); outputs `BotId`,
    `BotVersion`, `BotAliasId`, `BotAliasArn`.
    """
    locales = [_locale(each, args.voices.get(each.code, each.voice)) for each in args.bot.locales]
    version = f"Version{content_hash(locales, args.bot)}"
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": f"Lex bot {args.name} and its association with Amazon Connect",
        "Parameters": {
            name: {"Type": "String"}
            for name in ("BotRoleArn", "HookArn", "InstanceArn", *[LOG_GROUP_PARAMETER] * args.logs)
        },
        "Resources": {
            "Bot": _bot(args, locales),
            version: _version(locales),
            "Alias": _alias(args, version),
            "AliasPolicy": _alias_policy(args.account),
            "Association": _association(args.tags),
        },
        "Outputs": {
            "BotId": {"Value": {"Ref": "Bot"}},
            "BotVersion": {"Value": _attribute(version, "BotVersion")},
            "BotAliasId": {"Value": _attribute("Alias", "BotAliasId")},
            "BotAliasArn": {"Value": _attribute("Alias", "Arn")},
        },
    }


def content_hash(locales: Sequence[Locale], bot: Bot) -> str:
    """Changes exactly when the bot would understand or sound different."""
    content = json.dumps([locales, bot.idle_seconds], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:_SHORT_HASH]


def _locale(locale: BotLocale, voice: str) -> Locale:
    return {
        "LocaleId": locale.code,
        "NluConfidenceThreshold": locale.nlu_threshold,
        "VoiceSettings": {"VoiceId": voice, "Engine": locale.engine},
        "Intents": [_intent(intent) for intent in locale.intents],
    }


def _intent(intent: BotIntent) -> Intent:
    rendered: Intent = {
        "Name": intent.name,
        "Description": intent.description,
        "FulfillmentCodeHook": {"Enabled": intent.fulfilment_hook},
    }
    if intent.utterances:
        rendered["SampleUtterances"] = [{"Utterance": text} for text in intent.utterances]
    if intent.parent_signature is not None:
        rendered["ParentIntentSignature"] = intent.parent_signature
    return rendered


def _bot(args: TemplateArgs, locales: Sequence[Locale]) -> Resource:
    # Without AmazonConnectEnabled the flow designer does not show the bot's intents.
    tags = {**args.tags, "AmazonConnectEnabled": "true"}
    return {
        "Type": "AWS::Lex::Bot",
        "Properties": {
            "Name": args.name,
            "Description": args.bot.description,
            "RoleArn": {"Ref": "BotRoleArn"},
            "DataPrivacy": {"ChildDirected": False},
            "IdleSessionTTLInSeconds": args.bot.idle_seconds,
            "AutoBuildBotLocales": True,
            "BotLocales": locales,
            "BotTags": tag_list(tags),
        },
    }


def _version(locales: Sequence[Locale]) -> Resource:
    """A snapshot of the draft. Kept when a newer one takes its place: a call may be using it."""
    details = {"SourceBotVersion": "DRAFT"}
    return {
        "Type": "AWS::Lex::BotVersion",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {
            "BotId": {"Ref": "Bot"},
            "BotVersionLocaleSpecification": [
                {"LocaleId": locale["LocaleId"], "BotVersionLocaleDetails": details}
                for locale in locales
            ],
        },
    }


def _alias(args: TemplateArgs, version: str) -> Resource:
    hook = {"LambdaArn": {"Ref": "HookArn"}, "CodeHookInterfaceVersion": CODE_HOOK_VERSION}
    setting = {"Enabled": True, "CodeHookSpecification": {"LambdaCodeHook": hook}}
    properties: dict[str, Any] = {
        "BotId": {"Ref": "Bot"},
        "BotAliasName": ALIAS_NAME,
        "BotVersion": _attribute(version, "BotVersion"),
        "BotAliasLocaleSettings": [
            {"LocaleId": locale.code, "BotAliasLocaleSetting": setting}
            for locale in args.bot.locales
        ],
        "BotAliasTags": tag_list(args.tags),
    }
    if args.logs:
        properties["ConversationLogSettings"] = conversation_logs()
    return {"Type": "AWS::Lex::BotAlias", "Properties": properties}


def _alias_policy(account: str) -> Resource:
    statement = {
        "Sid": "ConnectTalksToTheBot",
        "Effect": "Allow",
        "Principal": {"Service": "connect.amazonaws.com"},
        "Action": ["lex:RecognizeText", "lex:StartConversation"],
        "Resource": _attribute("Alias", "Arn"),
        "Condition": {
            "StringEquals": {"aws:SourceAccount": account},
            "ArnEquals": {"aws:SourceArn": {"Ref": "InstanceArn"}},
        },
    }
    return {
        "Type": "AWS::Lex::ResourcePolicy",
        "Properties": {
            "ResourceArn": _attribute("Alias", "Arn"),
            "Policy": {"Version": "2012-10-17", "Statement": [statement]},
        },
    }


def _association(tags: Mapping[str, str]) -> Resource:
    return {
        "Type": "AWS::Connect::IntegrationAssociation",
        "DependsOn": ["AliasPolicy"],
        "Properties": {
            "InstanceId": {"Ref": "InstanceArn"},
            "IntegrationType": "LEX_BOT",
            "IntegrationArn": _attribute("Alias", "Arn"),
            "Tags": tag_list(tags),
        },
    }


def _attribute(resource: str, attribute: str) -> dict[str, list[str]]:
    return {"Fn::GetAtt": [resource, attribute]}
