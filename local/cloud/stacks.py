"""CloudFormation stacks with the Lex bot: evaluated, checked and recorded."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from local.cloud.contact import ContactCenter, identifier
from local.cloud.engine import Created
from local.cloud.inputs import Inputs, UnsupportedError
from local.emulator import ACCOUNT, REGION

Attributes = Mapping[str, str]
"""What `Ref` (under the key `Ref`) and `Fn::GetAtt` give for a resource."""


def _short(text: str) -> str:
    """An identifier as Lex makes them: ten upper-case letters and digits."""
    return identifier(text).replace("-", "")[:10].upper()


def _bot(name: str, _properties: Mapping[str, Any]) -> Attributes:
    key = _short(name)
    return {"Ref": key, "Id": key, "Arn": f"arn:aws:lex:{REGION}:{ACCOUNT}:bot/{key}"}


def _bot_version(_name: str, properties: Mapping[str, Any]) -> Attributes:
    return {"Ref": f"{properties['BotId']}|1", "BotId": str(properties["BotId"]), "BotVersion": "1"}


def _bot_alias(name: str, properties: Mapping[str, Any]) -> Attributes:
    bot, key = str(properties["BotId"]), _short(f"{name}/{properties['BotAliasName']}")
    arn = f"arn:aws:lex:{REGION}:{ACCOUNT}:bot-alias/{bot}/{key}"
    return {"Ref": f"{key}|{bot}", "BotAliasId": key, "Arn": arn}


def _nothing(name: str, _properties: Mapping[str, Any]) -> Attributes:
    return {"Ref": identifier(name), "Id": identifier(name), "IntegrationAssociationId": name}


_TYPES: Final[Mapping[str, Callable[[str, Mapping[str, Any]], Attributes]]] = {
    "AWS::Lex::Bot": _bot,
    "AWS::Lex::BotVersion": _bot_version,
    "AWS::Lex::BotAlias": _bot_alias,
    "AWS::Lex::ResourcePolicy": _nothing,
    "AWS::Connect::IntegrationAssociation": _nothing,
}


class Stacks:
    """Records stacks: each resource of the template in order of its references."""

    def __init__(self, contact_center: ContactCenter) -> None:
        """Bots that a stack associates become usable from the contact center's flows."""
        self._contact_center = contact_center

    def stack(self, inputs: Inputs) -> Created:
        """aws:cloudformation/stack:Stack."""
        name = inputs.take("name")
        template = json.loads(inputs.take("templateBody"))
        parameters = cast("dict[str, str]", inputs.get("parameters", {}))
        inputs.skip("capabilities", "onFailure", "timeoutInMinutes", "tags", "disableRollback")
        known: dict[str, Attributes] = {
            **{key: {"Ref": str(value)} for key, value in parameters.items()},
            "AWS::Region": {"Ref": REGION},
            "AWS::AccountId": {"Ref": ACCOUNT},
            "AWS::Partition": {"Ref": "aws"},
        }
        resources = self._create(name, template["Resources"], known)
        outputs = {
            key: _value(output["Value"], known)
            for key, output in template.get("Outputs", {}).items()
        }
        arn = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/{name}/{identifier(name)}"
        return Created(id=arn, outputs={"outputs": outputs, "resources": resources})

    def _create(
        self, stack: str, declared: dict[str, Any], known: dict[str, Attributes]
    ) -> list[dict[str, Any]]:
        waiting, done = dict(declared), list[dict[str, Any]]()
        while waiting:
            ready = [key for key, item in waiting.items() if _references(item) <= set(known)]
            if not ready:
                raise UnsupportedError(f"the template's resources {sorted(waiting)} are unresolved")
            for key in ready:
                item = waiting.pop(key)
                properties = _value(item.get("Properties", {}), known)
                make = _TYPES.get(item["Type"])
                if make is None:
                    raise UnsupportedError(f"the local cloud does not know {item['Type']} ({key})")
                known[key] = make(f"{stack}/{key}", properties)
                if item["Type"] == "AWS::Connect::IntegrationAssociation":
                    self._contact_center.associate(properties["IntegrationArn"])
                done.append(
                    {"key": key, "type": item["Type"], "properties": properties, **known[key]}
                )
        return done


def _references(item: Any) -> set[str]:
    """Logical ids that a template value refers to."""
    if isinstance(item, list):
        return {name for part in cast("list[Any]", item) for name in _references(part)}
    if not isinstance(item, dict):
        return set()
    node = cast("dict[str, Any]", item)
    found = {str(node["Ref"])} if "Ref" in node else set[str]()
    if "Fn::GetAtt" in node:
        found.add(_attribute(node["Fn::GetAtt"])[0])
    depends = node.get("DependsOn", [])
    found.update([depends] if isinstance(depends, str) else depends)
    return found | {name for part in node.values() for name in _references(part)}


def _attribute(value: Any) -> tuple[str, str]:
    parts = value.split(".", 1) if isinstance(value, str) else value
    return str(parts[0]), str(parts[1])


def _looked_up(known: Mapping[str, Attributes], name: str, attribute: str) -> str:
    if attribute not in known.get(name, {}):
        raise UnsupportedError(f"the template refers to {name}.{attribute}, which nothing sets")
    return known[name][attribute]


def _value(item: Any, known: Mapping[str, Attributes]) -> Any:
    """A template value with its references resolved; other functions are refused by name."""
    if isinstance(item, list):
        return [_value(part, known) for part in cast("list[Any]", item)]
    if not isinstance(item, dict):
        return item
    node = cast("dict[str, Any]", item)
    if set(node) == {"Ref"}:
        return _looked_up(known, str(node["Ref"]), "Ref")
    if set(node) == {"Fn::GetAtt"}:
        return _looked_up(known, *_attribute(node["Fn::GetAtt"]))
    if len(node) == 1 and next(iter(node)).startswith("Fn::"):
        raise UnsupportedError(f"the local cloud does not know {next(iter(node))} in a template")
    return {key: _value(part, known) for key, part in node.items()}
