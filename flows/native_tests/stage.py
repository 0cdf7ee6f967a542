"""Where a rehearsal takes place: our flows and bots, and an answer function of fixed words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from ai.contract import (
    INTENT_KEYS,
    LEX_TEXT_CHARACTERS,
    CallbackAction,
    CustomerKey,
    Intent,
    Parameter,
)
from flows.bots import BOTS, Bot, BotLocale
from flows.catalog import FLOWS
from flows.json_values import Json, JsonObject, as_object, as_text
from flows.native_tests.scripted import DiaryError, NativeTestError, Script
from flows.prompts import load
from flows.references import Reference, find
from flows.simulator.hours import AROUND_THE_CLOCK, DeployedHours
from flows.simulator.world import (
    DeployedBot,
    DeployedFlow,
    DeployedQueue,
    FunctionResult,
    World,
)

ANSWERED: Final = "answered"
_HOOK: Final = Reference("lambda", "answer").placeholder
_WHEN: Final = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Asia/Seoul"))
_SILENT_TURNS: Final = 3
_CUSTOMER: Final = "customer_"
_FROM_THE_DIARY: Final = frozenset({CallbackAction.DAYS.value, CallbackAction.TIMES.value})


@dataclass
class AnswerWords:
    """The answer function by its fixed words; the answers themselves are not known here."""

    script: Script
    asked: int = 0
    silent: int = 0
    words: Mapping[str, str] = field(
        default_factory=lambda: {key: each.text for key, each in load()["answer"].items()}
    )

    def __call__(self, _arn: str, event: JsonObject, _seconds: float) -> FunctionResult:
        """One turn of the bot's hook, or what a flow asks a function."""
        if "Details" in event:
            return FunctionResult(payload=self._told_to_flow(event))
        said = (as_text(event.get("inputTranscript")) or "").strip()
        intent = as_text(as_object(as_object(event.get("sessionState")).get("intent")).get("name"))
        meant = INTENT_KEYS.get(said, intent)
        if meant in {Intent.ENGINEER.value, Intent.END.value}:
            return FunctionResult(payload=_close(str(meant)))
        if not said:
            self.silent += 1
            if self.silent == _SILENT_TURNS:
                return FunctionResult(payload=_close(Intent.ENGINEER.value))
            return FunctionResult(payload=_elicit(self.words["no_question"]))
        self.silent = 0
        if meant == Intent.REPEAT.value:
            return FunctionResult(
                payload=_elicit(self.words["next" if self.asked else "nothing_to_repeat"])
            )
        return FunctionResult(payload=_elicit(self._answer_to(said)))

    def _told_to_flow(self, event: JsonObject) -> JsonObject:
        """The customer that the scenario expects; days and times can not be known before."""
        parameters = as_object(as_object(event.get("Details")).get("Parameters"))
        action = as_text(parameters.get(Parameter.ACTION.value))
        if action in _FROM_THE_DIARY:
            raise DiaryError(
                f"which {action} the callback function offers is not known before, so that a call "
                "booked at a time has no native equivalent"
            )
        expected = self.script.attributes.items()
        customer = {key: value for key, value in expected if key.startswith(_CUSTOMER)}
        return {CustomerKey.KNOWN.value: "false", **customer}

    def _answer_to(self, question: str) -> str:
        if len(question) > LEX_TEXT_CHARACTERS:
            return self.words["question_too_long"]
        answers = self.script.answers
        status = ANSWERED if answers is None or self.asked >= len(answers) else answers[self.asked]
        self.asked += 1
        if status == "failed":
            raise NativeTestError(
                f"the answer to “{question}” shall fail, and which apology is then heard is not "
                "known before: a native test can not wait for it"
            )
        return self.words["next" if status == ANSWERED else "abstained"]


def _elicit(text: str) -> JsonObject:
    return {
        "sessionState": {"dialogAction": {"type": "ElicitIntent"}, "sessionAttributes": {}},
        "messages": [{"contentType": "PlainText", "content": text}],
    }


def _close(intent: str) -> JsonObject:
    return {
        "sessionState": {
            "dialogAction": {"type": "Close"},
            "intent": {"name": intent, "state": "Fulfilled"},
            "sessionAttributes": {},
        }
    }


def stage(hook: AnswerWords, *, is_open: bool) -> World:
    """The flows with their references as they are; what these name exists."""
    references = {found for flow in FLOWS.values() for found in find(flow.content)}
    hours = AROUND_THE_CLOCK if is_open else DeployedHours(time_zone="Asia/Seoul", config=[])
    named = [found for found in sorted(references) if found.kind == "hours"]
    return World(
        flows={
            Reference("flow", name).placeholder: DeployedFlow(
                name=name, type=flow.type, content=flow.content
            )
            for name, flow in FLOWS.items()
        },
        queues={
            found.placeholder: DeployedQueue(
                name=found.name,
                arn=found.placeholder,
                hours_arn=named[0].placeholder if named else None,
            )
            for found in sorted(references)
            if found.kind == "queue"
        },
        hours={found.placeholder: hours for found in named},
        bots={
            Reference("bot", name).placeholder: DeployedBot(
                name=name,
                definition=_definition(bot),
                hook_arn=_HOOK,
                locales=tuple(locale.code for locale in bot.locales),
            )
            for name, bot in BOTS.items()
        },
        invoke=hook,
        starts_at=_WHEN,
    )


def _definition(bot: Bot) -> JsonObject:
    """The bot's intents, as AWS::Lex::Bot writes them."""
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
