"""Worlds to call into: the whole call center, or one hand-written flow."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from flows.bots import BOTS, Bot, BotLocale
from flows.catalog import FLOWS
from flows.json_values import Json, JsonObject
from flows.references import Reference, find, resolve
from flows.simulator.call import place_call
from flows.simulator.caller import Caller, CallerAction, ScriptedCaller
from flows.simulator.hours import DAYS, DeployedHours
from flows.simulator.result import CallResult, Who
from flows.simulator.world import (
    DeployedBot,
    DeployedFlow,
    DeployedQueue,
    Invoke,
    World,
    no_functions,
)
from flows.source import FlowSource
from tests.flows.actions import content
from tests.flows.functions import CONTACT, answering

SEOUL = ZoneInfo("Asia/Seoul")
MONDAY_MORNING = datetime(2026, 3, 2, 10, 0, tzinfo=SEOUL)
CUSTOMER = "+821012345678"
HOOK = "arn:aws:lambda:ap-northeast-2:111122223333:function:answer:live"
ALWAYS = DeployedHours(
    time_zone="Asia/Seoul",
    config=[
        {
            "Day": day,
            "StartTime": {"Hours": 0, "Minutes": 0},
            "EndTime": {"Hours": 0, "Minutes": 0},
        }
        for day in DAYS
    ],
)
OFFICE = DeployedHours(
    time_zone="Asia/Seoul",
    config=[
        {
            "Day": day,
            "StartTime": {"Hours": 9, "Minutes": 0},
            "EndTime": {"Hours": 18, "Minutes": 0},
        }
        for day in DAYS[:5]
    ],
)


def arn(kind: str, name: str) -> str:
    return f"arn:aws:connect:ap-northeast-2:111122223333:instance/instance-id/{kind}/{name}"


@cache
def deployed_flows() -> Mapping[str, DeployedFlow]:
    return deployed(FLOWS)


def deployed(sources: Mapping[str, FlowSource]) -> Mapping[str, DeployedFlow]:
    """Flows whose names for resources have become ARNs."""
    references = {reference for flow in sources.values() for reference in find(flow.content)}
    arns = {reference: arn(reference.kind, reference.name) for reference in references}
    return {
        arn("flow", flow.name): DeployedFlow(
            name=flow.name, type=flow.type, content=resolve(flow.content, arns)
        )
        for flow in sources.values()
    }


def bot_properties(bot: Bot) -> JsonObject:
    """As infra writes an AWS::Lex::Bot, in short."""
    return {"Name": bot.name, "BotLocales": [_locale(locale) for locale in bot.locales]}


def _locale(locale: BotLocale) -> JsonObject:
    intents: list[Json] = []
    for intent in locale.intents:
        properties: dict[str, Json] = {
            "Name": intent.name,
            "SampleUtterances": [{"Utterance": text} for text in intent.utterances],
            "FulfillmentCodeHook": {"Enabled": intent.fulfilment_hook},
        }
        if intent.parent_signature:
            properties["ParentIntentSignature"] = intent.parent_signature
        intents.append(properties)
    return {"LocaleId": locale.code, "Intents": intents}


@cache
def deployed_bots() -> Mapping[str, DeployedBot]:
    return {
        arn("bot", bot.name): DeployedBot(
            name=bot.name,
            definition=bot_properties(bot),
            hook_arn=HOOK,
            locales=tuple(locale.code for locale in bot.locales),
        )
        for bot in BOTS.values()
    }


def call_center(
    *,
    invoke: Invoke | None = None,
    agents: int = 0,
    hours: DeployedHours = ALWAYS,
    at: datetime = MONDAY_MORNING,
    full: Sequence[str] = (),
    without: Sequence[str] = (),
) -> World:
    """All flows deployed. `without` leaves resources out, such as "flow:inquiry"."""
    missing = {arn(reference.kind, reference.name) for reference in map(Reference.parse, without)}
    queues = {
        arn("queue", name): DeployedQueue(
            name=name, arn=arn("queue", name), max_contacts=0 if name in full else None
        )
        for name in ("engineer", "agent", "vip", "callback")
    }
    return World(
        flows={key: flow for key, flow in deployed_flows().items() if key not in missing},
        bots={key: bot for key, bot in deployed_bots().items() if key not in missing},
        queues={key: queue for key, queue in queues.items() if key not in missing},
        hours={} if arn("hours", "main") in missing else {arn("hours", "main"): hours},
        invoke=answering() if invoke is None else invoke,
        agents=agents,
        starts_at=at,
    )


def one_flow(
    *actions: JsonObject,
    invoke: Invoke = no_functions,
    bots: Mapping[str, DeployedBot] | None = None,
    queues: Mapping[str, DeployedQueue] | None = None,
    hours: Mapping[str, DeployedHours] | None = None,
    more: Mapping[str, JsonObject] | None = None,
    agents: int = 0,
    at: datetime = MONDAY_MORNING,
    seed: int = 0,
) -> World:
    """A world with a flow `main` of these actions, and `more` flows by name."""
    flows = {"main": content(*actions), **(more or {})}
    return World(
        flows={
            arn("flow", name): DeployedFlow(name=name, content=body) for name, body in flows.items()
        },
        bots=bots or {},
        queues=queues or {},
        hours=hours or {},
        invoke=invoke,
        agents=agents,
        starts_at=at,
        seed=seed,
    )


def play(
    world: World,
    *actions: CallerAction,
    caller: Caller | None = None,
    customer: str = CUSTOMER,
) -> CallResult:
    """A call to `main` in which the caller does these things."""
    return place_call(
        world,
        caller or ScriptedCaller(actions),
        entry="main",
        customer=customer,
        contact_id=CONTACT,
    )


def heard(result: CallResult) -> list[str]:
    """What the system said, in order."""
    return [turn.text for turn in result.turns if turn.who is Who.SYSTEM]
