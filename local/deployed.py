"""The world of a call, read from what was deployed."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from flows.simulator.world import DeployedBot, DeployedFlow, DeployedQueue, Invoke, World
from local.deployed_hours import Hours, deployed_hours
from local.errors import OutsideError

AGENT_GREETING: Final = "안녕하세요, 상담원입니다. 나누신 내용을 보고 이어서 도와드리겠습니다."
"""What a person might say; it stands for an agent at a headset and is no part of the flows."""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Who is there when a call comes, and when that is.

    `hours` "open" or "closed" holds in place of the deployed hours. With nobody free, one becomes
    free after `agent_after_seconds`, or never; they hang up first `agent_leaves_after_seconds`
    later, or the call is played up to them. The queues named in `full` take nobody.
    """

    agents: int
    at: datetime
    hours: Hours | None = None
    agent_after_seconds: float | None = None
    agent_leaves_after_seconds: float | None = None
    full: Collection[str] = ()


def world_of(resources: Sequence[Mapping[str, Any]], invoke: Invoke, placed: Placed) -> World:
    """The deployed flows, queues, hours and bots, as the simulator plays them."""
    hours = deployed_hours(resources, placed.at, placed.hours)
    flows = [json.loads(item["inputs"]["desiredState"]) for item in _flow_items(resources)]
    arns = [str(item["id"]) for item in _flow_items(resources)]
    queues = [_queue(item, placed.full) for item in _of(resources, "Queue", module="connect")]
    bots = {arn: bot for item in _of(resources, "Stack") for arn, bot in _bots(item)}
    return World(
        flows={
            arn: DeployedFlow(
                name=state["Name"], type=state["Type"], content=json.loads(state["Content"])
            )
            for arn, state in zip(arns, flows, strict=True)
        },
        starts_at=placed.at,
        queues={queue.arn: queue for queue in queues},
        hours=hours,
        bots=bots,
        invoke=invoke,
        agents=placed.agents,
        agent_after_seconds=placed.agent_after_seconds,
        agent_leaves_after_seconds=placed.agent_leaves_after_seconds,
        agent_greeting=AGENT_GREETING,
        instance_arn=str(_of(resources, "Instance")[0]["outputs"]["arn"]),
    )


def _of(
    resources: Sequence[Mapping[str, Any]], name: str, *, module: str | None = None
) -> list[Mapping[str, Any]]:
    found = [
        item
        for item in resources
        if str(item["type"]).endswith(f":{name}")
        and (module is None or str(item["type"]).startswith(f"aws:{module}/"))
    ]
    if not found:
        raise OutsideError(
            f"the deployed stack has no {name}: run `callcenter down`, then `callcenter up`"
        )
    return found


def _flow_items(resources: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [
        item
        for item in _of(resources, "Resource", module="cloudcontrol")
        if item["inputs"]["typeName"] == "AWS::Connect::ContactFlow"
    ]


def _queue(item: Mapping[str, Any], full: Collection[str]) -> DeployedQueue:
    inputs = cast("Mapping[str, Any]", item["inputs"])
    return DeployedQueue(
        name=inputs["name"],
        arn=item["outputs"]["arn"],
        hours_arn=inputs["hoursOfOperationId"],
        max_contacts=0 if inputs["name"] in full else inputs.get("maxContacts"),
    )


def _bots(stack: Mapping[str, Any]) -> list[tuple[str, DeployedBot]]:
    """Each bot alias of a stack, with the definition of its bot."""
    members = cast("list[dict[str, Any]]", stack["outputs"].get("resources", []))
    definitions = {
        item["Id"]: item["properties"] for item in members if item["type"] == "AWS::Lex::Bot"
    }
    return [
        (str(item["Arn"]), _bot(item, definitions[item["properties"]["BotId"]]))
        for item in members
        if item["type"] == "AWS::Lex::BotAlias"
    ]


def _bot(alias: Mapping[str, Any], definition: dict[str, Any]) -> DeployedBot:
    properties = cast("dict[str, Any]", alias["properties"])
    settings = cast("list[dict[str, Any]]", properties["BotAliasLocaleSettings"])
    enabled = [one for one in settings if one["BotAliasLocaleSetting"].get("Enabled")]
    # Every locale of our alias has the same function.
    hook = enabled[0]["BotAliasLocaleSetting"].get("CodeHookSpecification")
    return DeployedBot(
        name=definition["Name"],
        definition=definition,
        hook_arn=hook["LambdaCodeHook"]["LambdaArn"] if hook else None,
        locales=tuple(str(one["LocaleId"]) for one in enabled),
        bot_id=properties["BotId"],
        alias_id=alias["BotAliasId"],
        alias_name=properties["BotAliasName"],
        version=str(properties["BotVersion"]),
    )
