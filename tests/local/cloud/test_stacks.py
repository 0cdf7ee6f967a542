import json
import re
from typing import Any

import pytest

from local.cloud.contact import ContactCenter
from local.cloud.inputs import UnsupportedError
from local.cloud.stacks import Stacks
from tests.local.cloud.flows import said, state
from tests.local.cloud.recording import create
from tests.local.recorded import HOOK, call_center

BOT = {"Type": "AWS::Lex::Bot", "Properties": {"Name": "inquiry"}}
VERSION = {"Type": "AWS::Lex::BotVersion", "Properties": {"BotId": {"Ref": "Bot"}}}


def alias(hook: Any = "arn:hook") -> dict[str, Any]:
    return {
        "Type": "AWS::Lex::BotAlias",
        "Properties": {
            "BotId": {"Ref": "Bot"},
            "BotAliasName": "live",
            "BotVersion": {"Fn::GetAtt": ["Version", "BotVersion"]},
            "Hook": hook,
        },
    }


def stack(
    resources: dict[str, Any],
    outputs: dict[str, Any] | None = None,
    *,
    center: ContactCenter | None = None,
    **parameters: str,
) -> dict[str, Any]:
    template = {
        "Resources": resources,
        "Outputs": {key: {"Value": value} for key, value in (outputs or {}).items()},
    }
    values = {"name": "bot", "templateBody": json.dumps(template), "parameters": parameters}
    return dict(create(Stacks(center or ContactCenter()).stack, values).outputs)


def properties_of(made: dict[str, Any], key: str) -> dict[str, Any]:
    [found] = [item for item in made["resources"] if item["key"] == key]
    return found["properties"]


def test_references_and_attributes_are_resolved() -> None:
    made = stack(
        {"Alias": alias({"Ref": "HookArn"}), "Version": VERSION, "Bot": BOT},
        {"Arn": {"Fn::GetAtt": "Alias.Arn"}, "Where": {"Ref": "AWS::Region"}, "Fixed": "as is"},
        HookArn=HOOK,
    )
    bot_id = properties_of(made, "Alias")["BotId"]
    assert re.fullmatch(r"[0-9A-Z]{10}", bot_id)
    assert properties_of(made, "Version") == {"BotId": bot_id}
    assert properties_of(made, "Alias")["BotVersion"] == "1"
    assert properties_of(made, "Alias")["Hook"] == HOOK
    assert f":bot-alias/{bot_id}/" in made["outputs"]["Arn"]
    assert (made["outputs"]["Where"], made["outputs"]["Fixed"]) == ("ap-northeast-2", "as is")


def test_resources_are_made_after_what_they_refer_to() -> None:
    made = stack({"Alias": alias(), "Version": VERSION, "Bot": BOT})
    assert [item["key"] for item in made["resources"]] == ["Bot", "Version", "Alias"]


@pytest.mark.parametrize("depends", ["Version", ["Version"]])
def test_resources_are_made_after_what_they_depend_on(depends: Any) -> None:
    late = {"Type": "AWS::Lex::ResourcePolicy", "DependsOn": depends}
    made = stack({"Late": late, "Version": VERSION, "Bot": BOT})
    assert [item["key"] for item in made["resources"]] == ["Bot", "Version", "Late"]


def test_an_associated_bot_may_be_used_by_flows() -> None:
    center = ContactCenter()
    association = {
        "Type": "AWS::Connect::IntegrationAssociation",
        "Properties": {"IntegrationArn": {"Fn::GetAtt": ["Alias", "Arn"]}},
    }
    made = stack(
        {"Bot": BOT, "Version": VERSION, "Alias": alias(), "Association": association},
        {"Arn": {"Fn::GetAtt": ["Alias", "Arn"]}},
        center=center,
    )
    naming_it = {
        "typeName": "AWS::Connect::ContactFlow",
        "desiredState": state(said(made["outputs"]["Arn"])),
    }
    assert create(center.cloud_control, naming_it).id
    with pytest.raises(UnsupportedError, match="not associated"):
        create(ContactCenter().cloud_control, naming_it)


def test_the_same_template_gives_the_same_identifiers() -> None:
    resources = {"Bot": BOT, "Version": VERSION, "Alias": alias()}
    assert stack(resources) == stack(resources)


def test_an_unknown_type_is_refused_by_name() -> None:
    with pytest.raises(UnsupportedError, match=r"AWS::Lex::BotReplica \(Copy\)"):
        stack({"Copy": {"Type": "AWS::Lex::BotReplica"}})


@pytest.mark.parametrize("function", ["Fn::Sub", "Fn::Join", "Fn::If"])
def test_an_unknown_function_is_refused_by_name(function: str) -> None:
    bot = {"Type": "AWS::Lex::Bot", "Properties": {"Name": {function: "x"}}}
    with pytest.raises(UnsupportedError, match=function):
        stack({"Bot": bot})


def test_a_circle_of_references_is_refused_by_name() -> None:
    one = {"Type": "AWS::Lex::Bot", "DependsOn": "Two"}
    two = {"Type": "AWS::Lex::Bot", "DependsOn": "One"}
    with pytest.raises(UnsupportedError, match=r"\['One', 'Two'\] are unresolved"):
        stack({"One": one, "Two": two, "Bot": BOT})


def test_a_reference_to_nothing_is_refused_by_name() -> None:
    with pytest.raises(UnsupportedError, match=r"\['Version'\] are unresolved"):
        stack({"Version": VERSION})


@pytest.mark.parametrize(
    ("output", "named"),
    [
        ({"Fn::GetAtt": ["Bot", "Colour"]}, r"Bot\.Colour"),
        ({"Fn::GetAtt": ["Nobody", "Arn"]}, r"Nobody\.Arn"),
        ({"Ref": "Nobody"}, r"Nobody\.Ref"),
    ],
)
def test_an_output_of_something_that_nothing_sets_is_refused_by_name(
    output: dict[str, Any], named: str
) -> None:
    with pytest.raises(UnsupportedError, match=named):
        stack({"Bot": BOT}, {"Wrong": output})


def test_the_projects_own_template_is_understood_whole() -> None:
    [bot] = [item for item in call_center() if item["name"] == "inquiry-bot"]
    kinds = sorted(member["type"] for member in bot["outputs"]["resources"])
    assert kinds == [
        "AWS::Connect::IntegrationAssociation",
        "AWS::Lex::Bot",
        "AWS::Lex::BotAlias",
        "AWS::Lex::BotVersion",
        "AWS::Lex::ResourcePolicy",
    ]
