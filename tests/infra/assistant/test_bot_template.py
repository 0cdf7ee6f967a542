"""The bot's template, held against CloudFormation's own schemas for Seoul."""

import dataclasses
import json
from typing import Any

import pytest
from cfnlint.api import lint

from flows.bots import INQUIRY
from infra.assistant.bot_template import TemplateArgs, bot_template
from infra.config import NAMESPACE
from tests.infra import engine
from tests.infra.engine import Recording
from tests.infra.outputs import ACCOUNT, REGION

ARGS = TemplateArgs(
    bot=INQUIRY,
    name="saltware-contact-center-dev-inquiry-bot",
    voices={"ko_KR": "Seoyeon", "en_US": "Joanna"},
    account="123456789012",
    tags={"Project": "saltware-contact-center"},
)


def problems(template: Any) -> list[str]:
    matches = lint(json.dumps(template, ensure_ascii=False), regions=[REGION])
    return [f"{match.rule.id} {match.message}" for match in matches]


def version_of(template: Any) -> str:
    [name] = [name for name in template["Resources"] if name.startswith("Version")]
    return name


def test_the_deployed_template_passes_cloudformations_schemas(recording: Recording) -> None:
    template = json.loads(
        recording.inputs("cloudformation/Stack", "inquiry-bot-stack")["templateBody"]
    )
    assert problems(template) == []


def test_a_planted_mistake_is_caught() -> None:
    template: Any = json.loads(json.dumps(bot_template(ARGS)))
    template["Resources"]["Bot"]["Properties"]["IdleSessionTTLInSeconds"] = 1
    template["Resources"]["Association"]["Properties"]["IntegrationType"] = "LEX"
    assert len(problems(template)) == 2


def test_parameters_bring_what_other_resources_know(recording: Recording) -> None:
    stack = recording.inputs("cloudformation/Stack", "inquiry-bot-stack")
    assert set(stack["parameters"]) == set(json.loads(stack["templateBody"])["Parameters"])
    assert stack["parameters"]["HookArn"] == recording.exports["answer_function_alias_arn"]
    assert stack["parameters"]["InstanceArn"] == recording.exports["connect_instance_arn"]


def test_questions_reach_the_hook_through_the_fallback_intent() -> None:
    template: Any = bot_template(ARGS)
    locales = template["Resources"]["Bot"]["Properties"]["BotLocales"]
    assert [locale["LocaleId"] for locale in locales] == ["ko_KR", "en_US"]
    for locale in locales:
        intents = {intent["Name"]: intent for intent in locale["Intents"]}
        assert intents["FallbackIntent"]["ParentIntentSignature"] == "AMAZON.FallbackIntent"
        assert intents["FallbackIntent"]["FulfillmentCodeHook"] == {"Enabled": True}
        assert "SampleUtterances" not in intents["FallbackIntent"]
        assert {"EngineerIntent", "EndIntent", "RepeatIntent"} < set(intents)


@pytest.mark.parametrize(
    ("voices", "heard"),
    [
        ({"ko_KR": "Jihye", "en_US": "Matthew"}, {"ko_KR": "Jihye", "en_US": "Matthew"}),
        ({"ko_KR": "Jihye"}, {"ko_KR": "Jihye", "en_US": "Joanna"}),
    ],
)
def test_each_locale_has_the_voice_that_the_stack_chooses_for_it(
    voices: dict[str, str], heard: dict[str, str]
) -> None:
    template: Any = bot_template(dataclasses.replace(ARGS, voices=voices))
    locales = template["Resources"]["Bot"]["Properties"]["BotLocales"]
    found = {locale["LocaleId"]: locale["VoiceSettings"]["VoiceId"] for locale in locales}
    assert found == heard


def test_the_version_holds_every_locale() -> None:
    template: Any = bot_template(ARGS)
    version = template["Resources"][version_of(template)]["Properties"]
    held = [locale["LocaleId"] for locale in version["BotVersionLocaleSpecification"]]
    assert held == ["ko_KR", "en_US"]


def test_the_bot_is_built_and_shown_to_connect() -> None:
    bot: Any = bot_template(ARGS)["Resources"]["Bot"]["Properties"]
    assert bot["AutoBuildBotLocales"] is True
    assert {"Key": "AmazonConnectEnabled", "Value": "true"} in bot["BotTags"]


def test_the_alias_calls_the_hook_and_points_at_the_version() -> None:
    template: Any = bot_template(ARGS)
    alias = template["Resources"]["Alias"]["Properties"]
    settings = alias["BotAliasLocaleSettings"]
    assert [setting["LocaleId"] for setting in settings] == ["ko_KR", "en_US"]
    for setting in settings:
        hook = setting["BotAliasLocaleSetting"]["CodeHookSpecification"]["LambdaCodeHook"]
        assert hook == {"LambdaArn": {"Ref": "HookArn"}, "CodeHookInterfaceVersion": "1.0"}
    assert alias["BotVersion"] == {"Fn::GetAtt": [version_of(template), "BotVersion"]}


def test_only_the_instance_may_talk_to_the_alias() -> None:
    template: Any = bot_template(ARGS)
    [statement] = template["Resources"]["AliasPolicy"]["Properties"]["Policy"]["Statement"]
    assert statement["Principal"] == {"Service": "connect.amazonaws.com"}
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "123456789012"},
        "ArnEquals": {"aws:SourceArn": {"Ref": "InstanceArn"}},
    }


CHANGES = [
    dataclasses.replace(ARGS, voices={**ARGS.voices, "ko_KR": "Jihye"}),
    dataclasses.replace(ARGS, voices={**ARGS.voices, "en_US": "Matthew"}),
    dataclasses.replace(ARGS, bot=dataclasses.replace(INQUIRY, idle_seconds=600)),
    dataclasses.replace(ARGS, bot=dataclasses.replace(INQUIRY, locales=INQUIRY.locales[:1])),
    *(
        dataclasses.replace(
            ARGS,
            bot=dataclasses.replace(
                INQUIRY,
                locales=(
                    *INQUIRY.locales[:number],
                    dataclasses.replace(locale, intents=locale.intents[1:]),
                    *INQUIRY.locales[number + 1 :],
                ),
            ),
        )
        for number, locale in enumerate(INQUIRY.locales)
    ),
]


@pytest.mark.parametrize("changed", CHANGES)
def test_a_bot_that_understands_or_sounds_different_is_a_new_version(
    changed: TemplateArgs,
) -> None:
    assert version_of(bot_template(changed)) != version_of(bot_template(ARGS))


@pytest.fixture(scope="module")
def logged() -> Recording:
    return engine.run_main(
        "dev", {f"{NAMESPACE}:botLogs": "true", f"{NAMESPACE}:logRetentionDays": "3"}
    )


def test_what_callers_say_is_not_logged_unless_a_stack_asks_for_it(recording: Recording) -> None:
    template = recording.inputs("cloudformation/Stack", "inquiry-bot-stack")["templateBody"]
    assert "ConversationLogSettings" not in template
    names = [group.inputs["name"] for group in recording.of("cloudwatch/LogGroup")]
    assert not any(name.startswith("/aws/lex/") for name in names)


def test_what_callers_say_is_logged_encrypted_and_forgotten(logged: Recording) -> None:
    group = logged.inputs("cloudwatch/LogGroup", "inquiry-bot-conversations")
    assert group["retentionInDays"] == 3
    assert ":key/" in group["kmsKeyId"]
    stack = logged.inputs("cloudformation/Stack", "inquiry-bot-stack")
    assert stack["parameters"]["LogGroupArn"].endswith(group["name"])
    template = json.loads(stack["templateBody"])
    assert problems(template) == []
    settings = template["Resources"]["Alias"]["Properties"]["ConversationLogSettings"]
    [text] = settings.pop("TextLogSettings")
    destination = text["Destination"]["CloudWatch"]
    assert text["Enabled"] is True
    assert destination["CloudWatchLogGroupArn"] == {"Ref": "LogGroupArn"}
    assert settings == {}, "callers' voices are in the recordings, if anywhere"


def test_the_bot_may_write_its_log_and_no_other(logged: Recording) -> None:
    policy = json.loads(logged.inputs("iam/RolePolicy", "inquiry-bot-policy")["policy"])
    group = logged.inputs("cloudwatch/LogGroup", "inquiry-bot-conversations")["name"]
    allowed = {statement["Sid"]: statement for statement in policy["Statement"]}
    assert allowed["KeepConversations"]["Resource"] == [
        f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{group}:*"
    ]


def test_logging_makes_no_new_version_of_the_bot() -> None:
    logging = dataclasses.replace(ARGS, logs=True)
    assert version_of(bot_template(logging)) == version_of(bot_template(ARGS))


def test_tags_alone_make_no_new_version() -> None:
    tagged = dataclasses.replace(ARGS, tags={"Project": "another"})
    assert version_of(bot_template(tagged)) == version_of(bot_template(ARGS))


def test_an_old_version_stays_for_the_calls_that_use_it() -> None:
    template: Any = bot_template(ARGS)
    version = template["Resources"][version_of(template)]
    assert version["DeletionPolicy"] == version["UpdateReplacePolicy"] == "Retain"
